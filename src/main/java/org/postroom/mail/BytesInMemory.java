package org.postroom.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;

final class BytesInMemory extends Bytes {
    private final byte[] content;
    private final int size;

    BytesInMemory(byte[] content, Scratch scratch) {
        this(content, content.length, scratch);
    }

    /** @param size how many of the array's bytes there are */
    BytesInMemory(byte[] content, int size, Scratch scratch) {
        super(scratch);
        this.content = content;
        this.size = size;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(content, 0, size);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(content, 0, size);
    }

    @Override
    public byte[] slice(int from, int to) {
        Objects.checkFromToIndex(from, to, size);
        return Arrays.copyOfRange(content, from, to);
    }

    @Override
    public boolean equals(Object other) {
        return switch (other) {
            case BytesInMemory bytes -> Arrays.equals(content, 0, size, bytes.content, 0, bytes.size);
            case BytesInFile bytes -> bytes.equals(this);
            case null, default -> false;
        };
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < size; i++) {
            hash = 31 * hash + content[i];
        }
        return hash;
    }
}
