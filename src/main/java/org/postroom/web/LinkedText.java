package org.postroom.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the addresses of pages in a text, so that a page can make links of them without taking any of the text for HTML. */
public final class LinkedText {
    private static final Pattern ADDRESS = Pattern.compile("(?i)\\bhttps?://[^\\s<>\"\\p{Cntrl}\\p{Cf}]{3,2000}");
    private static final String NOT_LAST = ".,;:!?'\u2019\u201d\u00bb*_";

    private LinkedText() {}

    /**
     * A run of text.
     *
     * @param text as it stands
     * @param link where it leads; empty for mere words. Always begins with {@code http:} or {@code https:}
     */
    public record Piece(String text, Optional<String> link) {}

    /** The text in pieces; put together they are the text. */
    public static List<Piece> of(String text) {
        List<Piece> pieces = new ArrayList<>();
        Matcher matcher = ADDRESS.matcher(text);
        int open = 0;
        while (matcher.find()) {
            String address = withoutSentence(matcher.group());
            words(pieces, text.substring(open, matcher.start()));
            pieces.add(new Piece(address, Optional.of(address)));
            open = matcher.start() + address.length();
        }
        words(pieces, text.substring(open));
        return pieces;
    }

    private static void words(List<Piece> pieces, String text) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(text, Optional.empty()));
        }
    }

    /** The full stop or bracket behind an address belongs to the sentence around it. */
    private static String withoutSentence(String address) {
        int end = address.length();
        while (end > 0 && ends(address, end)) {
            end--;
        }
        return address.substring(0, end);
    }

    private static boolean ends(String address, int end) {
        char last = address.charAt(end - 1);
        return NOT_LAST.indexOf(last) >= 0
                || last == ')' && !closes(address, end, '(', ')')
                || last == ']' && !closes(address, end, '[', ']');
    }

    private static boolean closes(String address, int end, char opening, char closing) {
        String before = address.substring(0, end);
        return before.chars().filter(c -> c == opening).count()
                >= before.chars().filter(c -> c == closing).count();
    }
}
