package org.postroom.autoreply;

import java.time.Duration;

/**
 * How many automatic mails may leave, over all departments and nodes (SPEC D4). In every stretch of time as long as the
 * window, wherever it begins, there are never more.
 *
 * @param perAddress to one address, in whatever spelling
 * @param sameText to mails that say the same, whoever sends them
 * @param window of {@code perAddress} and {@code sameText}
 */
public record AutoReplyLimits(int perAddress, int sameText, Duration window, PerHour perHour) {
    /** 3 to an address and 10 to the same text in 30 minutes; 100 to a domain, 200 from a department, 1,000 in all in an hour. */
    public static final AutoReplyLimits DEFAULT =
            new AutoReplyLimits(3, 10, Duration.ofMinutes(30), new PerHour(100, 200, 1000));

    /** The largest number a limit can be. */
    public static final int MAX = 10_000;

    /** Throws IllegalArgumentException when a limit is not 1 to {@link #MAX} or the window is not positive. */
    public AutoReplyLimits {
        check(perAddress);
        check(sameText);
        if (!window.isPositive()) {
            throw new IllegalArgumentException("A window takes some time: " + window);
        }
    }

    /**
     * Limits that count together what goes to many.
     *
     * @param domain to everybody at one domain, in any hour
     * @param department from one department to everybody, in any hour
     * @param inAll from all departments to everybody, in any hour
     */
    public record PerHour(int domain, int department, int inAll) {
        public PerHour {
            check(domain);
            check(department);
            check(inAll);
        }
    }

    private static void check(int limit) {
        if (limit < 1 || limit > MAX) {
            throw new IllegalArgumentException("A limit is between 1 and " + MAX + ": " + limit);
        }
    }
}
