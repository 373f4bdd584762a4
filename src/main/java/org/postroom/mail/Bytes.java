package org.postroom.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A run of bytes that is compared by content and never changes: a raw mail, an attachment. Many of them may lie in a file
 * ({@link Scratch}) instead of in memory.
 */
public abstract sealed class Bytes permits BytesInMemory, BytesInFile {
    private final Scratch scratch;

    Bytes(Scratch scratch) {
        this.scratch = scratch;
    }

    /** Takes the array as it is, without a copy: the caller gives it away and must not write to it again. */
    public static Bytes wrap(byte[] content) {
        return new BytesInMemory(content, Scratch.none());
    }

    /** The UTF-8 bytes of a text. */
    public static Bytes of(String text) {
        return wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Number of bytes. */
    public abstract int size();

    /** The bytes to read from; each call starts at the first. */
    public abstract InputStream open();

    /** Writes all bytes to the stream, which stays open. */
    public abstract void writeTo(OutputStream out) throws IOException;

    /** A copy of the bytes from one place up to, and without, another. */
    public abstract byte[] slice(int from, int to);

    /** A copy of all bytes, in memory. */
    public byte[] toArray() {
        return slice(0, size());
    }

    /** A copy of the first bytes: so many, or all when there are fewer. */
    public byte[] beginning(int most) {
        return slice(0, Math.min(size(), most));
    }

    /** Where bytes that are made of these may lie. */
    public Scratch scratch() {
        return scratch;
    }

    /** The bytes as text, each byte one character: the view in which mail headers can be searched. */
    public String latin1() {
        return new String(toArray(), StandardCharsets.ISO_8859_1);
    }

    /** The bytes as UTF-8 text; malformed runs become U+FFFD. */
    public String utf8() {
        return new String(toArray(), StandardCharsets.UTF_8);
    }

    /** SHA-256 of the bytes, 64 lower-case hexadecimal digits. */
    public String sha256() {
        try (DigestOutputStream out =
                new DigestOutputStream(OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
            writeTo(out);
            return HexFormat.of().formatHex(out.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return size() + " bytes";
    }

    @Override
    public abstract boolean equals(Object other);

    @Override
    public abstract int hashCode();
}
