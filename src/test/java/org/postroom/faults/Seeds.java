package org.postroom.faults;

import java.util.Random;

/**
 * Where randomness comes from: the same seed makes the same mails and the same moments. {@code -Dfaults.seed=N} chooses
 * another first one.
 */
public final class Seeds {
    private static final long FIRST = Long.getLong("faults.seed", 1);

    private Seeds() {}

    /** The seed of this run. */
    public static long first() {
        return FIRST;
    }

    /** A generator for one purpose of one test, the same in each run with the same seed. */
    public static Random random(String purpose) {
        return random(purpose, FIRST);
    }

    /** A generator for one purpose and one seed of many. */
    public static Random random(String purpose, long seed) {
        return new Random(31 * seed + purpose.hashCode());
    }

    /** How large a test is: {@code -Dfaults.NAME=…}, or what suits a run before each change. */
    public static int size(String name, int usual) {
        return Integer.getInteger("faults." + name, usual);
    }
}
