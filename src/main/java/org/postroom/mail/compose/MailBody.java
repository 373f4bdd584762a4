package org.postroom.mail.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postroom.mail.Attachment;
import org.postroom.mail.Bytes;
import org.postroom.mail.OutgoingMail.Body;

/** Builds the tree of parts of a mail: texts in an alternative, pictures with the HTML that shows them, the rest attached. */
final class MailBody {
    private final Body body;
    private final Boundaries boundaries;

    MailBody(Body body, String messageId) {
        this.body = body;
        this.boundaries = new Boundaries(messageId, asIs(body.attachments()));
    }

    Part tree() {
        List<Attachment> attached =
                body.attachments().stream().filter(part -> !isShown(part)).toList();
        if (attached.isEmpty()) {
            return texts();
        }
        List<Part> parts = new ArrayList<>(List.of(texts()));
        attached.forEach(part -> parts.add(AttachedPart.of(part, "attachment")));
        return multi("mixed", List.of(), parts);
    }

    private Part texts() {
        Part plain = text("text/plain", body.text());
        return body.html()
                .<Part>map(html -> multi("alternative", List.of(), List.of(plain, html(html))))
                .orElse(plain);
    }

    private Part html(String html) {
        Part text = text("text/html", html);
        List<Attachment> shown =
                body.attachments().stream().filter(this::isShown).toList();
        if (shown.isEmpty()) {
            return text;
        }
        List<Part> parts = new ArrayList<>(List.of(text));
        shown.forEach(part -> parts.add(AttachedPart.of(part, "inline")));
        return multi("related", List.of("type=\"text/html\""), parts);
    }

    /** Whether the HTML refers to it by its Content-ID (RFC 2392). */
    private boolean isShown(Attachment part) {
        Optional<String> id = part.contentId().filter(AttachedPart::isContentId);
        return id.isPresent()
                && body.html().filter(html -> html.contains("cid:" + id.get())).isPresent();
    }

    private Part multi(String subtype, List<String> parameters, List<Part> parts) {
        return new Part.Multi(subtype, parameters, boundaries.next(), parts);
    }

    private static Part text(String mediaType, String text) {
        return new Part.Leaf(
                new Part.Labels(mediaType, List.of("charset=utf-8"), List.of(), List.of(), List.of()),
                Encoded.text(text));
    }

    private static List<Bytes> asIs(List<Attachment> attachments) {
        return attachments.stream()
                .filter(AttachedPart::isWholeMail)
                .map(Attachment::content)
                .toList();
    }
}
