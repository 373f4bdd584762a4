package org.postroom.mail.compose;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.BodyPart;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.mail.Attachment;
import org.postroom.mail.Bytes;
import org.postroom.mail.MessageId;
import org.postroom.mail.OutgoingMail;
import org.postroom.mail.OutgoingMail.Body;
import org.postroom.mail.OutgoingMail.Origin;

class MailComposerTest {
    private static ComposedMail compose(OutgoingMail mail) {
        return new ComposedMail(MailComposer.compose(mail));
    }

    @Test
    void writesPlainAnswerWithNothingButWhatItNeeds() {
        assertThat(compose(MailSamples.withText("Hello Carla,\n\nplease restart it.\n"))
                        .text())
                .isEqualTo("""
                        Date: Sun, 9 Mar 2025 08:05:06 +0000
                        From: Acme Support <support@example.com>
                        Reply-To: Acme Support <support@example.com>
                        To: Carla Customer <carla@example.org>
                        Subject: Hello
                        Message-ID: <t1.u1@example.com>
                        In-Reply-To: <question@example.org>
                        References: <first@example.org> <question@example.org>
                        MIME-Version: 1.0
                        Content-Type: text/plain; charset=utf-8
                        Content-Transfer-Encoding: 7bit

                        Hello Carla,

                        please restart it.
                        """.replace("\n", "\r\n"));
    }

    @Test
    void writesTheSameBytesEachTime() {
        OutgoingMail mail = MailSamples.answer(new Body("Ü", "a", Optional.of("<p>a</p>"), List.of()));

        assertThat(MailComposer.compose(mail)).isEqualTo(MailComposer.compose(mail));
    }

    @Test
    void saysWhichMailIsAutomatic() {
        assertThat(compose(MailSamples.from(Origin.PERSON)).headerNames())
                .doesNotContain("Auto-Submitted", "X-Auto-Response-Suppress", "X-Postroom-Loop");
        assertThat(compose(MailSamples.from(Origin.AUTO_REPLIED)).raw("Auto-Submitted"))
                .isEqualTo("auto-replied");
        assertThat(compose(MailSamples.from(Origin.AUTO_GENERATED)).raw("Auto-Submitted"))
                .isEqualTo("auto-generated");
        assertThat(compose(MailSamples.from(Origin.AUTO_REPLIED)).raw("X-Auto-Response-Suppress"))
                .isEqualTo("All");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Printer broken",
                "two  blanks   stay",
                "Grüße aus Köln",
                "プリンターが壊れています。至急ご対応をお願いいたします。よろしくお願い申し上げます。",
                "Счёт № 42 🖨️ — не печатает",
                "literally =?utf-8?q?Evil=0D=0A?= and more",
                "a_b=c?d",
                "averyveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryverylongword and a short one",
                "Re: [SUP-1042] Re: AW: WG: Fwd: a long subject that goes on and on until it does not fit on one line of a mail",
                ""
            })
    void subjectArrivesAsItWas(String subject) throws Exception {
        assertThat(MimeUtility.decodeText(MimeUtility.unfold(
                        compose(MailSamples.withSubject(subject)).raw("Subject"))))
                .isEqualTo(subject);
    }

    @Test
    void cutsEndlessSubjects() throws Exception {
        String subject =
                compose(MailSamples.withSubject("ü".repeat(100_000))).read().getSubject();

        assertThat(subject).hasSize(1000).endsWith("ü…");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Carla Customer",
                "Customer, Carla (IT)",
                "O\"Neil \\ Sons",
                "J. R. R. Müller",
                "山田太郎",
                "=?utf-8?q?x?=",
                "a very long display name that nobody should have but that somebody surely has anyway, and more",
                ""
            })
    void displayNameArrivesAsItWas(String name) throws Exception {
        InternetAddress to = (InternetAddress) compose(MailSamples.to(MailSamples.named(name, "carla@example.org")))
                .read()
                .getAllRecipients()[0];

        assertThat(to.getAddress()).isEqualTo("carla@example.org");
        assertThat(Optional.ofNullable(to.getPersonal()).orElse("")).isEqualTo(name);
    }

    @Test
    void foldsManyRecipients() throws Exception {
        ComposedMail mail = compose(MailSamples.to(IntStream.range(0, 200)
                .mapToObj(i -> MailSamples.named("Person " + i, "person" + i + "@example.org"))
                .toArray(org.postroom.mail.NamedAddress[]::new)));

        assertThat(mail.headerLines()).allMatch(line -> line.length() <= 76);
        assertThat(mail.read().getAllRecipients()).hasSize(200);
    }

    @Test
    void spellsForeignDomainsInAsciiAndShowsAddressesThatCannotBe() {
        ComposedMail mail = compose(MailSamples.to(
                MailSamples.named("Jörg", "joerg@bücher.example"), MailSamples.named("", "jörg@example.org")));

        assertThat(mail.raw("To"))
                .contains("<joerg@xn--bcher-kva.example>,")
                .endsWith("=?UTF-8?Q?j=C3=B6rg=40example=2Eorg?=:;");
    }

    @Test
    void keepsFirstAndLastOfManyReferences() {
        List<MessageId> many = IntStream.range(0, 500)
                .mapToObj(i -> new MessageId("r" + i + "@example.org"))
                .toList();
        String references = compose(MailSamples.threaded(many.getLast(), many)).raw("References");

        assertThat(MessageId.parseAll(references))
                .hasSize(20)
                .startsWith(many.getFirst())
                .endsWith(many.get(498), many.get(499));
    }

    @Test
    void leavesOutMessageIdsThatAsciiCannotSpell() {
        MessageId odd = new MessageId("ü\u0085x\u2028y@example.org");
        ComposedMail mail = compose(MailSamples.threaded(odd, List.of(odd, new MessageId("good@example.org"))));

        assertThat(mail.headerNames()).doesNotContain("In-Reply-To");
        assertThat(mail.raw("References")).isEqualTo("<good@example.org>");
    }

    @Test
    void longestMessageIdFitsOnALine() {
        MessageId longest = new MessageId("x".repeat(995));
        ComposedMail mail = compose(MailSamples.threaded(longest, List.of(longest, longest)));

        assertThat(mail.headerLines()).allMatch(line -> line.length() <= 998);
        assertThat(MessageId.parseAll(mail.raw("References"))).containsExactly(longest, longest);
    }

    @Test
    void putsHtmlBesideText() throws Exception {
        ComposedMail mail =
                compose(MailSamples.answer(new Body("Hello", "Grüße", Optional.of("<p>Grüße</p>"), List.of())));
        MimeMultipart parts = (MimeMultipart) mail.read().getContent();

        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContent()).isEqualTo("Grüße\r\n");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
        assertThat(parts.getBodyPart(1).getContent()).isEqualTo("<p>Grüße</p>\r\n");
    }

    @Test
    void putsPicturesBesideTheHtmlThatShowsThem() throws Exception {
        Attachment shown =
                new Attachment("logo.png", "image/png", true, Optional.of("logo@example.com"), Bytes.of("P"));
        Attachment other = new Attachment("x.png", "image/png", true, Optional.of("other@example.com"), Bytes.of("Q"));
        String html = "<img src=\"cid:logo@example.com\">";
        ComposedMail mail =
                compose(MailSamples.answer(new Body("Hello", "a", Optional.of(html), List.of(shown, other))));
        MimeMultipart mixed = (MimeMultipart) mail.read().getContent();
        MimeMultipart alternative = (MimeMultipart) mixed.getBodyPart(0).getContent();
        MimeMultipart related = (MimeMultipart) alternative.getBodyPart(1).getContent();

        assertThat(related.getContentType()).startsWith("multipart/related");
        assertThat(related.getBodyPart(1).getHeader("Content-ID")).containsExactly("<logo@example.com>");
        assertThat(related.getBodyPart(1).getDisposition()).isEqualTo("inline");
        assertThat(mixed.getBodyPart(1).getFileName()).isEqualTo("x.png");
        assertThat(mixed.getBodyPart(1).getDisposition()).isEqualTo("attachment");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 56, 57, 58, 1000, 100_000})
    void attachmentArrivesByteForByte(int size) throws Exception {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        BodyPart part = onlyAttachment(
                new Attachment("data.bin", "application/zip", false, Optional.empty(), Bytes.wrap(bytes)));

        assertThat(part.getInputStream().readAllBytes()).isEqualTo(bytes);
        assertThat(part.getContentType()).isEqualTo("application/zip");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "invoice.pdf",
                "my \"best\" file.pdf",
                "Rechnung für März.pdf",
                "請求書.pdf",
                "=?utf-8?q?x?=.pdf",
                "a name that is rather long but has only plain letters in it, as some scanners write them, 2025-03-09.pdf",
                "ein Name, der recht lang ist und in dem überall Umlaute stehen, wie größere Behörden sie schätzen.pdf"
            })
    void fileNameArrivesAsItWas(String name) throws Exception {
        ComposedMail mail = compose(MailSamples.withAttachments(file(name)));
        String disposition =
                ((MimeMultipart) mail.read().getContent()).getBodyPart(1).getHeader("Content-Disposition")[0];

        assertThat(new jakarta.mail.internet.ContentDisposition(disposition).getParameter("filename"))
                .isEqualTo(name);
    }

    @Test
    void cleansFileNamesThatAreTraps() throws Exception {
        assertThat(onlyAttachment(file("../../etc/passwd")).getFileName()).isEqualTo(".._.._etc_passwd");
        assertThat(onlyAttachment(file("cod\u202Efdp.exe")).getFileName()).isEqualTo("codfdp.exe");
        assertThat(onlyAttachment(file("a\r\nX-Evil: 1.pdf")).getFileName()).isEqualTo("a X-Evil: 1.pdf");
        assertThat(onlyAttachment(file("n".repeat(4000) + ".pdf")).getFileName())
                .hasSize(200)
                .endsWith(".pdf");
    }

    @Test
    void attachesWholeMailsAsTheyAre() throws Exception {
        String inner = "From: a@example.org\r\nSubject: =?utf-8?q?x?=\r\n\r\n.\r\n--=_x\r\nno line end";
        BodyPart part = onlyAttachment(new Attachment("", "message/rfc822", false, Optional.empty(), Bytes.of(inner)));
        String sent = compose(MailSamples.withAttachments(
                        new Attachment("", "message/rfc822", false, Optional.empty(), Bytes.of(inner))))
                .text();

        assertThat(part.getContentType()).isEqualTo("message/rfc822");
        assertThat(sent).contains("\r\n\r\n" + inner + "\r\n--=_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8-bit ü\r\n", "bare LF\n", "bare CR\rx\r\n", "NUL\0\r\n", "ends in CR\r"})
    void attachesWholeMailsThatWouldBeChangedAsFiles(String inner) throws Exception {
        BodyPart part = onlyAttachment(
                new Attachment("", "message/rfc822", false, Optional.empty(), Bytes.of("Subject: x\r\n\r\n" + inner)));

        assertThat(part.getContentType()).isEqualTo("application/octet-stream");
        assertThat(part.getFileName()).isEqualTo("message.eml");
        assertThat(part.getInputStream().readAllBytes())
                .isEqualTo(Bytes.of("Subject: x\r\n\r\n" + inner).toArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain\r\nX-Evil: 1", "multipart/mixed", "message/partial", "", "x", "a/b;c=d"})
    void labelsWhatHasNoUsableLabelAsBytes(String label) throws Exception {
        BodyPart part =
                onlyAttachment(new Attachment("x", label, false, Optional.of("a>\r\nX-Evil: 1"), Bytes.of("x")));

        assertThat(part.getContentType()).isEqualTo("application/octet-stream");
        assertThat(part.getHeader("Content-ID")).isNull();
    }

    @Test
    void everyTextArrivesAsItWas() throws Exception {
        Random random = new Random(20250309);
        List<String> bits = List.of(
                "a",
                "word ",
                " ",
                "\t",
                "\n",
                "\n\n",
                ".",
                "\n.\n",
                "From ",
                "\nFrom x",
                "=",
                "=3D",
                "ü",
                "日本語",
                "🖨️",
                "\u0085",
                "\u2028",
                "x".repeat(200),
                "x".repeat(1200),
                "-- \n",
                "--=_",
                "\u0001",
                "\u007F");
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(30), 0, bits.size()).forEach(n -> text.append(bits.get(n)));
            ComposedMail mail = compose(MailSamples.withText(text.toString()));
            String expected = (text.toString().endsWith("\n") ? text.toString() : text + "\n").replace("\n", "\r\n");

            assertThat(mail.read().getContent()).as("seed 20250309, round " + i).isEqualTo(expected);
            assertFitForEveryServer(mail);
        }
    }

    /** C7: whatever stands in it, the mail has no line that ends a mail, none too long, no stray CR or LF, no 8-bit byte. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\n.\nb",
                "a\r\n.\rb",
                "a\r.\r\nb",
                "a\r.\rb",
                "a\n.\r\nb",
                "a\r\n.\r\nb",
                "a\r\n.\nb",
                "\0.\0",
                "a\r\r\nb",
                ".\n",
                "."
            })
    void noTextEndsAMail(String text) {
        ComposedMail mail = compose(MailSamples.withText(text));

        assertFitForEveryServer(mail);
        assertThat(mail.text()).doesNotContain("\r\n.");
    }

    private static void assertFitForEveryServer(ComposedMail mail) {
        assertThat(mail.text()).endsWith("\r\n").matches(text -> text.chars().allMatch(c -> c > 0 && c < 128));
        assertThat(mail.text().replace("\r\n", "")).doesNotContain("\r", "\n");
        assertThat(Arrays.stream(mail.text().split("\r\n"))).allMatch(line -> line.length() <= 998);
    }

    private static Attachment file(String name) {
        return new Attachment(name, "application/pdf", false, Optional.empty(), Bytes.of("x"));
    }

    private static BodyPart onlyAttachment(Attachment attachment) throws Exception {
        return ((MimeMultipart)
                        compose(MailSamples.withAttachments(attachment)).read().getContent())
                .getBodyPart(1);
    }
}
