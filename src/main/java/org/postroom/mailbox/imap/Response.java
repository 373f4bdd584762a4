package org.postroom.mailbox.imap;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.postroom.mail.Bytes;

/**
 * One response of an IMAP server (RFC 3501 section 7).
 *
 * @param text its lines joined; where a literal stood, its announcement <code>{n}</code> is left
 * @param literals the literals in their order
 */
record Response(String text, List<Literal> literals) {

    Response {
        literals = List.copyOf(literals);
    }

    /**
     * A literal (RFC 3501 section 4.3), cut off where it is longer than allowed.
     *
     * @param content what of it was kept
     * @param size bytes the server announced
     */
    record Literal(Bytes content, long size) {
        boolean whole() {
            return content.size() == size;
        }
    }

    boolean isUntagged() {
        return text.startsWith("* ");
    }

    boolean isContinuation() {
        return text.startsWith("+");
    }

    boolean isTagged(String tag) {
        return text.startsWith(tag + " ");
    }

    /** Whether it is {@code * <word> …}, as for CAPABILITY or BYE. */
    boolean is(String word) {
        return isUntagged()
                && text.regionMatches(true, 2, word, 0, word.length())
                && (text.length() == 2 + word.length() || text.charAt(2 + word.length()) == ' ');
    }

    /** Whether it is {@code * <number> <word> …}, as for EXISTS or FETCH. */
    boolean isNumbered(String word) {
        int space = text.indexOf(' ', 2);
        return isUntagged()
                && space > 2
                && Character.isDigit(text.charAt(2))
                && text.regionMatches(true, space + 1, word, 0, word.length());
    }

    /** The number of a response that has one; 0 when it is absurd. */
    int number() {
        String digits = text.substring(2, text.indexOf(' ', 2));
        return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : 0;
    }

    /** OK, NO or BAD of a tagged response or a greeting, in upper case. */
    String status() {
        int from = text.indexOf(' ') + 1;
        int to = text.indexOf(' ', from);
        return text.substring(from, to < 0 ? text.length() : to).toUpperCase(Locale.ROOT);
    }

    /** What comes behind the status: response code and words for people. */
    String words() {
        int from = text.indexOf(' ') + 1;
        int to = text.indexOf(' ', from);
        return to < 0 ? "" : text.substring(to + 1);
    }

    /** The value of a response code (RFC 3501 section 7.1) such as {@code [UIDVALIDITY 7]}; empty text if it has none. */
    Optional<String> code(String name) {
        String words = words();
        int close = words.indexOf(']');
        if (!words.startsWith("[") || close < 0) {
            return Optional.empty();
        }
        String code = words.substring(1, close);
        if (code.equalsIgnoreCase(name)) {
            return Optional.of("");
        }
        return code.regionMatches(true, 0, name + " ", 0, name.length() + 1)
                ? Optional.of(code.substring(name.length() + 1))
                : Optional.empty();
    }
}
