package org.postroom.mailbox;

import java.time.Duration;

/**
 * How long to leave a failing mailbox alone, doubling with each failure in a row: from 5 seconds on, and no longer than it is left
 * alone anyway nor than 5 minutes, so that two polls after the fault has passed all is well. From 1 minute up to 1 hour where
 * trying again could lock an account.
 */
final class BackOff {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration FIRST_LOGIN = Duration.ofMinutes(1);
    private static final Duration LONGEST_LOGIN = Duration.ofMinutes(60);
    private static final int MAX_DOUBLINGS = 16;

    private BackOff() {}

    /**
     * The time until the next try.
     *
     * @param importInterval how long the mailbox is left alone when all is well
     * @param failures how many there were in a row, this one included: 1 or more
     */
    static Duration after(MailboxException.Kind kind, Duration importInterval, int failures) {
        return switch (kind) {
            case LOGIN_REFUSED, IN_USE -> doubled(FIRST_LOGIN, LONGEST_LOGIN, failures);
            default -> doubled(FIRST, longest(importInterval), failures);
        };
    }

    private static Duration longest(Duration importInterval) {
        Duration longest = importInterval.compareTo(FIRST) < 0 ? FIRST : importInterval;
        return longest.compareTo(LONGEST) < 0 ? longest : LONGEST;
    }

    private static Duration doubled(Duration first, Duration longest, int failures) {
        Duration wait = first.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
