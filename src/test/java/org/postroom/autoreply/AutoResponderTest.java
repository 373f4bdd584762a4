package org.postroom.autoreply;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.agent.BusinessHours;
import org.postroom.agent.Department;
import org.postroom.agent.DepartmentMail;
import org.postroom.agent.Holidays;
import org.postroom.agent.OpenHours;
import org.postroom.agent.SampleCompany;
import org.postroom.autoreply.AutoReplyFacts.Verdict;
import org.postroom.autoreply.AutoReplySettings.SubjectStyle;
import org.postroom.autoreply.Enquiry.TicketRef;
import org.postroom.conversation.ReplyToken;
import org.postroom.conversation.ReplyTokens;
import org.postroom.conversation.TokenVerdict;
import org.postroom.conversation.ViewLink;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.OutgoingMail;
import org.postroom.mail.compose.MailComposer;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.storage.TestDatabases;
import org.postroom.template.TemplateDirectory;
import org.postroom.template.Templates;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketNumber;

class AutoResponderTest {
    /** A Sunday. */
    private static final Instant NOW = Instant.parse("2026-11-22T15:30:00Z");

    private static final Verdict PERSON = new Verdict(true, "A person");
    private static final TicketRef TICKET = new TicketRef(new TicketId(42), new TicketNumber("SUP", 1042));

    @TempDir
    private Path directory;

    private final InstantSource clock = InstantSource.fixed(NOW);
    private final ReplyTokens tokens = Writers.tokens(clock);
    private Database database;
    private AutoReplySettings settings = AutoReplySettings.DEFAULT;
    private Templates templates = Writers.TEMPLATES;
    private TicketLinks links = Writers.noLinks();

    @BeforeEach
    void open() {
        database = TestDatabases.sqlite(directory);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void answersANewTicketWithItsNumber() {
        OutgoingMail mail = written(newTicket(Customers.mail("The printer stops")));

        assertThat(mail.body().subject()).isEqualTo("Re: The printer stops [SUP-1042]");
        assertThat(mail.body().text()).contains("SUP-1042", "Acme Support");
        assertThat(mail.body().html().orElseThrow()).contains("SUP-1042");
        assertThat(mail.sender().from()).isEqualTo(SampleCompany.support().from());
        assertThat(mail.recipients().to()).containsExactly(NamedAddress.of(Customers.CLARA));
        assertThat(mail.recipients().cc()).isEmpty();
    }

    @Test
    void sendsAsRfc3834AutoRepliedFromTheNullPath() {
        OutgoingMail mail = written(newTicket(Customers.mail("x")));
        String raw = MailComposer.compose(mail).latin1();

        assertThat(mail.sender().envelope()).isEmpty();
        assertThat(raw).containsIgnoringCase("Auto-Submitted: auto-replied");
        assertThat(raw).contains("In-Reply-To: <m1@example.org>");
        assertThat(mail.references())
                .extracting(id -> id.value())
                .containsExactly("r1@example.org", "m0@example.org", "m1@example.org");
    }

    @Test
    void carriesATokenForTheTicketInMessageIdAndReplyTo() {
        OutgoingMail mail = written(newTicket(Customers.mail("x")));
        String token = mail.messageId().value().replaceAll("\\..*", "");

        assertThat(tokens.verify(token, List.of()))
                .isEqualTo(new TokenVerdict.Valid(ReplyToken.forCustomer(TICKET.id(), NOW)));
        assertThat(mail.messageId().value()).endsWith("@example.com");
        assertThat(mail.sender().replyTo().orElseThrow().address().detail()).contains(token);
    }

    @Test
    void setsNoReplyToWhereTheAddressTakesNoPlusParts() {
        DepartmentMail plain = new DepartmentMail(
                SampleCompany.support().addresses(),
                "Acme Support",
                java.util.Locale.ENGLISH,
                SampleCompany.SMTP,
                false,
                "View your ticket online");
        Department department = SampleCompany.support().withMail(plain);

        assertThat(written(new Enquiry(
                                department, Customers.mail("x"), PERSON, Occasion.NEW_TICKET, Optional.of(TICKET)))
                        .sender()
                        .replyTo())
                .isEmpty();
    }

    @Test
    void saysWhenWeAreBack() {
        Department department = SampleCompany.support()
                .withHours(new BusinessHours(
                        SampleCompany.ZONE,
                        Map.of(DayOfWeek.MONDAY, List.of(new OpenHours(LocalTime.of(9, 0), LocalTime.of(17, 0)))),
                        Holidays.none()));

        OutgoingMail mail =
                written(new Enquiry(department, Customers.mail("x"), PERSON, Occasion.NEW_TICKET, Optional.of(TICKET)));

        assertThat(mail.body().text()).contains("We are back on Monday, November 23, 2026 at 9:00 AM\n(Europe/Berlin)");
    }

    @Test
    void namesTheHolidayInTheLanguageOfTheDepartment() {
        OutgoingMail english = written(onHoliday("Thanksgiving <3", Locale.ENGLISH));
        OutgoingMail german = written(onHoliday("Buß- und Bettag", Locale.GERMAN));
        OutgoingMail unnamed = written(onHoliday("", Locale.ENGLISH));

        assertThat(english.body().text())
                .contains("We are closed today: Thanksgiving <3.\nWe are back on Monday, November 23, 2026 at 9:00 AM");
        assertThat(english.body().html().orElseThrow()).contains("We are closed today: Thanksgiving &lt;3.");
        assertThat(german.body().text())
                .contains(
                        "Wir haben heute geschlossen: Buß- und Bettag.\nWir sind ab Montag, 23. November 2026, 09:00");
        assertThat(unnamed.body().text()).contains("We are back on Monday").doesNotContain("closed today");
    }

    private static Enquiry onHoliday(String holiday, Locale language) {
        OpenHours day = new OpenHours(LocalTime.of(9, 0), LocalTime.of(17, 0));
        DepartmentMail usual = SampleCompany.support().mail();
        Department department = SampleCompany.support()
                .withMail(new DepartmentMail(
                        usual.addresses(),
                        usual.displayName(),
                        language,
                        usual.smtp(),
                        usual.plusAddresses(),
                        usual.linkText()))
                .withHours(new BusinessHours(
                        SampleCompany.ZONE,
                        Map.of(DayOfWeek.SUNDAY, List.of(day), DayOfWeek.MONDAY, List.of(day)),
                        new Holidays(Map.of(LocalDate.of(2026, 11, 22), holiday), Map.of())));
        return new Enquiry(department, Customers.mail("x"), PERSON, Occasion.NEW_TICKET, Optional.of(TICKET));
    }

    @Test
    void rejectsByPolicyWithoutATicket() {
        OutgoingMail mail = written(new Enquiry(
                SampleCompany.support(),
                Customers.mail("x"),
                PERSON,
                Occasion.NEW_TICKETS_NOT_ALLOWED,
                Optional.empty()));

        assertThat(mail.body().text()).contains("does not take new");
        assertThat(mail.sender().replyTo()).isEmpty();
        assertThat(mail.messageId().value()).matches("postroom\\.\\d+@example\\.com");
    }

    @Test
    void rejectsALockedTicketAndShowsItsNumberOnce() {
        OutgoingMail mail = written(new Enquiry(
                SampleCompany.support(),
                Customers.mail("Re: Old matter [SUP-1042]"),
                PERSON,
                Occasion.TICKET_LOCKED,
                Optional.of(TICKET)));

        assertThat(mail.body().subject()).isEqualTo("Re: Old matter [SUP-1042]");
        assertThat(mail.body().text()).contains("can no longer be continued");
    }

    @Test
    void writesNothingOnceTheAddressHasHadThree() {
        for (int i = 0; i < 3; i++) {
            written(newTicket(Customers.mail("Storm " + i)));
        }

        assertThat(answer(newTicket(Customers.mail("Storm 4"))))
                .isEqualTo(new AutoAnswer.OverLimit(
                        Limit.toAddress(Customers.CLARA, AutoReplyLimits.DEFAULT),
                        Customers.CLARA,
                        "The limit of automatic mails to clara@example.org is reached: 3 in 30 minutes"));
    }

    @Test
    void takesNothingFromTheBudgetForMailThatIsNotAnswered() {
        Enquiry robot = new Enquiry(
                SampleCompany.support(),
                Customers.mail("x"),
                new Verdict(false, "A robot"),
                Occasion.NEW_TICKET,
                Optional.of(TICKET));
        for (int i = 0; i < 10; i++) {
            assertThat(answer(robot)).isEqualTo(new AutoAnswer.Withheld("A robot"));
        }

        assertThat(answer(newTicket(Customers.mail("x")))).isInstanceOf(AutoAnswer.Written.class);
    }

    @Test
    void answersNoMailThatClaimsToBeOurs() {
        NamedAddress ours = new NamedAddress("Sales", EmailAddress.of("sales+x@example.com"));

        assertThat(answer(newTicket(Customers.mail(ours, "x", "y", List.of()))))
                .isEqualTo(new AutoAnswer.Withheld("The mail comes from an address of our own"));
    }

    /** FAULTS I9: what a stranger writes cannot be sent to somebody else by our hand. */
    @Test
    void carriesNothingOfTheSendersChoosingButAPlainSubject() {
        NamedAddress from = new NamedAddress("NAMECANARY Visit", EmailAddress.of("victim@example.org"));
        IncomingMail mail = Customers.mail(
                from,
                "Prize https://LINKCANARY.example.net/x MAILCANARY@example.net DOMAINCANARY.example.com "
                        + "SUBJECTWORD " + "long ".repeat(40) + "ENDCANARY",
                "BODYCANARY\n{{ 7*7 }}",
                List.of(Customers.file("FILECANARY.pdf", "CONTENTCANARY")));

        for (Occasion occasion :
                List.of(Occasion.NEW_TICKET, Occasion.NEW_TICKETS_NOT_ALLOWED, Occasion.TICKET_LOCKED)) {
            OutgoingMail answer =
                    written(new Enquiry(SampleCompany.support(), mail, PERSON, occasion, Optional.of(TICKET)));
            String sent = SentBytes.everythingIn(MailComposer.compose(answer));

            assertThat(sent).contains("SUBJECTWORD");
            assertThat(sent).doesNotContain("CANARY");
            assertThat(answer.body().attachments()).isEmpty();
        }
    }

    @Test
    void leavesOutEvenTheSubjectWhenConfWantsItNeutral() {
        settings = new AutoReplySettings(true, Set.of(), SubjectStyle.NEUTRAL);

        OutgoingMail mail = written(newTicket(Customers.mail("SUBJECTWORD")));

        assertThat(mail.body().subject()).isEqualTo("We have your message [SUP-1042]");
        assertThat(SentBytes.everythingIn(MailComposer.compose(mail))).doesNotContain("SUBJECTWORD");
    }

    @Test
    void linksToTheCustomersViewOfTheTicket() {
        CountedLinks made = page();
        String text = written(newTicket(Customers.mail("x"))).body().text();

        assertThat(text).contains("\nView your ticket online:\nhttps://help.example.com/view/" + CountedLinks.token(1));
        assertThat(made.made())
                .containsExactly(
                        new ViewLink(TICKET.id(), Customers.CLARA, NOW, NOW.plus(java.time.Duration.ofDays(90))));
    }

    @Test
    void linksInTheRejectionOfALockedTicketAndInNoOther() {
        CountedLinks made = page();
        assertThat(written(enquiry(Occasion.TICKET_LOCKED)).body().html().orElseThrow())
                .contains("href=\"https://help.example.com/view/" + CountedLinks.token(1) + "\"");
        assertThat(written(enquiry(Occasion.NEW_TICKETS_NOT_ALLOWED)).body().text())
                .doesNotContain("/view/");
        assertThat(made.made()).hasSize(1);
    }

    /** Whoever names a stranger's address in From must not read what is answered to the stranger. */
    @Test
    void givesNoLinkAndNoTokenToAReturnPathThatIsNotTheCustomers() {
        CountedLinks made = page();
        IncomingMail mail = Customers.mail("x");
        IncomingMail.Correspondents whose = mail.correspondents();
        EmailAddress mallory = EmailAddress.of("mallory@stranger.example.net");
        IncomingMail forged = new IncomingMail(
                mail.headers(),
                new IncomingMail.Correspondents(
                        whose.from(), whose.replyTo(), whose.to(), whose.cc(), new IncomingMail.ReturnPath.Of(mallory)),
                mail.thread(),
                mail.subject(),
                mail.date(),
                mail.content(),
                mail.problems());

        OutgoingMail answer = written(newTicket(forged));
        assertThat(answer.recipients().envelope()).containsExactly(mallory);
        assertThat(answer.body().text()).doesNotContain("/view/");
        assertThat(made.made()).isEmpty();
        assertThat(answer.messageId().value()).matches("postroom\\.\\d+@example\\.com");
        assertThat(answer.sender().replyTo()).isEmpty();
    }

    @Test
    void makesNoLinkWhereTheTemplateHasNone() {
        templates = TemplateDirectory.copiedTo(directory.resolve("templates"))
                .write("_link.txt", "")
                .write("_link.html", "")
                .load();
        CountedLinks made = page();
        assertThat(written(newTicket(Customers.mail("x"))).body().text()).doesNotContain("/view/");
        assertThat(made.made()).isEmpty();
    }

    @Test
    void pointsNowhereWhereConfNamesNoPage() {
        assertThat(SentBytes.everythingIn(MailComposer.compose(written(newTicket(Customers.mail("x"))))))
                .doesNotContain("/view/", "online");
    }

    private CountedLinks page() {
        CountedLinks made = new CountedLinks();
        links = Writers.links(made, templates);
        return made;
    }

    private static Enquiry enquiry(Occasion occasion) {
        return new Enquiry(SampleCompany.support(), Customers.mail("x"), PERSON, occasion, Optional.of(TICKET));
    }

    private OutgoingMail written(Enquiry enquiry) {
        AutoAnswer answer = answer(enquiry);
        assertThat(answer).isInstanceOf(AutoAnswer.Written.class);
        return ((AutoAnswer.Written) answer).mail();
    }

    private AutoAnswer answer(Enquiry enquiry) {
        AutoResponder responder = new AutoResponder(
                new AutoResponder.Settings(SampleCompany::organisation, _ -> settings, () -> AutoReplyLimits.DEFAULT),
                SendBudget.jdbi(),
                Silence.never(),
                new AutoResponder.Writing(templates, tokens, links, new Ids(clock, 1)),
                clock);
        return database.write(transaction -> responder.answer(transaction, enquiry));
    }

    private static Enquiry newTicket(IncomingMail mail) {
        return new Enquiry(SampleCompany.support(), mail, PERSON, Occasion.NEW_TICKET, Optional.of(TICKET));
    }
}
