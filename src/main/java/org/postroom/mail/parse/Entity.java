package org.postroom.mail.parse;

import java.util.List;

/**
 * A mail or a part of one, as MIME has it (RFC 2045 section 2.4): a header, and either parts or content.
 *
 * @param content decoded from its transfer encoding; empty for a multipart that could be taken apart
 * @param preamble what stands before the first part of a multipart; usually a word to programs without MIME
 */
record Entity(PartHeader header, List<Entity> parts, byte[] content, byte[] preamble) {
    Entity {
        parts = List.copyOf(parts);
    }

    /** Whether this is a multipart that was taken apart. */
    boolean composite() {
        return !parts.isEmpty();
    }
}
