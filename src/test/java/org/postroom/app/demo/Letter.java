package org.postroom.app.demo;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.postroom.mail.Bytes;

/**
 * A mail as a stranger's program writes it, byte by byte: names, subjects and file names are not checked by anybody.
 *
 * @param answers Message-ID of the mail it answers
 */
public record Letter(
        Person from,
        String to,
        String subject,
        String text,
        Optional<String> html,
        List<Enclosed> files,
        Optional<String> answers) {
    private static final String LINE = "\r\n";
    private static final int ENCODED_WORD = 30;

    public Letter {
        files = List.copyOf(files);
    }

    /** Who writes. */
    public record Person(String name, String address) {}

    /**
     * A file that comes with it.
     *
     * @param id Content-ID, for a picture within the HTML
     */
    public record Enclosed(String name, String type, Bytes content, Optional<String> id) {}

    /** A mail of plain text. */
    public static Letter of(Person from, String to, String subject, String text) {
        return new Letter(from, to, subject, text, Optional.empty(), List.of(), Optional.empty());
    }

    /** The same, as HTML besides. */
    public Letter html(String body) {
        return new Letter(from, to, subject, text, Optional.of(body), files, answers);
    }

    /** The same with a file. */
    public Letter file(String name, String type, Bytes content) {
        return with(new Enclosed(name, type, content, Optional.empty()));
    }

    /** The same with a picture that its HTML shows as {@code cid:} and this id. */
    public Letter picture(String id, String name, String type, Bytes content) {
        return with(new Enclosed(name, type, content, Optional.of(id)));
    }

    private Letter with(Enclosed file) {
        List<Enclosed> more = new ArrayList<>(files);
        more.add(file);
        return new Letter(from, to, subject, text, html, more, answers);
    }

    /** The same as an answer to a mail. */
    public Letter answering(String messageId) {
        return new Letter(from, to, subject, text, html, files, Optional.of(messageId));
    }

    /** The mailbox it lies in: of an address with a plus sign, that of the address without, as mail servers have it (RFC 5233). */
    String mailbox() {
        return to.replaceFirst("\\+[^@]*@", "@");
    }

    /** Its bytes. */
    Bytes bytes(String messageId, Instant date) {
        Lines lines = new Lines();
        lines.add("Message-ID: <" + messageId + ">");
        lines.add("Date: "
                + DateTimeFormatter.RFC_1123_DATE_TIME
                        .withLocale(Locale.ENGLISH)
                        .format(date.atOffset(ZoneOffset.UTC)));
        lines.add("From: " + word(from.name()) + " <" + from.address() + ">");
        lines.add("To: " + to);
        lines.add("Subject: " + word(subject));
        answers.ifPresent(id -> lines.add("In-Reply-To: " + id).add("References: " + id));
        lines.add("MIME-Version: 1.0")
                .add("Content-Type: multipart/mixed; boundary=outer")
                .add("");
        lines.add("--outer")
                .add("Content-Type: multipart/alternative; boundary=inner")
                .add("");
        part(lines, "inner", "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
        html.ifPresent(body -> part(lines, "inner", "text/html; charset=utf-8", body.getBytes(StandardCharsets.UTF_8)));
        lines.add("--inner--");
        files.forEach(file -> enclose(lines, file));
        lines.add("--outer--");
        return lines.bytes();
    }

    private static void enclose(Lines lines, Enclosed file) {
        lines.add("--outer").add("Content-Type: " + file.type());
        lines.add("Content-Disposition: " + (file.id().isPresent() ? "inline" : "attachment") + "; filename*=utf-8''"
                + percent(file.name()));
        file.id().ifPresent(id -> lines.add("Content-ID: <" + id + ">"));
        encoded(lines, file.content().toArray());
    }

    private static void part(Lines lines, String boundary, String type, byte[] content) {
        lines.add("--" + boundary).add("Content-Type: " + type);
        encoded(lines, content);
    }

    private static void encoded(Lines lines, byte[] content) {
        lines.add("Content-Transfer-Encoding: base64").add("");
        lines.add(Base64.getMimeEncoder().encodeToString(content));
    }

    /** RFC 2047, a few characters a word, so that nothing of them stands in the header as it is. */
    private static String word(String text) {
        StringBuilder words = new StringBuilder();
        int[] points = text.codePoints().toArray();
        for (int at = 0; at < points.length; at += ENCODED_WORD / 3) {
            String piece = new String(points, at, Math.min(ENCODED_WORD / 3, points.length - at));
            words.append(words.isEmpty() ? "" : LINE + " ")
                    .append("=?utf-8?B?")
                    .append(Base64.getEncoder().encodeToString(piece.getBytes(StandardCharsets.UTF_8)))
                    .append("?=");
        }
        return words.toString();
    }

    /** RFC 5987. */
    private static String percent(String text) {
        StringBuilder out = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            out.append("%%%02X".formatted(each & 0xff));
        }
        return out.toString();
    }

    private static final class Lines {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Lines add(String line) {
            out.writeBytes((line + LINE).getBytes(StandardCharsets.UTF_8));
            return this;
        }

        Bytes bytes() {
            return Bytes.wrap(out.toByteArray());
        }
    }
}
