package org.postroom.mail.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes header fields, folded (RFC 5322 section 2.2.3). Every header of every mail and part goes through {@link #field}:
 * only printable ASCII leaves it, so no value can begin a line.
 */
final class HeaderWriter {
    /** Lines with encoded words are no longer than this (RFC 2047 section 2). */
    private static final int FOLD_AT = 76;
    /** Lines never are (RFC 5322 section 2.1.1). */
    private static final int LONGEST_LINE = 998;

    private final StringBuilder out = new StringBuilder(1024);

    /**
     * Writes one field.
     *
     * @param pieces between which the line may be folded, each with the blanks that stand before it
     * @throws IllegalArgumentException when a piece has anything but printable ASCII, or is too long for a line
     */
    void field(String name, List<String> pieces) {
        out.append(name).append(':');
        int column = name.length() + 1;
        boolean empty = true;
        for (String piece : pieces) {
            check(name, piece);
            int end = column + piece.length();
            if (end > FOLD_AT && !empty || end > LONGEST_LINE) {
                out.append("\r\n");
                end = piece.length();
            }
            out.append(piece);
            column = end;
            empty = false;
        }
        out.append("\r\n");
    }

    /** A field of one piece. */
    void field(String name, String value) {
        field(name, List.of(" " + value));
    }

    /** A field of a word and parameters (RFC 2045 section 5.1). */
    void field(String name, String value, List<String> parameters) {
        List<String> words = new ArrayList<>(List.of(value));
        words.addAll(parameters);
        int last = words.size() - 1;
        field(
                name,
                IntStream.rangeClosed(0, last)
                        .mapToObj(i -> " " + words.get(i) + (i < last ? ";" : ""))
                        .toList());
    }

    /** The empty line after the header. */
    String end() {
        return out.append("\r\n").toString();
    }

    private static void check(String name, String piece) {
        boolean printable = piece.chars().allMatch(c -> c >= ' ' && c <= '~');
        if (!printable || piece.isBlank() || piece.charAt(0) != ' ' || piece.length() > LONGEST_LINE) {
            throw new IllegalArgumentException("Not fit for header " + name + ": " + piece.length() + " characters");
        }
    }
}
