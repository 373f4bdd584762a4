package org.postroom.mail.parse;

/** Joins the lines of text in format=flowed to the paragraphs they were (RFC 3676 section 4). */
final class FlowedText {
    private static final String SIGNATURE = "-- ";

    private final StringBuilder out = new StringBuilder();
    private final boolean deleteSpace;
    /** Quote depth of the paragraph that goes on in the next line; -1 when none does. */
    private int openDepth = -1;

    private FlowedText(boolean deleteSpace) {
        this.deleteSpace = deleteSpace;
    }

    /**
     * @param text with lines that end in LF
     * @param deleteSpace the parameter delsp=yes: the blank at a soft line end is none of the text's
     */
    static String unflow(String text, boolean deleteSpace) {
        FlowedText flowed = new FlowedText(deleteSpace);
        text.lines().forEach(flowed::line);
        return flowed.out.toString();
    }

    private void line(String line) {
        int depth = 0;
        while (depth < line.length() && line.charAt(depth) == '>') {
            depth++;
        }
        boolean stuffed = depth < line.length() && line.charAt(depth) == ' ';
        String content = line.substring(stuffed ? depth + 1 : depth);
        boolean signature = content.equals(SIGNATURE);
        if (openDepth != depth || signature) {
            begin(depth);
        }
        boolean soft = content.endsWith(" ") && !signature;
        out.append(soft && deleteSpace ? content.substring(0, content.length() - 1) : content);
        openDepth = soft ? depth : -1;
        if (!soft) {
            out.append('\n');
        }
    }

    private void begin(int depth) {
        if (openDepth >= 0) {
            out.append('\n');
        }
        out.append(">".repeat(depth)).append(depth > 0 ? " " : "");
    }
}
