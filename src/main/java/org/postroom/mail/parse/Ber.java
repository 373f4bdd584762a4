package org.postroom.mail.parse;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Walks over values in ASN.1's Basic Encoding Rules (ITU-T X.690), of definite and indefinite length. What would lie beyond
 * the end, or too deep, is no value.
 */
final class Ber {
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int OCTET_STRING = 0x04;
    static final int SEQUENCE = 0x30;
    static final int FIRST_FIELD = 0xA0;

    private static final int CONSTRUCTED = 0x20;
    private static final int DEEPEST = 32;

    private final byte[] bytes;
    private final int end;
    private int at;

    Ber(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private Ber(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /** A value's head: where its content starts, and its length or -1. */
    private record Head(int tag, int start, int length) {}

    private Optional<Head> head() {
        if (at + 2 > end) {
            return Optional.empty();
        }
        int tag = bytes[at] & 0xFF;
        int first = bytes[at + 1] & 0xFF;
        if (first == 0x80) {
            return Optional.of(new Head(tag, at + 2, -1));
        }
        int more = first < 0x80 ? 0 : first & 0x7F;
        if (more > 4 || at + 2 + more > end) {
            return Optional.empty();
        }
        long length = first < 0x80 ? first : 0;
        for (int i = 0; i < more; i++) {
            length = length << 8 | bytes[at + 2 + i] & 0xFF;
        }
        int start = at + 2 + more;
        return length <= end - start ? Optional.of(new Head(tag, start, (int) length)) : Optional.empty();
    }

    /** Goes into the next value when it has this tag. */
    Optional<Ber> into(int tag) {
        return head().filter(head -> head.tag() == tag)
                .map(head -> new Ber(bytes, head.start(), head.length() < 0 ? end : head.start() + head.length()));
    }

    /** The content of the next value, which is passed, when it is simple and has this tag. */
    Optional<byte[]> take(int tag) {
        Optional<Head> next = head().filter(head -> head.tag() == tag && head.length() >= 0);
        next.ifPresent(head -> at = head.start() + head.length());
        return next.map(head -> Arrays.copyOfRange(bytes, head.start(), at));
    }

    /** Passes the next value; false when there is none. */
    boolean skip() {
        return skip(0);
    }

    private boolean skip(int depth) {
        Optional<Head> next = head();
        if (next.isEmpty() || depth > DEEPEST) {
            return false;
        }
        if (next.get().length() >= 0) {
            at = next.get().start() + next.get().length();
            return true;
        }
        at = next.get().start();
        while (!atEnd()) {
            if (!skip(depth + 1)) {
                return false;
            }
        }
        at += 2;
        return at <= end;
    }

    /** At the two zeros that end a value of indefinite length. */
    private boolean atEnd() {
        return at + 2 <= end && bytes[at] == 0 && bytes[at + 1] == 0;
    }

    /** The octets of an OCTET STRING, also of one that was written in pieces (X.690 section 8.7.3). */
    Optional<byte[]> octets() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return octets(out, 0) ? Optional.of(out.toByteArray()) : Optional.empty();
    }

    private boolean octets(ByteArrayOutputStream out, int depth) {
        Optional<byte[]> simple = take(OCTET_STRING);
        simple.ifPresent(out::writeBytes);
        if (simple.isPresent() || depth > DEEPEST) {
            return simple.isPresent();
        }
        Optional<Ber> pieces = into(OCTET_STRING | CONSTRUCTED);
        if (pieces.isEmpty()) {
            return false;
        }
        Ber piece = pieces.get();
        while (piece.at < piece.end && !piece.atEnd()) {
            if (!piece.octets(out, depth + 1)) {
                return out.size() > 0;
            }
        }
        boolean indefinite = head().filter(head -> head.length() < 0).isPresent();
        at = indefinite ? Math.min(end, piece.at + 2) : piece.end;
        return true;
    }
}
