package org.postroom.mail.parse;

import java.util.Arrays;

/**
 * Decodes Base64 (RFC 2045 section 6.8) of any quality: characters outside the alphabet are skipped, and what follows
 * padding is decoded on, because some programs encode a text in pieces and join the pieces.
 */
final class Base64 {
    private static final int LOOKED_AT = 2_000;

    private Base64() {}

    static boolean isDigit(char c) {
        return c < 128 && digit((byte) c) >= 0;
    }

    /** A body that is labelled Base64: decoded, unless it is words, as some programs send under that label. */
    static byte[] decodeIfAny(byte[] encoded) {
        int end = endOf(encoded);
        return words(encoded, 0, end) ? encoded : decode(encoded, end);
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
    private static int endOf(byte[] encoded) {
        int line = 0;
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] == '\n' || i + 1 == encoded.length) {
                if (line > 0 && words(encoded, line, i + 1) && words(encoded, line, encoded.length)) {
                    return line;
                }
                line = i + 1;
            }
        }
        return encoded.length;
    }

    static byte[] decode(byte[] encoded) {
        return decode(encoded, encoded.length);
    }

    private static byte[] decode(byte[] encoded, int end) {
        byte[] out = new byte[encoded.length / 4 * 3 + 3];
        int length = 0;
        int bits = 0;
        int pending = 0;
        for (int i = 0; i < end; i++) {
            byte c = encoded[i];
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
        return Arrays.copyOf(out, length);
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
