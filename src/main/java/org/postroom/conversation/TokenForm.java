package org.postroom.conversation;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How a token is written: 30 bytes as 48 letters and digits of lower-case base32 (RFC 4648 section 6), read in any case,
 * since some clients and servers change the case of addresses.
 */
final class TokenForm {
    static final int BYTES = 30;
    static final int LENGTH = 48;

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int BITS = 5;
    private static final Pattern TOKEN = Pattern.compile("(?<![A-Za-z0-9])[A-Za-z2-7]{" + LENGTH + "}(?![A-Za-z0-9])");

    private TokenForm() {}

    /** Everything in a text that looks like a token, in lower case. Linear in the text's length. */
    static List<String> findIn(String text) {
        return TOKEN.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(found -> found.toLowerCase(Locale.ROOT))
                .toList();
    }

    static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }

    static String write(byte[] bytes) {
        StringBuilder text = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            int value = 0;
            for (int bit = i * BITS; bit < (i + 1) * BITS; bit++) {
                value = value << 1 | bytes[bit / 8] >> (7 - bit % 8) & 1;
            }
            text.append(ALPHABET.charAt(value));
        }
        return text.toString();
    }

    /** Reads what {@link #isToken} accepts. */
    static byte[] read(String token) {
        byte[] bytes = new byte[BYTES];
        String text = token.toLowerCase(Locale.ROOT);
        for (int bit = 0; bit < LENGTH * BITS; bit++) {
            int value = ALPHABET.indexOf(text.charAt(bit / BITS));
            int set = value >> (BITS - 1 - bit % BITS) & 1;
            bytes[bit / 8] |= (byte) (set << (7 - bit % 8));
        }
        return bytes;
    }
}
