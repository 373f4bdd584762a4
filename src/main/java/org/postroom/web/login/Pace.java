package org.postroom.web.login;

import java.time.Duration;

/**
 * How tries under one key are slowed down: some are free, then each failure makes the next try wait, one second at first and
 * doubling. Failures are forgiven one by one as time passes.
 *
 * @param free failures that cost nothing; the last of them begins the delay
 * @param longest delay
 * @param forgives one failure for each such time; longer than the longest delay, or it would never hold anybody
 */
record Pace(int free, Duration longest, Duration forgives) {
    /** Of an account from an address: somebody mistypes, or guesses at one account. */
    static final Pace OF_PAIR = new Pace(5, Duration.ofMinutes(15), Duration.ofHours(1));

    /**
     * Of an account from everywhere: somebody guesses at it from many addresses. Forgiving, since it delays the agent, too,
     * where they have not logged in before.
     */
    static final Pace OF_ACCOUNT = new Pace(50, Duration.ofMinutes(5), Duration.ofMinutes(10));

    /** Of an address: somebody tries one password on many accounts. Forgiving, since an office shares one. */
    static final Pace OF_ADDRESS = new Pace(50, Duration.ofMinutes(15), Duration.ofMinutes(30));

    private static final Duration FIRST = Duration.ofSeconds(1);

    Pace {
        if (forgives.compareTo(longest) <= 0) {
            throw new IllegalArgumentException("Failures would be forgiven faster than they are made: " + forgives);
        }
    }

    /** How long to wait after so many failures. */
    Duration after(int failures) {
        int doublings = failures - free;
        if (doublings < 0) {
            return Duration.ZERO;
        }
        return doublings >= doublingsToLongest() ? longest : FIRST.multipliedBy(1L << doublings);
    }

    /** Failures beyond this number change nothing any more. */
    int most() {
        return free + doublingsToLongest();
    }

    private int doublingsToLongest() {
        int doublings = 0;
        while (FIRST.multipliedBy(1L << doublings).compareTo(longest) < 0) {
            doublings++;
        }
        return doublings;
    }
}
