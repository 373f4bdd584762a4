package org.postroom.bounce;

import java.util.List;

/**
 * Words to look for, of which {@code *} stands for up to {@value #GAP} characters. Looked for by plain comparison, so that no
 * text takes longer than its length.
 */
record Phrase(List<String> pieces) {
    private static final int GAP = 40;

    Phrase {
        pieces = List.copyOf(pieces);
        if (pieces.getFirst().isEmpty()) {
            throw new IllegalArgumentException("A phrase begins with words: " + pieces);
        }
    }

    /** As a line of a file has it. */
    static Phrase of(String line) {
        return new Phrase(List.of(line.split("\\s*\\*\\s*")));
    }

    /** Whether a text has it, in lower case and with single blanks; it must not begin within a word. */
    boolean in(String text) {
        String start = pieces.getFirst();
        for (int at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) {
            if (begins(text, at) && continues(text, at + start.length())) {
                return true;
            }
        }
        return false;
    }

    private boolean begins(String text, int at) {
        return at == 0 || !plain(text.charAt(at)) || !plain(text.charAt(at - 1));
    }

    private static boolean plain(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }

    private boolean continues(String text, int from) {
        int end = from;
        for (String piece : pieces.subList(1, pieces.size())) {
            int at = text.substring(end, Math.min(text.length(), end + GAP + piece.length()))
                    .indexOf(piece);
            if (at < 0) {
                return false;
            }
            end += at + piece.length();
        }
        return true;
    }
}
