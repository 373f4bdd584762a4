package org.postroom.cluster;

import java.util.Collection;
import org.postroom.mail.Bytes;

/** A fingerprint of lines. */
public final class Print {
    private static final int LENGTH = 32;

    private Print() {}

    /** Of these lines in their order: half their SHA-256, in hexadecimal. */
    public static String of(Collection<String> lines) {
        return Bytes.of(String.join("\n", lines)).sha256().substring(0, LENGTH);
    }
}
