package org.postroom.fuzz;

import java.nio.charset.StandardCharsets;

/** Bytes as text that reaches every character: UTF-8 where they are that, else each byte one character. */
public final class Words {
    private Words() {}

    /** The text; also lone surrogates can be in it, by {@code \\uD800} to {@code \\uDFFF} written out. */
    public static String of(byte[] data) {
        String utf8 = new String(data, StandardCharsets.UTF_8);
        String text = utf8.indexOf('\uFFFD') < 0 ? utf8 : new String(data, StandardCharsets.ISO_8859_1);
        return text.contains("\\uD8") ? text.replace("\\uD800", "\uD800") : text;
    }
}
