package org.postroom.mail.parse;

/**
 * How much of one mail is read. What lies beyond stays in the raw mail and is named among the mail's problems.
 *
 * @param depth levels of parts within parts; a deeper part is one opaque attachment
 * @param parts parts taken apart
 * @param headerBytes bytes of header fields kept per part
 * @param recipients addresses taken from each of To, Cc and Reply-To
 * @param references Message-IDs taken from the end of References
 * @param textLength characters of readable text, and of HTML
 */
public record ReadLimits(int depth, int parts, int headerBytes, int recipients, int references, int textLength) {

    /** Checks that each limit lets something through. */
    public ReadLimits {
        if (depth < 1 || parts < 1 || headerBytes < 1 || recipients < 1 || references < 1 || textLength < 1) {
            throw new IllegalArgumentException("Every limit on reading must be at least 1");
        }
    }

    /** Generous for people's mails, harmless with anyone else's. */
    public static ReadLimits standard() {
        return new ReadLimits(100, 1_000, 256 * 1024, 1_000, 100, 1_000_000);
    }
}
