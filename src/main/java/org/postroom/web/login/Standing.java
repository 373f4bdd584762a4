package org.postroom.web.login;

import java.time.Duration;
import java.time.Instant;

/**
 * What is known of the tries under one key.
 *
 * @param failures not forgiven yet when counted
 * @param counted from when on they are forgiven
 * @param free when the next try may be made
 * @param knownUntil how long it is remembered that a try succeeded
 */
record Standing(int failures, Instant counted, Instant free, Instant knownUntil) {
    static final Standing NONE = new Standing(0, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);

    private static final Duration KNOWN = Duration.ofDays(30);

    /** How long until the next try may be made; zero: now. A clock that was wrong holds nobody for longer than the pace does. */
    Duration wait(Pace pace, Instant now) {
        if (!free.isAfter(now)) {
            return Duration.ZERO;
        }
        Duration wait = Duration.between(now, free);
        return wait.compareTo(pace.longest()) > 0 ? pace.longest() : wait;
    }

    boolean isKnown(Instant now) {
        return knownUntil.isAfter(now);
    }

    /** After one more failure. */
    Standing failed(Pace pace, Instant now) {
        Standing left = forgiven(pace, now);
        int more = Math.min(left.failures + 1, pace.most());
        return new Standing(more, left.counted, now.plus(pace.after(more)), knownUntil);
    }

    /** After a try that was counted as a failure turned out to be none. */
    Standing takenBack(Instant now) {
        return new Standing(Math.max(0, failures - 1), counted, now, knownUntil);
    }

    /** After a success, which makes the key known. */
    static Standing succeeded(Instant now) {
        return new Standing(0, now, now, now.plus(KNOWN));
    }

    /** When there is nothing left to remember. */
    Instant forget(Pace pace) {
        Instant forgiven = counted.plus(pace.forgives().multipliedBy(failures));
        Instant later = forgiven.isAfter(free) ? forgiven : free;
        return later.isAfter(knownUntil) ? later : knownUntil;
    }

    private Standing forgiven(Pace pace, Instant now) {
        long steps = Math.max(0, Duration.between(counted, now).dividedBy(pace.forgives()));
        return steps >= failures
                ? new Standing(0, now, free, knownUntil)
                : new Standing(
                        (int) (failures - steps), counted.plus(pace.forgives().multipliedBy(steps)), free, knownUntil);
    }
}
