package org.postroom.agent;

import java.time.LocalTime;

/**
 * A stretch of one day in which somebody is there, by the clock on the wall.
 *
 * @param from inclusive
 * @param until exclusive; midnight means the end of the day
 */
public record OpenHours(LocalTime from, LocalTime until) {
    /** Throws IllegalArgumentException when it does not end after it begins. */
    public OpenHours {
        if (!until.equals(LocalTime.MIDNIGHT) && !until.isAfter(from)) {
            throw new IllegalArgumentException(
                    "Hours must end after they begin, on the same day: " + from + "-" + until);
        }
    }

    /** From midnight to midnight. */
    public static OpenHours wholeDay() {
        return new OpenHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);
    }

    boolean contains(LocalTime time) {
        return !time.isBefore(from) && (until.equals(LocalTime.MIDNIGHT) || time.isBefore(until));
    }
}
