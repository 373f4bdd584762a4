package org.postroom.notify;

import java.util.Locale;

/** Sizes of files as people read them. */
final class Sizes {
    private static final long KILO = 1000;

    private Sizes() {}

    /** Such as {@code 214 KB}; decimal, as mail programs count. */
    static String of(long bytes) {
        if (bytes < KILO) {
            return bytes + " bytes";
        }
        return bytes < KILO * KILO
                ? Math.round((double) bytes / KILO) + " KB"
                : String.format(Locale.ROOT, "%.1f MB", (double) bytes / (KILO * KILO));
    }
}
