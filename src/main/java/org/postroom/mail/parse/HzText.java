package org.postroom.mail.parse;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Decodes HZ (RFC 1843), Chinese in seven bits, which Java does not know. */
final class HzText {
    private static final Charset GB = Charset.forName("GB18030");

    private HzText() {}

    static String decode(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int tilde = text.indexOf('~', at);
            if (tilde < 0 || tilde + 1 >= text.length()) {
                return out.append(text, at, text.length()).toString();
            }
            out.append(text, at, tilde);
            at = escape(text, tilde, out);
        }
        return out.toString();
    }

    /** What the tilde begins: Chinese, a tilde, nothing at a line's end, or nothing that HZ knows. */
    private static int escape(String text, int tilde, StringBuilder out) {
        char what = text.charAt(tilde + 1);
        if (what == '{') {
            int end = text.indexOf("~}", tilde + 2);
            int stop = end < 0 ? text.length() : end;
            out.append(chinese(text.substring(tilde + 2, stop)));
            return end < 0 ? stop : end + 2;
        }
        out.append(what == '~' ? "~" : what == '\n' ? "" : "~" + what);
        return tilde + 2;
    }

    private static String chinese(String pairs) {
        byte[] bytes = pairs.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] |= (byte) (bytes[i] > ' ' ? 0x80 : 0);
        }
        return new String(bytes, GB);
    }
}
