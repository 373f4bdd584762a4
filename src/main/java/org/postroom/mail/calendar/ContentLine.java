package org.postroom.mail.calendar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A property as a line of a calendar (RFC 5545 section 3.1), unfolded.
 *
 * @param name in upper case
 * @param parameters by name in upper case, without quotes
 * @param value as written
 */
record ContentLine(String name, Map<String, String> parameters, String value) {
    private static final int MOST_LINES = 20_000;
    private static final int LONGEST_WORDS = 300;

    /** The lines of a text, as far as they are any; what is none is passed over. */
    static List<ContentLine> all(String text) {
        List<ContentLine> lines = new ArrayList<>();
        text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replaceAll("\n[ \t]", "")
                .lines()
                .limit(MOST_LINES)
                .forEach(line -> parse(line).ifPresent(lines::add));
        return lines;
    }

    static Optional<ContentLine> parse(String line) {
        int colon = outsideQuotes(line, ':', 0);
        if (colon < 1) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        String head = line.substring(0, colon);
        int semicolon = outsideQuotes(head, ';', 0);
        String name = line.substring(0, semicolon < 0 ? colon : semicolon).strip();
        while (semicolon >= 0) {
            int next = outsideQuotes(head, ';', semicolon + 1);
            keep(line.substring(semicolon + 1, next < 0 ? colon : next), parameters);
            semicolon = next;
        }
        return Optional.of(new ContentLine(name.toUpperCase(Locale.ROOT), parameters, line.substring(colon + 1)));
    }

    private static void keep(String parameter, Map<String, String> parameters) {
        int equals = parameter.indexOf('=');
        if (equals > 0 && parameters.size() < 50) {
            parameters.putIfAbsent(
                    parameter.substring(0, equals).strip().toUpperCase(Locale.ROOT),
                    parameter.substring(equals + 1).replace("\"", "").strip());
        }
    }

    private static int outsideQuotes(String line, char wanted, int from) {
        boolean quoted = false;
        for (int i = from; i < line.length(); i++) {
            char c = line.charAt(i);
            quoted ^= c == '"';
            if (c == wanted && !quoted) {
                return i;
            }
        }
        return -1;
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isBlank());
    }

    /** The value as text (RFC 5545 section 3.3.11): its lines and commas unescaped. */
    String text() {
        StringBuilder text = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                i++;
                c = value.charAt(i);
                text.append(c == 'n' || c == 'N' ? '\n' : c);
            } else {
                text.append(c);
            }
        }
        return text.toString().strip();
    }

    /** The value as text of one line, no longer than anybody reads. */
    String words() {
        String line = text().replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.codePointCount(0, line.length()) > LONGEST_WORDS
                ? line.substring(0, line.offsetByCodePoints(0, LONGEST_WORDS - 1)) + "…"
                : line;
    }
}
