package org.postroom.mailbox;

import org.postroom.mail.Bytes;

/** What is fetched of a mail that is larger than allowed: enough for its header and, mostly, its text. */
public final class Oversized {
    private static final int BEGINNING = 256 * 1024;

    private Oversized() {}

    /** How much is fetched of a mail larger than this limit, in bytes. */
    public static int beginning(long largest) {
        return (int) Math.min(BEGINNING, largest);
    }

    /** The first bytes of these. */
    public static Bytes cut(Bytes content, int length) {
        return content.size() <= length ? content : Bytes.wrap(content.beginning(length));
    }
}
