package org.postroom.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

final class BytesInMemory extends Bytes {
    private final byte[] content;

    BytesInMemory(byte[] content, Scratch scratch) {
        super(scratch);
        this.content = content;
    }

    @Override
    public int size() {
        return content.length;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(content);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(content);
    }

    @Override
    public byte[] slice(int from, int to) {
        return Arrays.copyOfRange(content, from, to);
    }

    @Override
    public boolean equals(Object other) {
        return switch (other) {
            case BytesInMemory bytes -> Arrays.equals(content, bytes.content);
            case BytesInFile bytes -> bytes.equals(this);
            case null, default -> false;
        };
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }
}
