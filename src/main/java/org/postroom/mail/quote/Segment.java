package org.postroom.mail.quote;

/**
 * A run of whole lines of a text, or of parts of a line where a program put the history on the line of the answer.
 *
 * @param text as it came, with its line ends
 */
public record Segment(Kind kind, String text) {
    /** Whose words they are. */
    public enum Kind {
        /** Written for this mail. */
        NEW,
        /** History: of this conversation or a forwarded one, with the line or header that introduces it. */
        QUOTED,
        /** A signature, a phone's or a mailing list's footer. */
        SIGNATURE
    }
}
