package org.postroom.mail.parse;

import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells a plain text that only says that the mail is HTML, in whatever language, from one that says what the HTML says. */
final class Stopgap {
    private static final int LONGEST = 400;
    /** So many times as long is what it stands for. */
    private static final int TIMES = 3;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]{3,}");

    private Stopgap() {}

    /** Whether a text may be one: longer ones are not looked at. */
    static boolean mayBe(String plain) {
        return plain.length() < LONGEST;
    }

    /** Whether it shares next to nothing with the words of the HTML beside it, which are many more. */
    static boolean isOf(String plain, String html) {
        if (html.length() < TIMES * plain.length()) {
            return false;
        }
        Set<String> words = words(plain);
        Set<String> others = words(html);
        long shared = words.stream().filter(others::contains).count();
        return 2 * shared < words.size();
    }

    private static Set<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }
}
