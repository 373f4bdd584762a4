package org.postroom.mail.compose;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.postroom.mail.BytesSink;

/** A part of a mail's body, as a tree. */
sealed interface Part {
    /** Adds the part's header fields to a header that may hold others already. */
    void header(HeaderWriter header);

    /** Writes what follows the header. */
    void body(BytesSink out);

    /** About how many bytes the body takes, rather more than less. */
    long estimate();

    /** A part with content of its own. */
    record Leaf(Labels labels, Encoded content) implements Part {
        @Override
        public void header(HeaderWriter header) {
            header.field("Content-Type", labels.mediaType(), labels.typeParameters());
            header.field("Content-Transfer-Encoding", content.encoding());
            labels.contentId().forEach(id -> header.field("Content-ID", "<" + id + ">"));
            labels.disposition()
                    .forEach(disposition ->
                            header.field("Content-Disposition", disposition, labels.dispositionParameters()));
        }

        @Override
        public void body(BytesSink out) {
            content.writeTo(out);
        }

        @Override
        public long estimate() {
            return content.estimate();
        }
    }

    /**
     * What a part is called.
     *
     * @param contentId at most one
     * @param disposition at most one
     */
    record Labels(
            String mediaType,
            List<String> typeParameters,
            List<String> contentId,
            List<String> disposition,
            List<String> dispositionParameters) {}

    /** Parts in a row (RFC 2046 section 5.1). */
    record Multi(String subtype, List<String> parameters, String boundary, List<Part> parts) implements Part {
        @Override
        public void header(HeaderWriter header) {
            List<String> all = new ArrayList<>(List.of("boundary=\"" + boundary + "\""));
            all.addAll(parameters);
            header.field("Content-Type", "multipart/" + subtype, all);
        }

        @Override
        public void body(BytesSink out) {
            for (Part part : parts) {
                ascii(out, "--" + boundary + "\r\n");
                HeaderWriter header = new HeaderWriter();
                part.header(header);
                ascii(out, header.end());
                part.body(out);
                ascii(out, "\r\n");
            }
            ascii(out, "--" + boundary + "--\r\n");
        }

        @Override
        public long estimate() {
            return parts.stream().mapToLong(part -> part.estimate() + 500).sum();
        }
    }

    private static void ascii(BytesSink out, String text) {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
