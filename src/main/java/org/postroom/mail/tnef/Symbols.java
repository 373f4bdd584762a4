package org.postroom.mail.tnef;

import java.util.Map;

/** Control words of RTF that stand for a character. */
final class Symbols {
    private static final Map<String, String> SYMBOLS = Map.ofEntries(
            Map.entry("emdash", "\u2014"),
            Map.entry("endash", "\u2013"),
            Map.entry("lquote", "\u2018"),
            Map.entry("rquote", "\u2019"),
            Map.entry("ldblquote", "\u201C"),
            Map.entry("rdblquote", "\u201D"),
            Map.entry("bullet", "\u2022"),
            Map.entry("emspace", " "),
            Map.entry("enspace", " "),
            Map.entry("qmspace", " "));

    private Symbols() {}

    /** Empty for any other word. */
    static String of(String word) {
        return SYMBOLS.getOrDefault(word, "");
    }
}
