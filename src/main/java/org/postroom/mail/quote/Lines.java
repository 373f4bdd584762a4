package org.postroom.mail.quote;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A text as lines, each with its place in the text. */
final class Lines {
    /** A longer line is never part of an attribution or header; looking at its start is enough. */
    static final int LONGEST = 1_000;

    private static final Pattern INVISIBLE = Pattern.compile("[\\u200B-\\u200F\\u202A-\\u202E\\u2060\\uFEFF]");
    private static final Pattern WIDE_BLANKS = Pattern.compile("[\\u00A0\\u202F\\u2007\\u3000\\t]");

    private final String text;
    private final int[] starts;
    private final List<String> words = new ArrayList<>();

    Lines(String text) {
        this.text = text;
        List<Integer> found = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            found.add(at);
            int end = text.indexOf('\n', at);
            int next = end < 0 ? text.length() : end + 1;
            words.add(tidy(text.substring(at, Math.min(next, at + LONGEST))));
            at = next;
        }
        found.add(text.length());
        this.starts = found.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Without invisible characters, blanks of all kinds made plain, without blanks at the end. */
    private static String tidy(String line) {
        if (plain(line)) {
            return line.stripTrailing();
        }
        return WIDE_BLANKS
                .matcher(INVISIBLE.matcher(line).replaceAll(""))
                .replaceAll(" ")
                .stripTrailing();
    }

    private static boolean plain(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) >= 0x80 || line.charAt(i) == '\t') {
                return false;
            }
        }
        return true;
    }

    int count() {
        return words.size();
    }

    /** The line's words, tidied, at most {@link #LONGEST} characters; empty behind the last line. */
    String get(int line) {
        return line < words.size() ? words.get(line) : "";
    }

    /** Where the line starts in the text; the text's length behind the last line. */
    int start(int line) {
        return starts[Math.min(line, words.size())];
    }

    boolean blank(int line) {
        return get(line).isBlank();
    }

    /** Whether it begins with a quote mark. */
    boolean quoted(int line) {
        String words = get(line);
        int at = 0;
        while (at < words.length() && at < 4 && words.charAt(at) == ' ') {
            at++;
        }
        return at < words.length() && (words.charAt(at) == '>' || words.charAt(at) == '\uFF1E');
    }

    /** The first line from this one on that is not blank, or the number of lines. */
    int nextSaying(int line) {
        int at = line;
        while (at < count() && blank(at)) {
            at++;
        }
        return at;
    }

    String slice(int from, int to) {
        return text.substring(from, to);
    }

    int length() {
        return text.length();
    }
}
