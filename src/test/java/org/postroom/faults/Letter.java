package org.postroom.faults;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A mail as a mail program writes it, line by line.
 *
 * @param references Message-IDs without brackets; the last goes into In-Reply-To as well
 * @param file an attachment
 */
public record Letter(
        String id,
        String from,
        String to,
        String subject,
        String text,
        List<String> references,
        Optional<String> autoSubmitted,
        Optional<byte[]> file) {

    public Letter {
        references = List.copyOf(references);
    }

    /** A plain mail. */
    public static Letter of(String id, String from, String to, String subject, String text) {
        return new Letter(id, from, to, subject, text, List.of(), Optional.empty(), Optional.empty());
    }

    /** The same, as an answer to these mails. */
    public Letter answering(String... ids) {
        return new Letter(id, from, to, subject, text, Arrays.asList(ids), autoSubmitted, file);
    }

    /** The same, by a program (RFC 3834). */
    public Letter automatic(String value) {
        return new Letter(id, from, to, subject, text, references, Optional.of(value), file);
    }

    /** The same with an attachment. */
    public Letter with(byte[] attached) {
        return new Letter(id, from, to, subject, text, references, autoSubmitted, Optional.of(attached));
    }

    /** Its bytes as a server keeps them, with CRLF. */
    public byte[] bytes() {
        List<String> lines = new ArrayList<>(List.of(
                "Return-Path: <" + (autoSubmitted.isPresent() ? "" : from) + ">",
                "Received: from mail.example.net by mx.example.com with ESMTPS; Mon, 2 Nov 2026 10:00:00 +0100",
                "From: Somebody <" + from + ">",
                "To: " + to,
                "Subject: " + subject,
                "Date: Mon, 2 Nov 2026 10:00:00 +0100",
                "Message-ID: <" + id + ">",
                "MIME-Version: 1.0"));
        autoSubmitted.ifPresent(value -> lines.add("Auto-Submitted: " + value));
        if (!references.isEmpty()) {
            lines.add("In-Reply-To: <" + references.getLast() + ">");
            lines.add("References: <" + String.join(">\r\n <", references) + ">");
        }
        file.ifPresentOrElse(content -> addParts(lines, content), () -> {
            lines.addAll(List.of("Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", ""));
            lines.add(wire(text));
        });
        return (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private void addParts(List<String> lines, byte[] content) {
        lines.addAll(List.of("Content-Type: multipart/mixed; boundary=\"b42\"", ""));
        lines.addAll(List.of("--b42", "Content-Type: text/plain; charset=utf-8", "", wire(text)));
        lines.addAll(List.of(
                "--b42",
                "Content-Type: application/octet-stream",
                "Content-Disposition: attachment; filename=\"data.bin\"",
                "Content-Transfer-Encoding: base64",
                "",
                Base64.getMimeEncoder().encodeToString(content),
                "--b42--"));
    }

    private static String wire(String text) {
        return text.replace("\n", "\r\n");
    }
}
