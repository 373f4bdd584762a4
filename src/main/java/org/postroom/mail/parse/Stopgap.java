package org.postroom.mail.parse;

import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells a plain text that only says that the mail is HTML, in whatever language, from one that says what the HTML says. */
final class Stopgap {
    private static final int LONGEST = 400;
    private static final int LONGEST_SOURCE = 100_000;
    /** So many times as long is what it stands for. */
    private static final int TIMES = 3;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]{3,}");

    private Stopgap() {}

    /**
     * Whether a text may be one, told without reading the HTML, which takes longer: most plain texts have their words in it as they
     * are. Longer texts are not looked at.
     *
     * @param source the HTML as sent
     */
    static boolean mayBe(String plain, String source) {
        if (plain.isBlank() || plain.length() > LONGEST) {
            return false;
        }
        String head =
                source.substring(0, Math.min(source.length(), LONGEST_SOURCE)).toLowerCase(Locale.ROOT);
        return fewIn(words(plain), head::contains);
    }

    /** Whether it shares next to nothing with the words of the HTML beside it, which are many more. */
    static boolean isOf(String plain, String html) {
        if (html.length() < TIMES * plain.length()) {
            return false;
        }
        return fewIn(words(plain), words(html)::contains);
    }

    private static boolean fewIn(Set<String> words, Predicate<String> others) {
        return 2 * words.stream().filter(others).count() < words.size();
    }

    private static Set<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }
}
