package org.postroom.agent;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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

    /** The same time in order, with no minute in two of them. */
    static List<OpenHours> joined(List<OpenHours> hours) {
        List<OpenHours> joined = new ArrayList<>();
        for (OpenHours next :
                hours.stream().sorted(Comparator.comparing(OpenHours::from)).toList()) {
            if (!joined.isEmpty() && joined.getLast().reaches(next.from)) {
                joined.add(joined.removeLast().until(next));
            } else {
                joined.add(next);
            }
        }
        return List.copyOf(joined);
    }

    boolean untilMidnight() {
        return until.equals(LocalTime.MIDNIGHT);
    }

    boolean contains(LocalTime time) {
        return !time.isBefore(from) && (untilMidnight() || time.isBefore(until));
    }

    private boolean reaches(LocalTime time) {
        return untilMidnight() || !time.isAfter(until);
    }

    /** From here until the end of whichever ends last. */
    private OpenHours until(OpenHours other) {
        boolean longer = other.untilMidnight() || !reaches(other.until);
        return longer ? new OpenHours(from, other.until) : this;
    }
}
