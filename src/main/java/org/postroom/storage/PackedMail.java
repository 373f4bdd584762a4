package org.postroom.storage;

import java.util.function.Consumer;
import org.postroom.mail.Bytes;
import org.postroom.mail.BytesSink;

/** A raw mail made ready to be stored: compressed and hashed, outside of any transaction. */
public final class PackedMail {
    private final String sha256;
    private final long size;
    private final Bytes packed;

    private PackedMail(String sha256, long size, Bytes packed) {
        this.sha256 = sha256;
        this.size = size;
        this.packed = packed;
    }

    /** Packs a mail. The result holds the compressed bytes, commonly half to three quarters of the mail's. */
    public static PackedMail of(Bytes raw) {
        BytesSink packed = raw.scratch().sink();
        Packing.pack(raw, packed::write);
        return new PackedMail(raw.sha256(), raw.size(), packed.bytes());
    }

    /** SHA-256 of the mail's bytes, 64 lower-case hexadecimal digits. */
    public String sha256() {
        return sha256;
    }

    /** Length of the mail, bytes. */
    public long size() {
        return size;
    }

    /** The chunks as they are stored, in their order, one of them in memory at a time. */
    void eachChunk(Consumer<byte[]> taker) {
        for (int at = 0; at < packed.size(); at += Packing.LARGEST_CHUNK) {
            taker.accept(packed.slice(at, Math.min(packed.size(), at + Packing.LARGEST_CHUNK)));
        }
    }
}
