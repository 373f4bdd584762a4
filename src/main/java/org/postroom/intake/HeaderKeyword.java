package org.postroom.intake;

import java.util.Locale;

/** The first word of a structured header field: without comments (RFC 5322 section 3.2.2), quotes and parameters. */
final class HeaderKeyword {
    private static final int LONGEST = 1_000;

    private HeaderKeyword() {}

    /** In lower case; empty when there is none. */
    static String of(String value) {
        StringBuilder bare = new StringBuilder();
        int depth = 0;
        for (char c : value.substring(0, Math.min(value.length(), LONGEST)).toCharArray()) {
            depth += c == '(' ? 1 : 0;
            if (depth == 0 && c != '"') {
                bare.append(c);
            }
            depth -= c == ')' && depth > 0 ? 1 : 0;
        }
        return bare.toString().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
