package org.postroom.autoreply;

import java.time.Duration;

/**
 * How many automatic mails may leave, over all departments and nodes (SPEC D4). In every stretch of time as long as the
 * window, wherever it begins, there are never more.
 *
 * @param perAddress to one address, in whatever spelling
 * @param window of {@code perAddress}
 * @param perDepartmentAndHour from one department to everybody, in any hour
 * @param inAllPerHour from all departments to everybody, in any hour
 */
public record AutoReplyLimits(int perAddress, Duration window, int perDepartmentAndHour, int inAllPerHour) {
    /** 3 to an address in 30 minutes; 200 from a department and 1,000 in all in an hour. */
    public static final AutoReplyLimits DEFAULT = new AutoReplyLimits(3, Duration.ofMinutes(30), 200, 1000);

    /** The largest number a limit can be. */
    public static final int MAX = 10_000;

    /** Throws IllegalArgumentException when a limit is not 1 to {@link #MAX} or the window is not positive. */
    public AutoReplyLimits {
        check(perAddress);
        check(perDepartmentAndHour);
        check(inAllPerHour);
        if (!window.isPositive()) {
            throw new IllegalArgumentException("A window takes some time: " + window);
        }
    }

    private static void check(int limit) {
        if (limit < 1 || limit > MAX) {
            throw new IllegalArgumentException("A limit is between 1 and " + MAX + ": " + limit);
        }
    }
}
