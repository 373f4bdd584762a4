package org.postroom.ticket;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A JSON object (RFC 8259) whose values are all strings: the form in which the words of an event are stored. */
final class FlatJson {
    private static final String STRING = "\"((?:[^\"\\\\]|\\\\.)*+)\"";
    private static final Pattern MEMBER = Pattern.compile(STRING + "\\s*:\\s*" + STRING, Pattern.DOTALL);
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))", Pattern.DOTALL);

    private FlatJson() {}

    /** Sorted by key, so that equal maps are equal texts. */
    static String write(Map<String, String> values) {
        StringBuilder json = new StringBuilder("{");
        new TreeMap<>(values).forEach((key, value) -> {
            json.append(json.length() > 1 ? "," : "");
            appendString(json, key);
            json.append(':');
            appendString(json, value);
        });
        return json.append('}').toString();
    }

    /** Reads what {@link #write} wrote. */
    static Map<String, String> read(String json) {
        Map<String, String> values = new TreeMap<>();
        Matcher member = MEMBER.matcher(json);
        while (member.find()) {
            values.put(unescaped(member.group(1)), unescaped(member.group(2)));
        }
        return values;
    }

    private static void appendString(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) == null
                                ? plain(found.group(2))
                                : String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }

    private static String plain(String letter) {
        return switch (letter) {
            case "n" -> "\n";
            case "r" -> "\r";
            case "t" -> "\t";
            case "b" -> "\b";
            case "f" -> "\f";
            default -> letter;
        };
    }
}
