package org.postroom.mail.parse;

import java.util.List;
import org.postroom.mail.Bytes;

/** A mail or a part of one, as MIME has it (RFC 2045 section 2.4): a header, and either parts or content. */
final class Entity {
    private final PartHeader header;
    private final List<Entity> parts;
    private final Bytes content;
    private final Bytes preamble;

    /**
     * @param content decoded from its transfer encoding; empty for a multipart that could be taken apart
     * @param preamble what stands before the first part of a multipart; usually a word to programs without MIME
     */
    Entity(PartHeader header, List<Entity> parts, Bytes content, Bytes preamble) {
        this.header = header;
        this.parts = List.copyOf(parts);
        this.content = content;
        this.preamble = preamble;
    }

    PartHeader header() {
        return header;
    }

    List<Entity> parts() {
        return parts;
    }

    Bytes content() {
        return content;
    }

    Bytes preamble() {
        return preamble;
    }

    /** Whether this is a multipart that was taken apart. */
    boolean composite() {
        return !parts.isEmpty();
    }
}
