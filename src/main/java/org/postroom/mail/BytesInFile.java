package org.postroom.mail;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Bytes in a file without a name; its room is given back once nobody can reach them any more. Safe to share between threads. */
final class BytesInFile extends Bytes {
    private static final int BUFFER = 64 * 1024;

    private final RandomAccessFile file;
    private final int size;

    /** @param file of this size, and nobody else's. No channel: those are closed when a thread is interrupted. */
    BytesInFile(RandomAccessFile file, int size, Scratch scratch) {
        super(scratch);
        this.file = file;
        this.size = size;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public InputStream open() {
        return new BufferedInputStream(new Reader(), BUFFER);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int at = 0; at < size; at += BUFFER) {
            int count = Math.min(BUFFER, size - at);
            read(at, buffer, 0, count);
            out.write(buffer, 0, count);
        }
    }

    @Override
    public byte[] slice(int from, int to) {
        byte[] slice = new byte[to - from];
        try {
            read(from, slice, 0, slice.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return slice;
    }

    private void read(int at, byte[] into, int offset, int count) throws IOException {
        synchronized (file) {
            file.seek(at);
            file.readFully(into, offset, count);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && size == bytes.size() && equalPieces(bytes);
    }

    private boolean equalPieces(Bytes other) {
        for (int at = 0; at < size; at += BUFFER) {
            int end = Math.min(size, at + BUFFER);
            if (!Arrays.equals(slice(at, end), other.slice(at, end))) {
                return false;
            }
        }
        return true;
    }

    /** That of the same bytes in memory: what {@link Arrays#hashCode(byte[])} says. */
    @Override
    public int hashCode() {
        int hash = 1;
        for (int at = 0; at < size; at += BUFFER) {
            for (byte b : slice(at, Math.min(size, at + BUFFER))) {
                hash = 31 * hash + b;
            }
        }
        return hash;
    }

    private final class Reader extends InputStream {
        private int at;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length > 0 && at == size) {
                return -1;
            }
            int count = Math.min(length, size - at);
            BytesInFile.this.read(at, into, offset, count);
            at += count;
            return count;
        }

        @Override
        public int available() {
            return size - at;
        }
    }
}
