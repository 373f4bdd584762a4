package org.postroom.mail.quote;

import java.util.Locale;
import java.util.Set;

/** Looks for the words of an attribution in a line. */
final class Verbs {
    private static final int LONGEST_OPENING = 3;

    private Verbs() {}

    /** Whether a verb of writing is in it. */
    static boolean in(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        int at = 0;
        while (at < lower.length()) {
            int start = nextLetter(lower, at);
            int end = endOfWord(lower, start);
            if (start < end && QuoteWords.WROTE.contains(lower.substring(start, end))) {
                return true;
            }
            at = end;
        }
        return joined(lower);
    }

    private static boolean joined(String lower) {
        return !ascii(lower) && QuoteWords.WROTE_JOINED.stream().anyMatch(lower::contains);
    }

    private static boolean ascii(String words) {
        return words.chars().allMatch(c -> c < 0x80);
    }

    /** Whether it ends with a verb of writing, but for dashes and a colon. */
    static boolean ends(String words) {
        int end = words.length();
        while (end > 0 && !Character.isLetter(words.charAt(end - 1))) {
            end--;
        }
        int start = end;
        while (start > 0 && letter(words, start - 1)) {
            start--;
        }
        return contains(QuoteWords.WROTE, words.substring(start, end))
                || joined(words.substring(Math.max(0, end - 8), end));
    }

    /** Whether it says little but that someone wrote. */
    static boolean alone(String words) {
        return words.length() <= 30 && in(words);
    }

    /** Whether it begins with a word like "On". */
    static boolean opens(String words) {
        int start = nextLetter(words, 0);
        return opensWithWord(words) || start < words.length() && "\u5728\u65BC\u4E8E".indexOf(words.charAt(start)) >= 0;
    }

    /** The same, but for scripts without blanks. */
    static boolean opensWithWord(String words) {
        int start = nextLetter(words, 0);
        if (start > 8) {
            return false;
        }
        int end = start;
        for (int i = 0; i < LONGEST_OPENING && end < words.length(); i++) {
            end = endOfWord(words, nextLetter(words, end));
            if (contains(QuoteWords.ON, words.substring(start, end))) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(Set<String> set, String word) {
        return !word.isEmpty() && set.contains(word.toLowerCase(Locale.ROOT));
    }

    private static boolean letter(String words, int at) {
        return Character.isLetter(words.charAt(at))
                || Character.getType(words.charAt(at)) == Character.NON_SPACING_MARK
                || Character.getType(words.charAt(at)) == Character.COMBINING_SPACING_MARK;
    }

    private static int nextLetter(String words, int from) {
        int at = from;
        while (at < words.length() && !letter(words, at)) {
            at++;
        }
        return at;
    }

    private static int endOfWord(String words, int from) {
        int at = from;
        while (at < words.length() && letter(words, at)) {
            at++;
        }
        return at;
    }
}
