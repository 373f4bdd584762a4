package org.postroom.mail.parse;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.postroom.mail.Attachment;
import org.postroom.mail.Bytes;
import org.postroom.mail.IncomingMail.Content;
import org.postroom.mail.tnef.RtfText;
import org.postroom.mail.tnef.TnefMessage;

/** Turns a mail's entities into what it holds: text, HTML, attachments. For a single mail. */
final class ContentReader {
    /** At most: UTF-8 has 3, or 4 for two of Java's characters; what is encoded in 7 bits has more at times. */
    private static final int BYTES_PER_CHARACTER = 4;

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
        String words = html.map(formatted -> instead(text, formatted)).orElse(text);
        return words.isBlank() && html.isEmpty()
                ? withoutWords(mail)
                : withWords(mail, cut(PgpText.words(words)), html);
    }

    /** The words of the HTML where the plain text beside it says no more than that there are some. */
    private String instead(String plain, String html) {
        if (!Stopgap.mayBe(plain, html)) {
            return plain;
        }
        String words = HtmlText.of(html, limits.textLength());
        if (!Stopgap.isOf(plain, words)) {
            return plain;
        }
        problems.add("Its plain text says other things than its HTML, of which these are the words");
        return words;
    }

    /** A calendar beside other words is a note to agents. */
    private Content withWords(Entity mail, String text, Optional<String> html) {
        CalendarParts.of(mail).map(CalendarParts::sentence).ifPresent(problems::add);
        return new Content(text, html, attached.found(), Reports.find(mail));
    }

    /** What Outlook packed, RTF, or a calendar stands for the text where there is none. */
    private Content withoutWords(Entity mail) {
        Optional<String> packedText = attached.packed().map(this::text).filter(words -> !words.isBlank());
        String text = packedText
                .or(() -> attached.rtf().map(this::text).filter(words -> !words.isBlank()))
                .or(() -> CalendarParts.of(mail).map(CalendarParts::text).map(this::cut))
                .orElse("");
        Optional<String> html =
                attached.packed().filter(_ -> packedText.isPresent()).flatMap(TnefMessage::html);
        return new Content(text, html.map(this::cut), attached.found(), Reports.find(mail));
    }

    /** What HTML and TNEF can write that no text may hold. */
    private static String fit(String text) {
        String lines = text.indexOf('\r') < 0 ? text : text.replaceAll("\\r\\n?", "\n");
        return TextDecoder.withoutHalves(lines.replace("\0", ""));
    }

    private String text(RtfText rtf) {
        return cut(rtf.html() ? HtmlText.of(cut(rtf.words()), limits.textLength()) : rtf.words());
    }

    private String text(TnefMessage message) {
        return cut(
                message.text().isBlank()
                        ? HtmlText.of(cut(message.html().orElse("")), limits.textLength())
                        : message.text());
    }

    private String text(Entity part) {
        if (PartText.html(part)) {
            return HtmlText.of(cut(PartText.decoded(part, beginning(part.content()))), limits.textLength());
        }
        String words = PartText.plain(
                part, beginning(Bytes.wrap(withoutUuencodedFiles(part.content().toArray()))));
        String type = part.header().mediaType();
        return EnrichedText.is(type) ? EnrichedText.of(type, words) : words;
    }

    private byte[] withoutUuencodedFiles(byte[] text) {
        int room = limits.parts() - attached.found().size();
        List<Uuencoded> files = Uuencoded.all(text, Math.max(0, room));
        if (files.isEmpty()) {
            return text;
        }
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        int from = 0;
        for (Uuencoded file : files) {
            attached.add(
                    new Attachment(file.name(), "application/octet-stream", false, Optional.empty(), file.content()));
            rest.write(text, from, file.start() - from);
            from = file.end();
        }
        rest.write(text, from, text.length - from);
        return rest.toByteArray();
    }

    /** HTML only counts as such when some part really is HTML. */
    private Optional<String> html(BodyParts body) {
        String html = body.html().stream()
                .filter(PartText::html)
                .map(part -> PartText.decoded(part, beginning(part.content())))
                .collect(Collectors.joining("\n"));
        return html.isBlank() ? Optional.empty() : Optional.of(cut(html));
    }

    /** As many bytes as can become readable text, up to the end of a line: what is never shown is not decoded either. */
    private byte[] beginning(Bytes content) {
        long most = (long) limits.textLength() * BYTES_PER_CHARACTER;
        if (content.size() <= most) {
            return content.toArray();
        }
        noteLongText();
        byte[] text = content.beginning((int) most);
        int end = text.length;
        while (end > most / 2 && text[end - 1] != '\n') {
            end--;
        }
        return text[end - 1] == '\n' ? Arrays.copyOf(text, end) : text;
    }

    private void noteLongText() {
        problems.add(
                "Its text is longer than " + limits.textLength() + " characters; the rest is in the raw mail only");
    }

    private String cut(String written) {
        String text = fit(written);
        if (text.length() <= limits.textLength()) {
            return text;
        }
        noteLongText();
        int end = limits.textLength();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }
}
