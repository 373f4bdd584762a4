package org.postroom.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.agent.Agent;
import org.postroom.agent.Department;
import org.postroom.agent.DepartmentMail;
import org.postroom.agent.SampleCompany;
import org.postroom.autoreply.CountedLinks;
import org.postroom.autoreply.Customers;
import org.postroom.autoreply.SentBytes;
import org.postroom.autoreply.TicketLinks;
import org.postroom.autoreply.Writers;
import org.postroom.conversation.ReplyToken;
import org.postroom.conversation.TokenVerdict;
import org.postroom.conversation.ViewLink;
import org.postroom.mail.Attachment;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.MessageId;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.OutgoingMail;
import org.postroom.mail.compose.MailComposer;
import org.postroom.storage.Database;
import org.postroom.storage.TestDatabases;
import org.postroom.ticket.Article;
import org.postroom.ticket.Tickets;

class AnswerWriterTest {
    private static final EmailAddress BOUNCES = EmailAddress.of("bounces@example.com");
    private static final NamedAddress DORA = new NamedAddress("Dora", EmailAddress.of("dora@example.net"));
    private static final String WORDS = "Hello Carla,\n\nplease use water.";

    @TempDir
    private Path directory;

    private Database database;
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
    void goesFromTheDepartmentToTheCustomerAndWhoTakesPart() {
        OutgoingMail mail = written(answer(Notices.TEXT));

        assertThat(mail.sender().from()).isEqualTo(SampleCompany.support().from());
        assertThat(mail.sender().envelope()).contains(BOUNCES);
        assertThat(mail.recipients().to()).containsExactly(Tickets.CARLA);
        assertThat(mail.recipients().cc()).containsExactly(DORA);
        assertThat(mail.origin()).isEqualTo(OutgoingMail.Origin.PERSON);
        assertThat(MailComposer.compose(mail).latin1()).doesNotContainIgnoringCase("Auto-Submitted");
    }

    @Test
    void isTheAgentsWordsThenTheSignatureThenTheQuote() {
        OutgoingMail mail = written(answer(Notices.TEXT));

        assertThat(mail.body().text()).isEqualTo("""
                        Hello Carla,

                        please use water.

                        Ben Cole
                        Acme, Acme Support

                        Carla Kunde wrote on November 22, 2026, 4:30 PM:
                        > Hello,
                        >
                        > the printer is on fire.
                        >
                        >> an old line
                        >
                        > Carla
                        """);
        assertThat(mail.body().html().orElseThrow()).contains("please use water.", "<blockquote");
    }

    @Test
    void answersInTheThread() {
        OutgoingMail mail = written(answer(Notices.TEXT));

        assertThat(mail.inReplyTo()).contains(new MessageId("m1@example.net"));
        assertThat(mail.references()).hasSize(20).endsWith(new MessageId("m30@example.net"));
        assertThat(mail.body().subject()).isEqualTo("Re: The printer is on fire [SUP-1042]");
    }

    @Test
    void namesNoSubjectWhereThereIsNoneThatAllMayRead() {
        AnswerWriter.Answer answer = answer(Notices.TEXT);
        AnswerWriter.Answer without = about("", SampleCompany.support(), answer);
        assertThat(written(without).body().subject()).isEqualTo("Your message [SUP-1042]");
        Department german = SampleCompany.support()
                .withMail(new DepartmentMail(
                        SampleCompany.support().addresses(),
                        "Acme Support",
                        Locale.GERMAN,
                        SampleCompany.SMTP,
                        false,
                        ""));
        assertThat(written(about("", german, answer)).body().subject()).isEqualTo("Ihre Nachricht [SUP-1042]");
    }

    private static AnswerWriter.Answer about(String subject, Department department, AnswerWriter.Answer answer) {
        return new AnswerWriter.Answer(
                answer.agent(),
                department,
                answer.ticket(),
                subject,
                answer.text(),
                answer.files(),
                answer.customer(),
                answer.copied(),
                answer.answered(),
                answer.quotes(),
                answer.conversation());
    }

    @Test
    void carriesATokenWithTheCustomersRightAlone() {
        OutgoingMail mail = written(answer(Notices.TEXT));
        String token = mail.messageId().value().replaceAll("\\..*", "");

        assertThat(Writers.tokens(Notices.CLOCK).verify(token, List.of()))
                .isEqualTo(new TokenVerdict.Valid(
                        ReplyToken.forCustomer(Notices.ticket().id(), Notices.NOW)));
    }

    @Test
    void passesFilesOn() {
        assertThat(written(answer(Notices.TEXT)).body().attachments())
                .extracting(Attachment::name)
                .containsExactly("strip.pdf");
    }

    @Test
    void quotesNothingWhenThereIsNothingToQuote() {
        AnswerWriter.Answer answer = new AnswerWriter.Answer(
                Notices.agent(SampleCompany.BEN),
                SampleCompany.support(),
                Notices.ticket(),
                "The printer is on fire",
                WORDS,
                List.of(),
                Tickets.CARLA,
                List.of(),
                Optional.empty(),
                true,
                List.of());

        assertThat(written(answer).body().text()).doesNotContain("wrote on", ">");
        assertThat(written(answer).inReplyTo()).isEmpty();
    }

    @Test
    void quotesTheCustomersOwnWordsWithoutWhatTheyQuotedInTurn() {
        String text = "And now the smoke too.\n\nOn Sunday Acme Support wrote:\n> Hello Carla,\n> please use water.\n";

        assertThat(written(answer(text)).body().text())
                .contains("> And now the smoke too.")
                .doesNotContain("> > please", ">> please");
    }

    /** SPEC F1: every byte that goes out, searched for what is the agent's own. */
    @Test
    void holdsNothingPrivateOfTheAgent() {
        OutgoingMail mail = written(answer(Notices.TEXT));

        assertThat(SentBytes.everythingIn(MailComposer.compose(mail)))
                .contains("Ben Cole", "please use water")
                .doesNotContainIgnoringCase(SampleCompany.BEN_ADDRESS.value())
                .doesNotContainIgnoringCase("ben.private")
                .doesNotContainIgnoringCase("X-Mailer")
                .doesNotContainIgnoringCase("User-Agent")
                .doesNotContainIgnoringCase("Received:")
                .doesNotContain("##-", "postroom@example.com");
    }

    @Test
    void isWrittenInTheDepartmentsLanguage() {
        DepartmentMail german = new DepartmentMail(
                SampleCompany.support().addresses(),
                "Acme Support",
                Locale.GERMAN,
                SampleCompany.SMTP,
                false,
                "Ihr Ticket online ansehen");
        AnswerWriter.Answer english = answer(Notices.TEXT);
        OutgoingMail mail = written(new AnswerWriter.Answer(
                english.agent(),
                SampleCompany.support().withMail(german),
                english.ticket(),
                english.subject(),
                WORDS,
                List.of(),
                Tickets.CARLA,
                List.of(),
                english.answered(),
                english.quotes(),
                List.of()));

        assertThat(mail.body().text()).contains("Carla Kunde schrieb am 22. November 2026");
        assertThat(mail.sender().replyTo()).isEmpty();
    }

    @Test
    void namesTheAgentWhereThereIsNoSignature() {
        Agent ben = Notices.agent(SampleCompany.BEN);
        Agent unsigned = new Agent(
                ben.id(),
                ben.name(),
                ben.addresses(),
                ben.groups(),
                ben.roles(),
                false,
                "",
                Locale.ENGLISH,
                Optional.empty());
        AnswerWriter.Answer answer = answer(Notices.TEXT);

        assertThat(written(new AnswerWriter.Answer(
                                unsigned,
                                answer.department(),
                                answer.ticket(),
                                answer.subject(),
                                WORDS,
                                List.of(),
                                Tickets.CARLA,
                                List.of(),
                                Optional.empty(),
                                true,
                                List.of()))
                        .body()
                        .text())
                .endsWith("please use water.\n\nBen Cole\nAcme, Acme Support\n");
    }

    @Test
    void linksToThePageForTheCustomerAlone() {
        CountedLinks made = new CountedLinks();
        links = Writers.links(made, Writers.TEMPLATES);
        OutgoingMail mail = written(without(DORA, answer(Notices.TEXT)));

        String url = "https://help.example.com/view/" + CountedLinks.token(1);
        assertThat(mail.body().text()).contains("Acme, Acme Support\n\nView your ticket online:\n" + url + "\n\n");
        assertThat(mail.body().html().orElseThrow()).contains("href=\"" + url + "\"");
        assertThat(made.made())
                .extracting(ViewLink::ticket, ViewLink::address)
                .containsExactly(tuple(Notices.ticket().id(), Tickets.CARLA.address()));
    }

    /** By a link of Carla's, Dora could answer as Carla. */
    @Test
    void linksNowhereInAMailThatOthersGetToo() {
        CountedLinks made = new CountedLinks();
        links = Writers.links(made, Writers.TEMPLATES);

        assertThat(SentBytes.everythingIn(MailComposer.compose(written(answer(Notices.TEXT)))))
                .doesNotContain("/view/", "online");
        assertThat(made.made()).isEmpty();
    }

    @Test
    void quotesNoLinkOfTheCustomersOwn() {
        String text = "See https://help.example.com/view/" + CountedLinks.token(7) + " please";

        assertThat(written(answer(text)).body().text())
                .contains("> See https://help.example.com/view/… please")
                .doesNotContain(CountedLinks.token(7));
    }

    private static AnswerWriter.Answer without(NamedAddress who, AnswerWriter.Answer answer) {
        return new AnswerWriter.Answer(
                answer.agent(),
                answer.department(),
                answer.ticket(),
                answer.subject(),
                answer.text(),
                answer.files(),
                answer.customer(),
                answer.copied().stream().filter(other -> !other.equals(who)).toList(),
                answer.answered(),
                answer.quotes(),
                answer.conversation());
    }

    private static AnswerWriter.Answer answer(String answeredText) {
        Article article = Notices.message(answeredText, List.of());
        List<MessageId> conversation = java.util.stream.IntStream.rangeClosed(1, 30)
                .mapToObj(number -> new MessageId("m" + number + "@example.net"))
                .toList();
        return new AnswerWriter.Answer(
                Notices.agent(SampleCompany.BEN),
                SampleCompany.support(),
                Notices.ticket(),
                "The printer is on fire",
                WORDS,
                List.of(Customers.file("strip.pdf", 80_000)),
                Tickets.CARLA,
                List.of(DORA),
                Optional.of(article),
                true,
                conversation);
    }

    private OutgoingMail written(AnswerWriter.Answer answer) {
        AnswerWriter writer =
                new AnswerWriter(SampleCompany::organisation, _ -> BOUNCES, Notices.writing(links), Notices.CLOCK);
        return database.write(transaction -> writer.write(transaction, answer));
    }
}
