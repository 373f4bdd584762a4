package org.postroom.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A run of bytes that is compared by content and never changes: a raw mail, an attachment. */
public final class Bytes {
    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** Takes the array as it is, without a copy: the caller gives it away and must not write to it again. */
    public static Bytes wrap(byte[] content) {
        return new Bytes(content);
    }

    /** The UTF-8 bytes of a text. */
    public static Bytes of(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Number of bytes. */
    public int size() {
        return content.length;
    }

    /** The bytes to read from; each call starts at the first. */
    public InputStream open() {
        return new ByteArrayInputStream(content);
    }

    /** Writes all bytes to the stream, which stays open. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(content);
    }

    /** A copy of the bytes. */
    public byte[] toArray() {
        return content.clone();
    }

    /** The bytes as text, each byte one character: the view in which mail headers can be searched. */
    public String latin1() {
        return new String(content, StandardCharsets.ISO_8859_1);
    }

    /** The bytes as UTF-8 text; malformed runs become U+FFFD. */
    public String utf8() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** SHA-256 of the bytes, 64 lower-case hexadecimal digits. */
    public String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return content.length + " bytes";
    }
}
