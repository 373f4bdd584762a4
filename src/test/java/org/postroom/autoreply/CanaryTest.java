package org.postroom.autoreply;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.SampleCompany;
import org.postroom.autoreply.AutoReplyFacts.Verdict;
import org.postroom.autoreply.AutoReplyLimits.PerHour;
import org.postroom.autoreply.AutoReplySettings.SubjectStyle;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.Headers;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.IncomingMail.Content;
import org.postroom.mail.IncomingMail.Correspondents;
import org.postroom.mail.IncomingMail.ReturnPath;
import org.postroom.mail.IncomingMail.ThreadLinks;
import org.postroom.mail.MessageId;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.compose.MailComposer;
import org.postroom.storage.Ids;
import org.postroom.storage.TestDatabase;
import org.postroom.storage.TestDatabases;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketNumber;

/**
 * FAULTS D6, I9: nothing that a stranger wrote is in our automatic answer but the Message-IDs it answers and a short subject
 * without links. Everything else of the mail is a canary, in words, in links, in files.
 */
class CanaryTest {
    private static final int MAILS = Integer.getInteger("postroom.canary.mails", 500);
    private static final Instant NOW = Instant.parse("2026-11-22T15:30:00Z");
    private static final String CANARY = "CANARY";
    private static final List<String> LINKS = List.of(
            "https://canary.example.net/CANARY",
            "HTTP://CANARY",
            "www.CANARY.example",
            "CANARY.example.net",
            "mailto:CANARY",
            "CANARY@example.net",
            "tel:CANARY",
            "javascript:CANARY",
            "h\u200Bttps://CANARY",
            "CANARY\u3002example\u3002net",
            "ＣＡＮＡＲＹ．ｅｘａｍｐｌｅ．ｎｅｔ");

    private final TestDatabase held = TestDatabases.sqlite();
    private final InstantSource clock = InstantSource.fixed(NOW);

    @AfterEach
    void close() {
        held.close();
    }

    @Test
    void noCanaryIsInAnAutomaticAnswer() {
        for (int seed = 0; seed < MAILS; seed++) {
            String sent = answer(mail(new Random(seed)), SubjectStyle.KEEP);
            assertThat(sent).as("seed " + seed).doesNotContainIgnoringCase(CANARY);
        }
    }

    @Test
    void notEvenTheSubjectIsWhereConfWantsItNeutral() {
        for (int seed = 0; seed < MAILS / 5; seed++) {
            IncomingMail mail = mail(new Random(seed));
            String sent = answer(withSubject(mail, "Buy CANARY now"), SubjectStyle.NEUTRAL);
            assertThat(sent)
                    .as("seed " + seed)
                    .doesNotContainIgnoringCase(CANARY)
                    .doesNotContain("Buy");
        }
    }

    @Test
    void theSubjectIsShortAndOneLine() {
        String sent = answer(
                withSubject(
                        mail(new Random(1)), "Short words of a subject\r\nBcc: CANARY@example.net " + "x".repeat(500)),
                SubjectStyle.KEEP);
        assertThat(sent).contains("Short words of a subject").doesNotContain(CANARY, "x".repeat(80));
        assertThat(sent.lines()).noneMatch(line -> line.startsWith("Bcc"));
    }

    /** The sender's words are canaries, each time in another place of the subject and in other forms. */
    private static IncomingMail mail(Random random) {
        EmailAddress sender = EmailAddress.of("stranger" + random.nextInt(1_000_000) + "@example.org");
        String link = LINKS.get(random.nextInt(LINKS.size()));
        String subject = switch (random.nextInt(3)) {
            case 0 -> link + " is the subject";
            case 1 -> "The subject of " + link;
            default -> "A subject ".repeat(9) + "that is cut before CANARY " + link;
        };
        Optional<String> html = random.nextBoolean()
                ? Optional.of("<p title='CANARY'>CANARY<a href='https://canary.example.net/'>x</a>")
                : Optional.empty();
        NamedAddress canary = new NamedAddress("CANARY " + link, EmailAddress.of("canary@example.net"));
        return new IncomingMail(
                Headers.NONE,
                new Correspondents(
                        Optional.of(new NamedAddress("CANARY \r\nX-CANARY: " + link, sender)),
                        List.of(canary),
                        List.of(canary, NamedAddress.of(EmailAddress.of("support@example.com"))),
                        List.of(canary),
                        random.nextBoolean() ? new ReturnPath.Of(sender) : new ReturnPath.Unknown()),
                new ThreadLinks(
                        Optional.of(new MessageId("m" + random.nextInt() + "@example.org")), List.of(), List.of()),
                subject,
                Optional.empty(),
                new Content(
                        "CANARY\n" + link + "\n-- \nCANARY",
                        html,
                        List.of(Customers.file("CANARY.pdf", "CANARY")),
                        Optional.empty()),
                List.of());
    }

    private static IncomingMail withSubject(IncomingMail mail, String subject) {
        return new IncomingMail(
                mail.headers(),
                mail.correspondents(),
                mail.thread(),
                subject,
                mail.date(),
                mail.content(),
                mail.problems());
    }

    private String answer(IncomingMail mail, SubjectStyle style) {
        AutoReplyLimits wide = new AutoReplyLimits(
                10_000, 10_000, java.time.Duration.ofMinutes(30), new PerHour(10_000, 10_000, 10_000));
        AutoResponder responder = new AutoResponder(
                new AutoResponder.Settings(
                        SampleCompany::organisation,
                        _ -> new AutoReplySettings(true, java.util.Set.of(), style),
                        () -> wide),
                SendBudget.jdbi(),
                Silence.never(),
                new AutoResponder.Writing(
                        Writers.TEMPLATES, Writers.tokens(clock), Writers.noLinks(), new Ids(clock, 1)),
                clock);
        Enquiry enquiry = new Enquiry(
                SampleCompany.support(),
                mail,
                new Verdict(true, "A person"),
                Occasion.NEW_TICKET,
                Optional.of(new Enquiry.TicketRef(new TicketId(42), new TicketNumber("SUP", 1042))));
        AutoAnswer answer = held.database().write(transaction -> responder.answer(transaction, enquiry));
        assertThat(answer).isInstanceOf(AutoAnswer.Written.class);
        return SentBytes.everythingIn(MailComposer.compose(((AutoAnswer.Written) answer).mail()));
    }
}
