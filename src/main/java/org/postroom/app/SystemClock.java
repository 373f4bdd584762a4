package org.postroom.app;

import java.time.InstantSource;

/** The one place that names the machine's clock; everything else is given it. */
public final class SystemClock {
    private SystemClock() {}

    /** The machine's clock. */
    public static InstantSource get() {
        return InstantSource.system();
    }
}
