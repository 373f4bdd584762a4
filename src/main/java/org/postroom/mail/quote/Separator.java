package org.postroom.mail.quote;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A line between dashes that says that history follows. */
final class Separator {
    private static final int LONGEST = 200;
    private static final int MOST_HEADER_LINES = 6;
    private static final Pattern BETWEEN_DASHES = Pattern.compile("-{4,}([^-]{5,60}(?:-[^-]{1,30}){0,2})-{4,}");
    private static final Pattern LABEL =
            Pattern.compile("[*_]?[\\p{L}\\p{M}][\\p{L}\\p{M} ./'-]{0,30}[*_]? ?[:\uFF1A]");
    private static final String DASHES = "-_=*~#\u2010\u2011\u2012\u2013\u2014\u2015\u2500\u30FC ";

    private final Lines lines;

    Separator(Lines lines) {
        this.lines = lines;
    }

    Optional<Span> at(int line) {
        return separates(lines.get(line)) || announcesHeader(line)
                ? Optional.of(new Span(lines.start(line), line + 1))
                : Optional.empty();
    }

    /** Some words between dashes, in whatever language, and a header with an address below. */
    private boolean announcesHeader(int line) {
        String words = lines.get(line).strip();
        if (!words.startsWith("----") || !words.endsWith("----") || rule(line)) {
            return false;
        }
        int first = lines.nextSaying(line + 1);
        IntStream header = IntStream.range(first, first + MOST_HEADER_LINES);
        return header.filter(at -> LABEL.matcher(lines.get(at)).lookingAt()).count() >= 2
                && LABEL.matcher(lines.get(first)).lookingAt()
                && IntStream.range(first, first + MOST_HEADER_LINES)
                        .anyMatch(at -> lines.get(at).indexOf('@') > 0);
    }

    private static boolean separates(String line) {
        String words = line.strip();
        if (words.length() > LONGEST) {
            return false;
        }
        String phrase = withoutDashes(words);
        boolean dashed = words.length() - phrase.length() >= 4 && DASHES.indexOf(words.charAt(0)) >= 0;
        boolean begins =
                words.endsWith(":") && QuoteWords.FORWARDED.contains(lower(words.substring(0, words.length() - 1)));
        return begins || dashed && (says(lower(phrase)) || saysBetweenDashes(words));
    }

    /** Some put the header behind the dashes on the same line. */
    private static boolean saysBetweenDashes(String line) {
        Matcher between = BETWEEN_DASHES.matcher(line);
        return between.lookingAt() && says(lower(between.group(1)));
    }

    private static boolean says(String phrase) {
        String words = phrase.endsWith(":") ? phrase.substring(0, phrase.length() - 1) : phrase;
        return QuoteWords.ORIGINAL_MESSAGE.contains(words.strip())
                || words.startsWith("forwarded by ")
                || words.startsWith("forwarded message from ");
    }

    private static String lower(String words) {
        return withoutDashes(words).toLowerCase(Locale.ROOT).strip();
    }

    private static String withoutDashes(String words) {
        int from = 0;
        int to = words.length();
        while (from < to && DASHES.indexOf(words.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && DASHES.indexOf(words.charAt(to - 1)) >= 0) {
            to--;
        }
        return words.substring(from, to);
    }

    /** A line of nothing but dashes. */
    boolean rule(int line) {
        String words = lines.get(line).strip();
        return words.length() >= 5 && withoutDashes(words).isEmpty();
    }
}
