package org.postroom.mail.parse;

import java.util.Arrays;
import org.postroom.mail.Bytes;
import org.postroom.mail.BytesSink;

/**
 * Decodes Base64 (RFC 2045 section 6.8) of any quality: characters outside the alphabet are skipped, and what follows
 * padding is decoded on, because some programs encode a text in pieces and join the pieces.
 */
final class Base64 {
    private static final int LOOKED_AT = 2_000;
    private static final int BLOCK = 64 * 1024;

    private Base64() {}

    static boolean isDigit(char c) {
        return c < 128 && digit((byte) c) >= 0;
    }

    /** A body that is labelled Base64: decoded, unless it is words, as some programs send under that label. */
    static Bytes decodeIfAny(Bytes encoded) {
        return decodeIfAny(encoded, BLOCK);
    }

    static Bytes decodeIfAny(Bytes encoded, int block) {
        int end = endOf(encoded, block);
        if (words(encoded, 0, end)) {
            return encoded;
        }
        BytesSink out = encoded.scratch().sink(end / 4L * 3 + 3);
        Decoder decoder = new Decoder();
        for (int at = 0; at < end; at += block) {
            byte[] some = encoded.slice(at, Math.min(end, at + block));
            byte[] decoded = new byte[mostOf(some.length)];
            out.write(decoded, 0, decoder.decode(some, decoded));
        }
        return out.bytes();
    }

    private static boolean words(Bytes encoded, int from, int to) {
        byte[] seen = encoded.slice(from, Math.min(to, from + LOOKED_AT));
        return words(seen, 0, seen.length);
    }

    /** Lines of Base64 have no blanks within and nothing else from outside the alphabet; a few strange characters are damage. */
    private static boolean words(byte[] encoded, int from, int to) {
        int digits = 0;
        int strange = 0;
        int end = Math.min(to, from + LOOKED_AT);
        for (int i = from; i < end; i++) {
            byte c = encoded[i];
            boolean withinLine = i + 1 < end && digit(encoded[i + 1]) >= 0 && i > 0 && digit(encoded[i - 1]) >= 0;
            digits += digit(c) >= 0 ? 1 : 0;
            strange += digit(c) < 0 && c != '=' && (c > ' ' || c < 0 || (c == ' ' && withinLine)) ? 1 : 0;
        }
        return strange * 8 > digits;
    }

    /** Where nothing but words follows: a list's footer, put behind the Base64 unencoded. */
    private static int endOf(Bytes encoded, int block) {
        int size = encoded.size();
        int line = 0;
        for (int start = 0; start < size; start += block) {
            byte[] some = encoded.slice(start, Math.min(size, start + block));
            for (int i = 0; i < some.length; i++) {
                int next = start + i + 1;
                if (some[i] == '\n' || next == size) {
                    boolean words = line >= start ? words(some, line - start, i + 1) : words(encoded, line, next);
                    if (line > 0 && words && words(encoded, line, size)) {
                        return line;
                    }
                    line = next;
                }
            }
        }
        return size;
    }

    static byte[] decode(byte[] encoded) {
        byte[] out = new byte[mostOf(encoded.length)];
        return Arrays.copyOf(out, new Decoder().decode(encoded, out));
    }

    private static int mostOf(int encoded) {
        return encoded / 4 * 3 + 3;
    }

    /** Decodes one piece after another. */
    private static final class Decoder {
        private int bits;
        private int pending;

        /** Returns how many bytes it made. */
        int decode(byte[] encoded, byte[] out) {
            int length = 0;
            for (byte c : encoded) {
                int digit = digit(c);
                if (digit >= 0) {
                    pending = pending << 6 | digit;
                    bits += 6;
                } else if (c == '=') {
                    bits = 0;
                }
                if (bits >= 8) {
                    bits -= 8;
                    out[length++] = (byte) (pending >> bits);
                }
            }
            return length;
        }
    }

    private static int digit(byte c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return switch (c) {
            case '+' -> 62;
            case '/' -> 63;
            default -> -1;
        };
    }
}
