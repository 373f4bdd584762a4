package org.postroom.outbound.smtp;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a server said to EHLO (RFC 5321 section 4.1.1.1).
 *
 * @param keywords in upper case, each with its parameters
 */
record Features(Map<String, String> keywords) {
    static final Features NONE = new Features(Map.of());

    /** Reads them from the reply; its first line is the greeting. */
    static Features of(Reply reply) {
        Map<String, String> keywords = new HashMap<>();
        List<String> lines = reply.lines();
        for (String line : lines.subList(1, lines.size())) {
            // Some old servers write AUTH=LOGIN
            String[] words = line.strip().split("[ =]", 2);
            keywords.merge(words[0].toUpperCase(Locale.ROOT), words.length > 1 ? words[1] : "", (a, b) -> a + " " + b);
        }
        return new Features(Map.copyOf(keywords));
    }

    boolean has(String keyword) {
        return keywords.containsKey(keyword);
    }

    /** Whether a way to log in is offered. */
    boolean hasAuth(String mechanism) {
        return List.of(keywords.getOrDefault("AUTH", "")
                        .toUpperCase(Locale.ROOT)
                        .split(" "))
                .contains(mechanism);
    }

    /** The largest mail the server takes in bytes (RFC 1870); empty when it does not say. */
    OptionalLong size() {
        String size = keywords.getOrDefault("SIZE", "").strip();
        return size.matches("[0-9]{1,18}") && Long.parseLong(size) > 0
                ? OptionalLong.of(Long.parseLong(size))
                : OptionalLong.empty();
    }
}
