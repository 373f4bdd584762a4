package org.postroom.mail.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postroom.mail.Attachment;
import org.postroom.mail.Bytes;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.MessageId;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.OutgoingMail;
import org.postroom.mail.OutgoingMail.Body;
import org.postroom.mail.OutgoingMail.Origin;
import org.postroom.mail.OutgoingMail.Recipients;

/** C6: no value, whoever chose it, adds a header to a mail: each field × each way to break out of a line. */
class HeaderInjectionTest {
    private static final List<String> BREAKS = List.of(
            "\r\n",
            "\n",
            "\r",
            "\0",
            "\u2028",
            "\u2029",
            "\u0085",
            "\u000B",
            "\u000C",
            "\r\n ",
            "\r\n\t",
            "\n\n",
            "\r\r\n",
            "\n\r",
            "=?utf-8?q?=0D=0A?=",
            "=?utf-8?b?DQo=?=",
            "%0D%0A",
            "\\r\\n",
            "\uD800\r\n",
            "\u560A");

    private static final List<String> EXPECTED = List.of(
            "Date",
            "From",
            "Reply-To",
            "To",
            "Subject",
            "Message-ID",
            "In-Reply-To",
            "References",
            "MIME-Version",
            "Content-Type");

    static Stream<Arguments> everyFieldAndBreak() {
        return BREAKS.stream()
                .flatMap(lineBreak ->
                        Stream.of("a" + lineBreak + "Bcc: victim@example.net", lineBreak + "Bcc: x", "x" + lineBreak))
                .flatMap(evil -> Stream.of(
                                "subject", "from", "to", "file name", "media type", "content id", "message id")
                        .map(field -> Arguments.of(field, evil)));
    }

    @ParameterizedTest
    @MethodSource("everyFieldAndBreak")
    void noValueAddsAHeader(String field, String evil) throws Exception {
        ComposedMail mail = new ComposedMail(MailComposer.compose(with(field, evil)));

        assertThat(mail.headerNames()).isEqualTo(EXPECTED);
        assertThat(mail.text()).doesNotContain("\r\nBcc:", "\nBcc:", "\rBcc:");
        assertThat(mail.read().getAllRecipients()).hasSize(1);
        assertThat(mail.text()).matches(text -> text.chars().allMatch(c -> c > 0 && c < 128));
        assertThat(partHeaders(mail)).doesNotContain("Bcc");
    }

    @Test
    void addressesWithLineBreaksDoNotExist() {
        List<String> taken = BREAKS.stream()
                .flatMap(lineBreak -> Stream.of("a" + lineBreak + "b@example.org", "a@exam" + lineBreak + "ple.org"))
                .flatMap(text -> EmailAddress.parse(text).stream())
                .map(address -> new ComposedMail(MailComposer.compose(MailSamples.to(NamedAddress.of(address)))))
                .filter(mail ->
                        !mail.headerNames().contains("To") || mail.text().contains("\nb@"))
                .map(ComposedMail::text)
                .toList();

        assertThat(taken).isEmpty();
    }

    private static List<String> partHeaders(ComposedMail mail) {
        List<String> names = new ArrayList<>();
        for (String line : mail.text().split("\r\n")) {
            if (line.matches("[A-Za-z-]+:.*")) {
                names.add(line.substring(0, line.indexOf(':')));
            }
        }
        return names;
    }

    private static OutgoingMail with(String field, String evil) {
        NamedAddress from = field.equals("from") ? MailSamples.named(evil, "support@example.com") : MailSamples.SUPPORT;
        NamedAddress to = field.equals("to") ? MailSamples.named(evil, "carla@example.org") : MailSamples.CUSTOMER;
        Attachment attachment = new Attachment(
                field.equals("file name") ? evil : "x.pdf",
                field.equals("media type") ? evil : "application/pdf",
                true,
                Optional.of(field.equals("content id") ? evil : "x@example.com"),
                Bytes.of("x"));
        Body body = new Body(
                field.equals("subject") ? evil : "Hello",
                "Hello",
                Optional.of("<img src=\"cid:x@example.com\">"),
                List.of(attachment));
        OutgoingMail mail = MailSamples.mail(from, Recipients.to(to), Origin.PERSON, body);
        return field.equals("message id") ? threaded(mail, evil) : mail;
    }

    private static OutgoingMail threaded(OutgoingMail mail, String evil) {
        List<MessageId> ids = new ArrayList<>(List.of(new MessageId("good@example.org")));
        ids.addAll(MessageId.parseAll("<" + evil + "@example.org>"));
        return new OutgoingMail(
                mail.messageId(),
                mail.sender(),
                mail.recipients(),
                Optional.of(ids.getFirst()),
                ids,
                mail.date(),
                mail.origin(),
                mail.body());
    }
}
