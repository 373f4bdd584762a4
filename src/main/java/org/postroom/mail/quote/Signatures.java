package org.postroom.mail.quote;

import java.util.regex.Pattern;

/** Finds where a signature begins in lines that a person wrote. */
final class Signatures {
    private static final int MOST_LINES = 20;

    /** RFC 3676 section 4.3, and what programs make of it. */
    private static final Pattern DELIMITER = Pattern.compile("^(?:--|__|\u2014|\u2013\u2013?)$");

    private static final Pattern RULE = Pattern.compile("^[_]{10,}$");
    private static final Pattern DECORATION = Pattern.compile("^[\\s\\-_=*#~+\u1427.\u00B7\u2014\u2013|]+$");
    /** What ends with a question, or is a postscript, wants to be read. */
    private static final Pattern ADDRESSED = Pattern.compile(
            ".*\\p{L}\\s?[?\uFF1F\u061F][!?\uFF1F]*\\s*$|^(?:P\\.?\\s?S\\.?|PPS|\u8FFD\u4F38)(?:[:,;\uFF1A\u3000-]|\\.?\\s).*",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern SENTENCE = Pattern.compile("(?:[^\\s@|]+\\s+){5,}[^\\s@|]+[.!]");
    /** Mailing lists' programs name the list, and the way out of it. */
    private static final Pattern OF_A_LIST = Pattern.compile(
            "unsubscribe|list-?info|mailing[- ]?list|mailman|majordomo|sympa|/lists?[/.]|-(?:request|leave)@|\\blists?\\b|\\bgroups?\\b|@lists?\\.",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern FENCE = Pattern.compile("^\\s*(?:```|~~~).*");

    private final Lines lines;

    Signatures(Lines lines) {
        this.lines = lines;
    }

    /**
     * The line in which the signature begins that ends these lines, or the end if there is none.
     *
     * @param from first line
     * @param to the line behind the last
     */
    int start(int from, int to) {
        int end = delimiter(from, to);
        while (end > from && (lines.blank(end - 1) || footer(end - 1))) {
            end--;
        }
        return firstFooter(end, to);
    }

    /** Blank lines before a signature stay with the text. */
    private int firstFooter(int from, int to) {
        int line = lines.nextSaying(from);
        return line >= to ? to : line;
    }

    private int delimiter(int from, int to) {
        boolean fenced = false;
        for (int line = from; line < to; line++) {
            fenced ^= FENCE.matcher(lines.get(line)).matches();
            String words = lines.get(line).strip();
            if (!fenced && (DELIMITER.matcher(words).matches() && signs(line, to) || listFooter(line, to))) {
                return line;
            }
        }
        return to;
    }

    /** People set their paragraphs apart by dashes, too. */
    private boolean signs(int delimiter, int to) {
        if (saying(delimiter, to) > MOST_LINES) {
            return false;
        }
        for (int line = delimiter + 1; line < to; line++) {
            if (ADDRESSED.matcher(lines.get(line)).matches()) {
                return false;
            }
        }
        return !lines.blank(delimiter + 1) || !paragraph(lines.nextSaying(delimiter + 1), to);
    }

    /** Whether it holds a whole sentence. */
    private boolean paragraph(int from, int to) {
        for (int line = from; line < to && !lines.blank(line); line++) {
            if (SENTENCE.matcher(lines.get(line).strip()).matches()) {
                return true;
            }
        }
        return false;
    }

    private int saying(int from, int to) {
        int count = 0;
        for (int line = from; line < to && count <= MOST_LINES; line++) {
            count += lines.blank(line) ? 0 : 1;
        }
        return count;
    }

    /** Mailing lists put their name and address under a long line. */
    private boolean listFooter(int line, int to) {
        if (!RULE.matcher(lines.get(line).strip()).matches() || saying(line, to) > 8) {
            return false;
        }
        boolean address = false;
        boolean list = false;
        for (int next = line + 1; next < to; next++) {
            String words = lines.get(next);
            address |= words.contains("://") || words.contains("@");
            list |= OF_A_LIST.matcher(words).find();
        }
        return address && list;
    }

    /** "The parcel was" and "sent from my old address". */
    private boolean ofTheSentenceAbove(int line, String words) {
        return line > 0 && !lines.blank(line - 1) && !lines.quoted(line - 1) && Character.isLowerCase(words.charAt(0));
    }

    private boolean footer(int line) {
        String words = lines.get(line).strip();
        return !FENCE.matcher(words).matches()
                && (DECORATION.matcher(words).matches() || DeviceFooter.in(words) && !ofTheSentenceAbove(line, words));
    }
}
