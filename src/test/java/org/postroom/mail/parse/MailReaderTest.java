package org.postroom.mail.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postroom.mail.Attachment;
import org.postroom.mail.Bytes;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.IncomingMail.ReturnPath;
import org.postroom.mail.MessageId;
import org.postroom.mail.NamedAddress;

class MailReaderTest {

    private static IncomingMail read(String... lines) {
        return (IncomingMail) new MailReader(ReadLimits.standard())
                .read(Bytes.wrap(String.join("\r\n", lines).getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void readsAPlainMail() {
        IncomingMail mail = read(
                "Return-Path: <anna@example.org>",
                "From: Anna Example <anna@example.org>",
                "To: support@example.com, \"Bob, the\" <bob@example.net>",
                "Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=",
                "Message-ID: <1@example.org>",
                "References: <a@example.com> <b@example.com>",
                "Date: Tue, 1 Jul 2025 10:11:12 +0200",
                "",
                "Hello",
                "world");
        assertThat(mail.subject()).isEqualTo("Grüße");
        assertThat(mail.correspondents().from())
                .contains(new NamedAddress("Anna Example", EmailAddress.of("anna@example.org")));
        assertThat(mail.correspondents().to()).extracting(NamedAddress::name).containsExactly("", "Bob, the");
        assertThat(mail.correspondents().returnPath())
                .isEqualTo(new ReturnPath.Of(EmailAddress.of("anna@example.org")));
        assertThat(mail.thread().messageId()).contains(new MessageId("1@example.org"));
        assertThat(mail.thread().references()).hasSize(2);
        assertThat(mail.date()).map(Object::toString).contains("2025-07-01T08:11:12Z");
        assertThat(mail.content().text()).isEqualTo("Hello\nworld");
        assertThat(mail.problems()).isEmpty();
    }

    @Test
    void prefersThePlainAlternativeAndKeepsTheHtml() {
        IncomingMail mail = read(
                "From: anna@example.org",
                "Content-Type: multipart/alternative; boundary=b",
                "",
                "--b",
                "Content-Type: text/plain",
                "",
                "plain",
                "--b",
                "Content-Type: text/html",
                "",
                "<p>rich</p>",
                "--b--");
        assertThat(mail.content().text()).isEqualTo("plain");
        assertThat(mail.content().html()).contains("<p>rich</p>");
        assertThat(mail.content().attachments()).isEmpty();
    }

    @Test
    void keepsAttachedMailsByteForByte() {
        String inner = "From: a@example.org\r\nSubject: x\r\n\r\n--b2\r\nnot a part\r\n";
        IncomingMail mail = read(
                "From: anna@example.org",
                "Content-Type: multipart/mixed; boundary=b",
                "",
                "--b",
                "",
                "see attached",
                "--b",
                "Content-Type: message/rfc822",
                "",
                inner,
                "--b--");
        assertThat(mail.content().attachments())
                .containsExactly(new Attachment("x.eml", "message/rfc822", false, Optional.empty(), Bytes.of(inner)));
    }

    @Test
    void listsEveryProblemOfAnEmptyMail() {
        IncomingMail mail = read("");
        assertThat(mail.problems()).isEqualTo(List.of("It has no From"));
        assertThat(mail.content().text()).isEmpty();
    }
}
