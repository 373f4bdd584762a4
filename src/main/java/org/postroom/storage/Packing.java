package org.postroom.storage;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.Consumer;
import org.postroom.mail.Bytes;

/** Zstandard (RFC 8878) at level 3, cut into chunks small enough for every MariaDB's packet limit. */
final class Packing {
    /** The name kept with each mail, should there be another one day. */
    static final String NAME = "zstd";

    static final int LARGEST_CHUNK = 1 << 20;

    private static final int LEVEL = 3;

    private Packing() {}

    /** Hands the compressed chunks on in their order; an empty mail has one too. */
    static void pack(Bytes raw, Consumer<byte[]> chunks) {
        if (Zstd.compressBound(raw.size()) <= LARGEST_CHUNK) {
            // One call is several times faster than a stream for the usual mail
            chunks.accept(Zstd.compress(raw.toArray(), LEVEL));
            return;
        }
        try (OutputStream zstd = new ZstdOutputStreamNoFinalizer(new Chunks(chunks), LEVEL)) {
            raw.writeTo(zstd);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The unpacked bytes of all chunks; closing closes the given stream. */
    static InputStream unpack(InputStream packed) throws IOException {
        return new ZstdInputStreamNoFinalizer(packed);
    }

    /** Cuts what is written into chunks. */
    private static final class Chunks extends OutputStream {
        private final Consumer<byte[]> chunks;
        private final byte[] buffer = new byte[LARGEST_CHUNK];
        private int filled;

        Chunks(Consumer<byte[]> chunks) {
            this.chunks = chunks;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            int done = 0;
            while (done < length) {
                int part = Math.min(length - done, buffer.length - filled);
                System.arraycopy(source, offset + done, buffer, filled, part);
                filled += part;
                done += part;
                if (filled == buffer.length) {
                    handOn();
                }
            }
        }

        @Override
        public void close() {
            if (filled > 0) {
                handOn();
            }
        }

        private void handOn() {
            chunks.accept(Arrays.copyOf(buffer, filled));
            filled = 0;
        }
    }
}
