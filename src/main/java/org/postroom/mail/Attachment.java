package org.postroom.mail;

import java.util.Optional;

/**
 * A part of a mail that is not its body text.
 *
 * @param name file name as the sender gave it, decoded; empty when there was none. Never used as a path.
 * @param mediaType lower-case {@code type/subtype} as labelled, {@code application/octet-stream} when the label is unreadable
 * @param inline whether the sender meant it to be shown within the text (RFC 2183 section 2.1)
 * @param contentId Content-ID without angle brackets (RFC 2392), by which HTML refers to it; its Content-Location (RFC 2557)
 *     where it has none
 * @param content the decoded bytes; a {@code message/rfc822} part exactly as it came
 */
public record Attachment(String name, String mediaType, boolean inline, Optional<String> contentId, Bytes content) {
    /** Makes a blank of what would begin a new line in the name. */
    public Attachment {
        name = name.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ").strip();
    }
}
