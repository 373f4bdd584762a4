package org.postroom.mail.tnef;

import java.util.Arrays;

/** Reads little-endian numbers and runs of bytes one behind the other; what would lie beyond the end is malformed. */
final class LittleEndian {
    private final byte[] bytes;
    private final int end;
    private int at;

    LittleEndian(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private LittleEndian(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    int left() {
        return end - at;
    }

    int u8() throws MalformedTnef {
        need(1);
        return bytes[at++] & 0xFF;
    }

    int u16() throws MalformedTnef {
        return u8() | u8() << 8;
    }

    int i32() throws MalformedTnef {
        return u16() | u16() << 16;
    }

    /** A number of bytes that must be there. */
    int length() throws MalformedTnef {
        int length = i32();
        need(length);
        return length;
    }

    byte[] bytes(int count) throws MalformedTnef {
        need(count);
        at += count;
        return Arrays.copyOfRange(bytes, at - count, at);
    }

    /** These bytes without a copy. */
    LittleEndian part(int count) throws MalformedTnef {
        need(count);
        at += count;
        return new LittleEndian(bytes, at - count, at);
    }

    /** Skips up to so many, fewer at the end. */
    void skip(int count) {
        at += Math.min(count, left());
    }

    private void need(int count) throws MalformedTnef {
        if (count < 0 || count > left()) {
            throw new MalformedTnef("It ends within a value");
        }
    }
}
