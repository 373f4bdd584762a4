package org.postroom.mail.parse;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.postroom.mail.Attachment;
import org.postroom.mail.IncomingMail.Content;
import org.postroom.mail.tnef.TnefMessage;
import org.postroom.schedule.Patience;

/** Turns a mail's entities into what it holds: text, HTML, attachments. For a single mail. */
final class ContentReader {
    private final ReadLimits limits;
    private final AttachedParts attached;
    private final Set<String> problems = new TreeSet<>();

    ContentReader(ReadLimits limits) {
        this.limits = limits;
        this.attached = new AttachedParts(limits);
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
        body.attachments().forEach(attached::add);
        problems.addAll(PackedParts.problems(mail, text));
        problems.addAll(attached.problems());
        Optional<String> html = html(body);
        Optional<TnefMessage> packed = attached.packed().filter(_ -> text.isBlank() && html.isEmpty());
        return new Content(
                packed.map(this::text).orElseGet(() -> cut(PgpText.words(text))),
                packed.map(message -> message.html().map(this::cut)).orElse(html),
                attached.found(),
                Reports.find(mail));
    }

    private String text(TnefMessage message) {
        return cut(
                message.text().isBlank()
                        ? HtmlText.of(cut(message.html().orElse("")), limits.textLength())
                        : message.text());
    }

    private String text(Entity part) {
        if (PartText.html(part)) {
            return HtmlText.of(cut(PartText.decoded(part, part.content())), limits.textLength());
        }
        String words = PartText.plain(part, withoutUuencodedFiles(part.content()));
        String type = part.header().mediaType();
        return EnrichedText.is(type) ? EnrichedText.of(type, words) : words;
    }

    private byte[] withoutUuencodedFiles(byte[] text) {
        byte[] rest = text;
        Optional<Uuencoded> file = Uuencoded.find(rest);
        while (file.isPresent() && attached.found().size() < limits.parts()) {
            Patience.check();
            Uuencoded found = file.get();
            attached.add(
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
