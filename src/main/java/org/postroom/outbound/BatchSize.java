package org.postroom.outbound;

import java.time.Duration;

/** How many mails to take up at once: about a second's worth, so that a slow connection leaves the others their share. */
final class BatchSize {
    private static final int MOST = 100;
    private static final double SECONDS = 1;

    private int size = 1;

    int next() {
        return size;
    }

    /** So many mails took so long. Grows by no more than twice, since a single fast mail says little. */
    void took(Duration time, int mails) {
        double fits = mails * SECONDS / Math.max(1e-3, time.toNanos() / 1e9);
        size = (int) Math.max(1, Math.min(Math.min(fits, size * 2.0), MOST));
    }
}
