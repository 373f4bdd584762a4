package org.postroom.ticket;

import org.postroom.mail.quote.QuoteSplitter;

/** The beginning of a mail as a list shows it. */
final class Preview {
    private static final String MORE = "…";

    private Preview() {}

    /** What is new in the text, on one line, cut to what a list shows. */
    static String of(String text) {
        String line = QuoteSplitter.split(text)
                .newText()
                .replaceAll("[\\s\\p{Cntrl}\\p{Z}]+", " ")
                .strip();
        int longest = TicketRow.LONGEST_PREVIEW;
        return line.length() <= longest
                ? line
                : Words.cut(line, longest - MORE.length()).stripTrailing() + MORE;
    }
}
