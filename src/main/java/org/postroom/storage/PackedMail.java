package org.postroom.storage;

import java.util.ArrayList;
import java.util.List;
import org.postroom.mail.Bytes;

/** A raw mail made ready to be stored: compressed and hashed, outside of any transaction. */
public final class PackedMail {
    private final String sha256;
    private final long size;
    private final List<byte[]> chunks;

    private PackedMail(String sha256, long size, List<byte[]> chunks) {
        this.sha256 = sha256;
        this.size = size;
        this.chunks = chunks;
    }

    /** Packs a mail. The result holds the compressed bytes, commonly half to three quarters of the mail's. */
    public static PackedMail of(Bytes raw) {
        List<byte[]> chunks = new ArrayList<>();
        Packing.pack(raw, chunks::add);
        return new PackedMail(raw.sha256(), raw.size(), List.copyOf(chunks));
    }

    /** SHA-256 of the mail's bytes, 64 lower-case hexadecimal digits. */
    public String sha256() {
        return sha256;
    }

    /** Length of the mail, bytes. */
    public long size() {
        return size;
    }

    List<byte[]> chunks() {
        return chunks;
    }
}
