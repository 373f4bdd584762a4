package org.postroom.schedule;

/** Too many others are at it already; who comes again a little later may find a turn. */
public final class Busy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Busy() {
        super("No turn was free in time");
    }
}
