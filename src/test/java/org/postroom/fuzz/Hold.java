package org.postroom.fuzz;

/** What must hold of a parser's output. */
public final class Hold {
    private Hold() {}

    /** Fails when it does not. */
    public static void that(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
