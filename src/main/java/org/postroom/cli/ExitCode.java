package org.postroom.cli;

/** What the process ends with, as sysexits.h names it. */
public final class ExitCode {
    /** Done. */
    public static final int OK = 0;
    /** It did not work; the sentence on standard error says why. */
    public static final int FAILED = 1;
    /** The command line is wrong (EX_USAGE). */
    public static final int USAGE = 64;
    /** Conf or templates are faulty (EX_CONFIG); systemd does not start the daemon again until they are mended. */
    public static final int CONFIG = 78;

    private ExitCode() {}
}
