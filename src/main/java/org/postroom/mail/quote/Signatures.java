package org.postroom.mail.quote;

import java.util.regex.Pattern;

/** Finds where a signature begins in lines that a person wrote. */
final class Signatures {
    private static final int MOST_LINES = 20;

    /** RFC 3676 section 4.3, and what programs make of it. */
    private static final Pattern DELIMITER = Pattern.compile("^(?:--|__|\u2014|\u2013\u2013?)$");

    private static final Pattern RULE = Pattern.compile("^[_]{10,}$");
    private static final Pattern DECORATION = Pattern.compile("^[\\s\\-_=*#~+\u1427.\u00B7\u2014\u2013|]+$");
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
            if (!fenced
                    && (DELIMITER.matcher(words).matches() && saying(line, to) <= MOST_LINES || listFooter(line, to))) {
                return line;
            }
        }
        return to;
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
        for (int next = line + 1; next < to; next++) {
            if (lines.get(next).contains("://") || lines.get(next).contains("@")) {
                return true;
            }
        }
        return false;
    }

    private boolean footer(int line) {
        String words = lines.get(line).strip();
        return !FENCE.matcher(words).matches() && (DECORATION.matcher(words).matches() || DeviceFooter.in(words));
    }
}
