package org.postroom.notify;

import java.time.Duration;

/**
 * How many notices one agent gets, over all departments: a robot that floods a department must not flood its agents.
 * The next notice that is sent says how many were left out; the tickets are there all the same.
 *
 * @param perAgent in every stretch of time as long as the window
 */
public record NoticeLimits(int perAgent, Duration window) {
    /** 60 in 30 minutes. */
    public static final NoticeLimits DEFAULT = new NoticeLimits(60, Duration.ofMinutes(30));

    /** Throws IllegalArgumentException when the limit or the window is not positive. */
    public NoticeLimits {
        if (perAgent < 1 || !window.isPositive()) {
            throw new IllegalArgumentException("A limit is at least 1, in a time: " + perAgent + " in " + window);
        }
    }
}
