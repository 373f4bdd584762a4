package org.postroom.agent;

import java.time.Duration;

/**
 * How long answers wait before they leave, so that they can be taken back (SPEC F8).
 *
 * @param onPage those written on the page; zero: they leave at once
 * @param byMail those written by mail, whose agents get a mail to answer; zero: they leave at once
 */
public record UndoTimes(Duration onPage, Duration byMail) {
    /** The longest either may be. */
    public static final Duration MOST = Duration.ofSeconds(60);

    /** What holds where conf says nothing. */
    public static final UndoTimes DEFAULT = new UndoTimes(Duration.ofSeconds(10), Duration.ZERO);

    /** All answers leave at once. */
    public static final UndoTimes NONE = new UndoTimes(Duration.ZERO, Duration.ZERO);

    /** Throws IllegalArgumentException when one is negative or longer than {@link #MOST}. */
    public UndoTimes {
        check(onPage);
        check(byMail);
    }

    private static void check(Duration time) {
        if (time.isNegative() || time.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("Answers wait from 0 to " + MOST.toSeconds() + " s, not " + time);
        }
    }
}
