package org.postroom.view;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One thing that must hold of a ticket, as it was written: any of these values. Whether there is such a product or agent is
 * found out when the list is read.
 *
 * @param values at least one, each once, in lower case, without commas and without blanks around them
 */
public record Criterion(Key key, List<String> values) {
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");

    /** Throws IllegalArgumentException without a value, or when one has a comma in it. */
    public Criterion {
        values = values.stream().map(Criterion::plain).distinct().toList();
        if (values.isEmpty() || values.stream().anyMatch(value -> value.isEmpty() || value.contains(","))) {
            throw new IllegalArgumentException("Not values of " + key.word() + ": " + values);
        }
    }

    /** With one value. */
    public static Criterion of(Key key, String value) {
        return new Criterion(key, List.of(value));
    }

    private static String plain(String value) {
        return spaced(value).toLowerCase(Locale.ROOT);
    }

    /** With single blanks between, and none around. */
    static String spaced(String text) {
        return BLANKS.matcher(text).replaceAll(" ").strip();
    }
}
