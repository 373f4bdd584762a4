package org.postroom.mail.parse;

import java.util.Arrays;

/**
 * Decodes Base64 (RFC 2045 section 6.8) of any quality: characters outside the alphabet are skipped, and what follows
 * padding is decoded on, because some programs encode a text in pieces and join the pieces.
 */
final class Base64 {
    private Base64() {}

    static boolean isDigit(char c) {
        return c < 128 && digit((byte) c) >= 0;
    }

    static byte[] decode(byte[] encoded) {
        byte[] out = new byte[encoded.length / 4 * 3 + 3];
        int length = 0;
        int bits = 0;
        int pending = 0;
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
