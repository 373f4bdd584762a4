package org.postroom.mail.quote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postroom.mail.EmailAddress;

/** Mails forwarded within the text, as mail programs of many languages write them: what their headers say, and where they begin. */
class ForwardedMailTest {
    /**
     * One form a paragraph: the program, whether the subject says "forwarded", the date as it is read, and the text between the
     * covering words and the forwarded ones. The sender is Carl Example, carl@example.org, the subject "Broken printer".
     */
    private static final String FORMS = """
            ## Gmail, English | no | Mon, 2 Mar 2026 at 09:00
            ---------- Forwarded message ---------
            From: Carl Example <carl@example.org>
            Date: Mon, 2 Mar 2026 at 09:00
            Subject: Broken printer
            To: Anna Berg <anna@example.net>


            ## Gmail, German | no | Mo., 2. März 2026 um 09:00 Uhr
            ---------- Forwarded message ---------
            Von: Carl Example <carl@example.org>
            Date: Mo., 2. März 2026 um 09:00 Uhr
            Subject: Broken printer
            To: <anna@example.net>

            ## Gmail on a telephone, French | no | lun. 2 mars 2026, 09:00
            ---------- Forwarded message ---------
            De : Carl Example <carl@example.org>
            Date : lun. 2 mars 2026, 09:00
            Objet : Broken printer
            À : Anna Berg <anna@example.net>

            ## Outlook desktop, English | yes | Monday, March 2, 2026 9:00 AM
            From: Carl Example <carl@example.org>
            Sent: Monday, March 2, 2026 9:00 AM
            To: Anna Berg <anna@example.net>
            Subject: Broken printer

            ## Outlook desktop of before, English | yes | Monday, March 02, 2026 9:00 AM
            -----Original Message-----
            From: Carl Example [mailto:carl@example.org]
            Sent: Monday, March 02, 2026 9:00 AM
            To: Anna Berg
            Subject: Broken printer

            ## Outlook desktop, German | yes | Montag, 2. März 2026 09:00
            Von: Carl Example <carl@example.org>
            Gesendet: Montag, 2. März 2026 09:00
            An: Anna Berg <anna@example.net>
            Betreff: Broken printer
            Priorität: Hoch

            ## Outlook on the web, Spanish | yes | lunes, 2 de marzo de 2026 9:00
            ________________________________
            De: Carl Example <carl@example.org>
            Enviado: lunes, 2 de marzo de 2026 9:00
            Para: Anna Berg <anna@example.net>
            Asunto: Broken printer

            ## Outlook on a telephone, Italian, in bold | yes | lunedì 2 marzo 2026 09:00:12
            ________________________________
            *Da:* Carl Example <carl@example.org>
            *Inviato:* lunedì 2 marzo 2026 09:00:12
            *A:* Anna Berg <anna@example.net>
            *Oggetto:* Broken printer

            ## Apple Mail, English | no | 2 March 2026 at 09:00:12 CET
            Begin forwarded message:

            From: Carl Example <carl@example.org>
            Subject: Broken printer
            Date: 2 March 2026 at 09:00:12 CET
            To: Anna Berg <anna@example.net>

            ## Apple Mail, Dutch | no | 2 maart 2026 om 09:00:12 CET
            Begin doorgestuurd bericht:

            Van: Carl Example <carl@example.org>
            Onderwerp: Broken printer
            Datum: 2 maart 2026 om 09:00:12 CET
            Aan: anna@example.net

            ## iPhone, Finnish, of a line that no list has | no | 2. maaliskuuta 2026 klo 9.00.12
            Välitetty viesti alkaa tästä:

            Lähettäjä: Carl Example <carl@example.org>
            Päivämäärä: 2. maaliskuuta 2026 klo 9.00.12
            Vastaanottaja: anna@example.net
            Aihe: Broken printer

            ## Thunderbird, English, labels and tabs | no | Mon, 2 Mar 2026 09:00:12 +0100
            -------- Forwarded Message --------
            Subject: \tBroken printer
            Date: \tMon, 2 Mar 2026 09:00:12 +0100
            From: \tCarl Example <carl@example.org>
            To: \tanna@example.net

            ## Thunderbird, Polish | no | Mon, 2 Mar 2026 09:00:12 +0100
            -------- Wiadomość przekazana dalej --------
            Temat: \tBroken printer
            Data: \tMon, 2 Mar 2026 09:00:12 +0100
            Nadawca: \tCarl Example <carl@example.org>
            Adresat: \tanna@example.net

            ## Yahoo | no | Monday, March 2, 2026 at 09:00:12 AM GMT+1
            ----- Forwarded Message -----
            From: "Carl Example" <carl@example.org>
            To: "Anna Berg" <anna@example.net>
            Sent: Monday, March 2, 2026 at 09:00:12 AM GMT+1
            Subject: Broken printer

            ## Notes | no | 02.03.2026 09:00
            ----- Forwarded by Anna Berg/Acme on 02.03.2026 10:15 -----

            From:   "Carl Example" <carl@example.org>
            To:     anna@example.net
            Date:   02.03.2026 09:00
            Subject:        Broken printer

            ## GMX, with the time first | yes | Montag, 02. März 2026 um 09:00 Uhr
            Gesendet: Montag, 02. März 2026 um 09:00 Uhr
            Von: "Carl Example" <carl@example.org>
            An: anna@example.net
            Betreff: Broken printer

            ## Samsung | yes | 02/03/2026 09:00 (GMT+01:00)
            -------- Original message --------
            From: Carl Example <carl@example.org>
            Date: 02/03/2026 09:00 (GMT+01:00)
            To: anna@example.net
            Subject: Broken printer

            ## Proton | no | On Monday, March 2nd, 2026 at 9:00 AM
            ------- Forwarded Message -------
            From: Carl Example <carl@example.org>
            Date: On Monday, March 2nd, 2026 at 9:00 AM
            Subject: Broken printer
            To: anna@example.net

            ## Zoho, blanks before colons | no | Mon, 02 Mar 2026 09:00:12 +0100
            ============ Forwarded message ============
            From : Carl Example <carl@example.org>
            To : "Anna"<anna@example.net>
            Date : Mon, 02 Mar 2026 09:00:12 +0100
            Subject : Broken printer
            ============ Forwarded message ============

            ## mutt | no | Mon, 2 Mar 2026 09:00:12 +0100
            ----- Forwarded message from Carl Example <carl@example.org> -----

            Date: Mon, 2 Mar 2026 09:00:12 +0100
            From: Carl Example <carl@example.org>
            To: anna@example.net
            Subject: Broken printer

            ## Mail.ru, Russian | no | Понедельник, 2 марта 2026, 9:00 +03:00
            -------- Пересылаемое сообщение --------
            От кого: Carl Example <carl@example.org>
            Кому: anna@example.net
            Дата: Понедельник, 2 марта 2026, 9:00 +03:00
            Тема: Broken printer

            ## QQ, Chinese | no | 2026年3月2日(星期一) 上午9:00
            ------------------ 转发邮件 ------------------
            发件人: "Carl Example"<carl@example.org>;
            发送时间: 2026年3月2日(星期一) 上午9:00
            收件人: "anna"<anna@example.net>;
            主题: Broken printer;

            ## Outlook, Japanese, wide colons | yes | 2026年3月2日 9:00
            差出人： Carl Example <carl@example.org>
            送信日時： 2026年3月2日 9:00
            宛先： Anna Berg
            件名： Broken printer

            ## Outlook, Turkish | yes | 2 Mart 2026 Pazartesi 09:00
            Kimden: Carl Example <carl@example.org>
            Gönderildi: 2 Mart 2026 Pazartesi 09:00
            Kime: anna@example.net
            Konu: Broken printer

            ## Apple Mail, Swedish, folded | no | 2 mars 2026 09:00:12 CET
            Vidarebefordrat brev:

            Från: Carl Example
             <carl@example.org>
            Ämne: Broken printer
            Datum: 2 mars 2026 09:00:12 CET
            Till: anna@example.net
            """;

    record Form(String program, boolean subjectSaysSo, String date, String block) {
        static Form of(String paragraph) {
            String[] parts = paragraph.split("\n", 2);
            String[] facts = parts[0].split(" \\| ");
            return new Form(facts[0], facts[1].equals("yes"), facts[2].strip(), parts[1].stripTrailing());
        }
    }

    static Stream<Arguments> forms() {
        return Arrays.stream(FORMS.split("## "))
                .filter(paragraph -> !paragraph.isBlank())
                .map(Form::of)
                .map(form -> Arguments.of(form.program(), form));
    }

    private static final String WORDS = "Hello Anna,\n\nit does not print.\n\nCarl";

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void readsTheHeaderOfEachProgram(String program, Form form) {
        ForwardedMail mail = ForwardedMail.in(
                        "#assign ben\nPlease help Carl.\n\n" + form.block() + "\n\n" + WORDS + "\n",
                        form.subjectSaysSo())
                .orElseThrow();
        assertThat(mail.before()).isEqualTo("#assign ben\nPlease help Carl.");
        assertThat(mail.header())
                .isEqualTo(new ForwardedHeader(
                        "Carl Example",
                        Optional.of(EmailAddress.of("carl@example.org")),
                        form.date(),
                        "Broken printer"));
        assertThat(mail.text()).endsWith(WORDS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void readsItQuotedAndWithoutWordsAbove(String program, Form form) {
        String[] lines = form.block().split("\n", 2);
        boolean announced = !form.subjectSaysSo();
        String text = announced
                ? lines[0] + "\n\n" + quoted(lines[1].strip() + "\n\n" + WORDS)
                : form.block() + "\n\n" + WORDS;
        ForwardedMail mail = ForwardedMail.in(text, form.subjectSaysSo()).orElseThrow();
        assertThat(mail.before()).isEmpty();
        assertThat(mail.header().address()).contains(EmailAddress.of("carl@example.org"));
        assertThat(mail.text()).endsWith(WORDS);
    }

    private static String quoted(String text) {
        return text.lines().map(line -> "> " + line + "\n").reduce("", String::concat);
    }

    @Test
    void aNameWithoutAnAddressIsNoSender() {
        ForwardedMail mail = ForwardedMail.in("""
                        FYI

                        Von: Example, Carl
                        Gesendet: Montag, 2. März 2026 09:00
                        An: Berg, Anna
                        Betreff: Broken printer

                        It does not print.
                        """, true).orElseThrow();
        assertThat(mail.header().name()).isEqualTo("Example, Carl");
        assertThat(mail.header().address()).isEmpty();
        assertThat(mail.text()).isEqualTo("It does not print.");
    }

    @Test
    void takesTheAddressFromAnyBrackets() {
        Stream.of(
                        "Carl Example <carl@example.org<mailto:carl@example.org>>",
                        "\"Carl Example\" [carl@example.org]",
                        "'Carl Example' <mailto:carl@example.org>",
                        "Carl Example (carl@example.org)",
                        "Carl Example carl@example.org",
                        "*Carl Example* <carl@example.org>;")
                .map(sender -> ForwardedHeader.of(sender, "", ""))
                .forEach(header -> assertThat(header)
                        .isEqualTo(new ForwardedHeader(
                                "Carl Example", Optional.of(EmailAddress.of("carl@example.org")), "", "")));
        assertThat(ForwardedHeader.of("carl@example.org", "", "").name()).isEmpty();
    }

    @Test
    void readsWhatYandexWritesInPlaceOfAHeader() {
        ForwardedMail mail = ForwardedMail.in("""
                        -------- Пересылаемое сообщение --------
                        02.03.2026, 09:00, "Carl Example" <carl@example.org>:

                        It does not print.
                        -------- Конец пересылаемого сообщения --------
                        """, false).orElseThrow();
        assertThat(mail.header())
                .isEqualTo(new ForwardedHeader(
                        "Carl Example", Optional.of(EmailAddress.of("carl@example.org")), "02.03.2026, 09:00", ""));
    }

    @Test
    void theFirstHeaderIsTheMailsAndOlderOnesBelowAreItsText() {
        String older = "---------- Forwarded message ---------\nFrom: Eva <eva@example.com>\nSubject: Old\n\nOld words";
        ForwardedMail mail = ForwardedMail.in(
                        "---------- Forwarded message ---------\nFrom: Carl <carl@example.org>\nSubject: New\n\nNew words\n\n"
                                + older,
                        false)
                .orElseThrow();
        assertThat(mail.header().subject()).isEqualTo("New");
        assertThat(mail.text()).isEqualTo("New words\n\n" + older);
    }

    @Test
    void anAnswerIsNoForwardedMail() {
        String answer =
                "Thanks!\n\nFrom: Carl <carl@example.org>\nSent: today\nTo: Anna\nSubject: Broken printer\n\nHm";
        assertThat(ForwardedMail.in(answer, false)).isEmpty();
        assertThat(ForwardedMail.in("Thanks!\n\nOn Monday Carl <carl@example.org> wrote:\n> Hm", true))
                .isEmpty();
        assertThat(ForwardedMail.in(
                        "Thanks!\n\nOn Monday Carl <carl@example.org> wrote:\n> Begin forwarded message:\n>\n> From: Eva <eva@example.org>\n> Subject: Hm",
                        false))
                .isEmpty();
        assertThat(ForwardedMail.in("I forwarded it to Ben.\nAs I said:\nHello", false))
                .isEmpty();
    }

    @Test
    void theLineThatEndsAForwardedMailEndsIt() {
        ForwardedMail mail = ForwardedMail.in("""
                        ----- Forwarded message from carl@example.org -----
                        From: carl@example.org
                        Subject: Hm

                        Words.
                        ----- End forwarded message -----
                        Anna's signature
                        """, false).orElseThrow();
        assertThat(mail.text()).isEqualTo("Words.");
    }

    @Test
    @Timeout(60)
    void takesLinearTime() {
        assertThat(ForwardedMail.in("From: Anna\n".repeat(200_000), true)).isNotNull();
        assertThat(ForwardedMail.in("> a\n\nb\n\n".repeat(200_000), true)).isEmpty();
        assertThat(ForwardedMail.in(">".repeat(50) + " x\n" + "> From: Anna\n".repeat(200_000), true))
                .isNotNull();
        assertThat(ForwardedMail.in("-".repeat(2_000_000) + "\n" + "> ".repeat(500_000), true))
                .isNotNull();
    }

    @Test
    void blankLinesByTheThousandTakeNoStack() {
        String blanks = "\u00a0 \r\n".repeat(100_000);
        ForwardedMail found = ForwardedMail.in(
                        blanks + "  Please help.\n-----Original Message-----\nFrom: Carl <carl@example.org>\n"
                                + "Sent: Monday\nTo: Anna\nSubject: Printer\n" + blanks + "  Hello",
                        true)
                .orElseThrow();
        assertThat(found.before()).isEqualTo("  Please help.");
        assertThat(found.text()).isEqualTo("  Hello");
    }
}
