package org.postroom.mail.parse;

/** Text on its way out of HTML: blanks collapse, line ends are kept back until more text comes, quotes get their mark. */
final class TextLines {
    private final StringBuilder out = new StringBuilder();
    private final int most;
    private int quoteDepth;
    private int lastDepth;
    private int pendingEnds;
    private boolean pendingSpace;
    private int preformatted;
    private String pendingMark = "";

    TextLines(int most) {
        this.most = most;
    }

    boolean full() {
        return out.length() >= most;
    }

    /** Text; its blanks collapse as a browser's do, except in preformatted text. */
    void say(String text) {
        if (preformatted > 0) {
            sayLines(text);
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
                pendingSpace = true;
            } else {
                put(c == '\u00A0' ? ' ' : c);
            }
        }
    }

    private void sayLines(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                lineBreak();
            } else if (text.charAt(i) != '\r') {
                put(text.charAt(i));
            }
        }
    }

    private void put(char c) {
        if (pendingEnds > 0 || out.isEmpty()) {
            startLine();
        } else if (pendingSpace && out.charAt(out.length() - 1) != '\n') {
            out.append(' ');
        }
        pendingSpace = false;
        out.append(c);
    }

    private void startLine() {
        stripLine();
        for (int i = 0; i < pendingEnds && !out.isEmpty(); i++) {
            out.append(i == 0 ? "" : ">".repeat(Math.min(quoteDepth, lastDepth)))
                    .append('\n');
        }
        pendingEnds = 0;
        lastDepth = quoteDepth;
        out.append(">".repeat(quoteDepth)).append(quoteDepth > 0 ? " " : "").append(pendingMark);
        pendingMark = "";
    }

    private void stripLine() {
        int end = out.length();
        while (end > 0 && out.charAt(end - 1) == ' ') {
            end--;
        }
        out.setLength(end);
    }

    /** A line break that is written out: two of them make a blank line. */
    void lineBreak() {
        pendingEnds = Math.min(pendingEnds + 1, 3);
        pendingSpace = false;
    }

    /** The line ends here, if it has begun; with more than one, a blank line follows. */
    void end(int ends) {
        pendingEnds = Math.max(pendingEnds, out.isEmpty() ? 0 : ends);
        pendingSpace &= ends == 0;
    }

    void space() {
        pendingSpace = true;
    }

    /** What the next line begins with. */
    void mark(String mark) {
        pendingMark = mark;
    }

    void preformatted(boolean on) {
        preformatted += on ? 1 : -1;
    }

    void deeper() {
        quoteDepth++;
    }

    void shallower() {
        quoteDepth--;
    }

    @Override
    public String toString() {
        stripLine();
        return out.toString();
    }
}
