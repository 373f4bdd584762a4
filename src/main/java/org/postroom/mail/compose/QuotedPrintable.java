package org.postroom.mail.compose;

import org.postroom.mail.BytesSink;

/**
 * Quoted-printable (RFC 2045 section 6.7) of text. A dot and the word From at the beginning of a line are encoded too: no
 * server that treats them specially gets to see them.
 */
final class QuotedPrintable {
    private static final int LONGEST_LINE = 76;

    private final byte[] text;
    private final BytesSink out;
    private int column;

    private QuotedPrintable(byte[] text, BytesSink out) {
        this.text = text;
        this.out = out;
    }

    /** Encodes the bytes, in which lines end in LF, to lines that end in CRLF. */
    static void encode(byte[] text, BytesSink out) {
        QuotedPrintable encoder = new QuotedPrintable(text, out);
        for (int i = 0; i < text.length; i++) {
            encoder.put(i);
        }
    }

    /** Whether a server might treat the line that begins there specially: a dot (RFC 5321), From and a blank (mbox files). */
    static boolean startsOddly(byte[] text, int at) {
        return text[at] == '.'
                || text[at] == 'F'
                        && at + 4 < text.length
                        && text[at + 1] == 'r'
                        && text[at + 2] == 'o'
                        && text[at + 3] == 'm'
                        && text[at + 4] == ' ';
    }

    private void put(int at) {
        if (text[at] == '\n') {
            lineBreak();
            return;
        }
        boolean last = at + 1 == text.length || text[at + 1] == '\n';
        // One place stays free for the equals sign of a soft line break, unless the line ends here
        int width = isLiteral(at, last) ? 1 : 3;
        if (column + width > LONGEST_LINE - (last ? 0 : 1)) {
            out.write('=');
            lineBreak();
        }
        write(text[at], isLiteral(at, last));
    }

    private boolean isLiteral(int at, boolean last) {
        byte b = text[at];
        if (b == ' ' || b == '\t') {
            return !last;
        }
        return b > ' ' && b <= '~' && b != '=' && !(column == 0 && startsOddly(text, at));
    }

    private void write(byte b, boolean literal) {
        if (literal) {
            out.write(b);
            column++;
        } else {
            out.write('=');
            out.write(HeaderText.hex(b).charAt(0));
            out.write(HeaderText.hex(b).charAt(1));
            column += 3;
        }
    }

    private void lineBreak() {
        out.write('\r');
        out.write('\n');
        column = 0;
    }
}
