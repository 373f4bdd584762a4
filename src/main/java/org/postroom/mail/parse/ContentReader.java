package org.postroom.mail.parse;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.postroom.mail.Attachment;
import org.postroom.mail.Bytes;
import org.postroom.mail.IncomingMail.Content;
import org.postroom.schedule.Patience;

/** Turns a mail's entities into what it holds: text, HTML, attachments. For a single mail. */
final class ContentReader {
    private final ReadLimits limits;
    private final List<Attachment> attachments = new ArrayList<>();
    private final Set<String> problems = new TreeSet<>();

    ContentReader(ReadLimits limits) {
        this.limits = limits;
    }

    Set<String> problems() {
        return problems;
    }

    Content read(Entity mail) {
        BodyParts body = BodyParts.of(mail);
        String text = body.text().stream()
                .map(this::text)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining("\n\n"));
        body.attachments().forEach(part -> attachments.add(attachment(part)));
        return new Content(cut(text), html(body), attachments, Reports.find(mail));
    }

    private String text(Entity part) {
        if (PartText.html(part)) {
            return HtmlText.of(cut(PartText.decoded(part, part.content())), limits.textLength());
        }
        return PartText.plain(part, withoutUuencodedFiles(part.content()));
    }

    private byte[] withoutUuencodedFiles(byte[] text) {
        byte[] rest = text;
        Optional<Uuencoded> file = Uuencoded.find(rest);
        while (file.isPresent() && attachments.size() < limits.parts()) {
            Patience.check();
            Uuencoded found = file.get();
            attachments.add(
                    new Attachment(found.name(), "application/octet-stream", false, Optional.empty(), found.content()));
            ByteArrayOutputStream others = new ByteArrayOutputStream(rest.length);
            others.write(rest, 0, found.start());
            others.write(rest, found.end(), rest.length - found.end());
            rest = others.toByteArray();
            file = Uuencoded.find(rest);
        }
        return rest;
    }

    /** HTML only counts as such when some part really is HTML. */
    private Optional<String> html(BodyParts body) {
        String html = body.html().stream()
                .filter(PartText::html)
                .map(part -> PartText.decoded(part, part.content()))
                .collect(Collectors.joining("\n"));
        return html.isBlank() ? Optional.empty() : Optional.of(cut(html));
    }

    private static Attachment attachment(Entity part) {
        PartHeader header = part.header();
        boolean inline = header.disposition().value().equals("inline")
                || header.disposition().value().isEmpty() && header.contentId().isPresent();
        return new Attachment(
                header.name(), header.mediaType(), inline, header.contentId(), Bytes.wrap(part.content()));
    }

    private String cut(String text) {
        if (text.length() <= limits.textLength()) {
            return text;
        }
        problems.add(
                "Its text is longer than " + limits.textLength() + " characters; the rest is in the raw mail only");
        int end = limits.textLength();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }
}
