package org.postroom.mail.parse;

import java.nio.charset.StandardCharsets;

/** Decodes UTF-7 (RFC 2152), which Java does not know and old Outlooks still send. */
final class Utf7 {
    private Utf7() {}

    static String decode(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '+') {
                out.append(c);
                at++;
                continue;
            }
            int end = endOfShift(text, at + 1);
            out.append(end == at + 1 ? "+" : shifted(text.substring(at + 1, end)));
            at = end < text.length() && text.charAt(end) == '-' ? end + 1 : end;
        }
        return out.toString();
    }

    private static int endOfShift(String text, int from) {
        int end = from;
        while (end < text.length() && Base64.isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static String shifted(String digits) {
        byte[] utf16 = Base64.decode(digits.getBytes(StandardCharsets.ISO_8859_1));
        return new String(utf16, 0, utf16.length & ~1, StandardCharsets.UTF_16BE);
    }
}
