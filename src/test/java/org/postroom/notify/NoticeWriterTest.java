package org.postroom.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.Organisation;
import org.postroom.agent.SampleCompany;
import org.postroom.autoreply.CountedLinks;
import org.postroom.autoreply.Customers;
import org.postroom.autoreply.SendBudget;
import org.postroom.autoreply.SentBytes;
import org.postroom.autoreply.TicketLinks;
import org.postroom.autoreply.Writers;
import org.postroom.conversation.ReplyToken;
import org.postroom.conversation.ReplyToken.Right;
import org.postroom.conversation.TokenVerdict;
import org.postroom.mail.Attachment;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.OutgoingMail;
import org.postroom.mail.compose.MailComposer;
import org.postroom.mail.quote.QuoteSplitter;
import org.postroom.mail.quote.ReplyMarker;
import org.postroom.storage.Database;
import org.postroom.storage.TestDatabases;
import org.postroom.template.TemplateName;
import org.postroom.ticket.Article;
import org.postroom.ticket.Ticket;

class NoticeWriterTest {
    @TempDir
    private Path directory;

    private Database database;
    private Organisation organisation = SampleCompany.organisation();
    private NoticeSettings settings = NoticeSettings.DEFAULT;
    private NoticeLimits limits = NoticeLimits.DEFAULT;
    private Instant now = Notices.NOW;
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
    void tellsEveryMemberOfTheTicketsGroupInAMailOfTheirOwn() {
        List<OutgoingMail> mails = notices(news(Notices.ticket()));

        assertThat(mails)
                .extracting(mail -> mail.recipients().to().getFirst().address())
                .containsExactly(SampleCompany.ANNA_ADDRESS, SampleCompany.BEN_ADDRESS);
        assertThat(mails).allMatch(mail -> mail.recipients().envelope().size() == 1);
        assertThat(mails).extracting(OutgoingMail::messageId).doesNotHaveDuplicates();
    }

    @Test
    void tellsTheAssigneeAlone() {
        assertThat(notices(news(Notices.assignedTo(SampleCompany.BEN))))
                .extracting(mail -> mail.recipients().to().getFirst().address())
                .containsExactly(SampleCompany.BEN_ADDRESS);
    }

    @Test
    void tellsTheManagersWhereTheGroupHasNobody() {
        organisation = new Organisation(
                List.of(SampleCompany.brand()),
                List.of(SampleCompany.support(), SampleCompany.sales()),
                SampleCompany.agents().stream()
                        .filter(agent -> !agent.id().equals(SampleCompany.CARLA))
                        .toList(),
                List.of(),
                List.of());
        assertThat(notices(news(Notices.in(SampleCompany.SUPPORT_ESCALATION))))
                .extracting(mail -> mail.recipients().to().getFirst().address())
                .containsExactly(SampleCompany.ANNA_ADDRESS);
    }

    @Test
    void comesFromTheDepartmentAndFromNobodysEnvelope() {
        OutgoingMail mail = first(news(Notices.ticket()));

        assertThat(mail.sender().from()).isEqualTo(SampleCompany.support().from());
        assertThat(mail.sender().envelope()).isEmpty();
        assertThat(mail.origin()).isEqualTo(OutgoingMail.Origin.AUTO_GENERATED);
    }

    @Test
    void carriesATokenMadeForThisAgentAlone() {
        OutgoingMail mail = first(news(Notices.ticket()));

        assertThat(token(mail)).isEqualTo(valid(Right.ANSWER, SampleCompany.ANNA));
        assertThat(mail.sender().replyTo().orElseThrow().address().detail())
                .contains(mail.messageId().value().replaceAll("\\..*", ""));
    }

    @Test
    void saysThatAReplyGoesToTheCustomer() {
        assertThat(first(news(Notices.ticket())).body().text())
                .contains("A reply to this mail goes to Carla Kunde, from support@example.com.");
    }

    @Test
    void keepsAReplyInsideWhereThereIsNobodyToAnswer() {
        OutgoingMail mail = first(news(Notices.withoutCustomer()));

        assertThat(token(mail)).isEqualTo(valid(Right.INTERNAL, SampleCompany.ANNA));
        assertThat(mail.body().text()).contains("A reply to this mail stays inside", "Customer: somebody unknown\n");
    }

    @Test
    void holdsTheMessageInFullBelowTheMarker() {
        OutgoingMail mail = first(news(Notices.ticket()));

        assertThat(mail.body().text()).startsWith(ReplyMarker.TEXT + "\n").contains("\n" + Notices.TEXT + "\n");
        assertThat(mail.body().html().orElseThrow()).contains("the printer is on fire.", ReplyMarker.TEXT);
    }

    @Test
    void tellsNumberStateDepartmentCustomerNotesAndWhoAnsweredBefore() {
        String text = first(news(Notices.ticket())).body().text();

        assertThat(text)
                .contains("SUP-1042, active, not assigned", "Acme Support", "Carla Kunde <carla@example.net>")
                .contains("- Possibly related to SUP-1001")
                .contains("Answered by Ben Cole on November 22, 2026");
    }

    /** The reply with the whole notice below it, as mail programs send it. */
    @Test
    void comesOffAgainWhenTheAgentRepliesAboveIt() {
        String notice = first(news(Notices.ticket())).body().text();
        String quoted = "Please use water.\n\nAm 22.11.2026 um 16:30 schrieb Acme Support:\n"
                + notice.lines().map(line -> "> " + line + "\n").reduce("", String::concat);

        assertThat(QuoteSplitter.split(quoted).newText().strip()).isEqualTo("Please use water.");
        assertThat(QuoteSplitter.split("Please use water.\n\n" + notice)
                        .newText()
                        .strip())
                .isEqualTo("Please use water.");
    }

    @Test
    void attachesFilesUpToTheLimitAndListsTheRest() {
        settings = new NoticeSettings(Set.of(), 1000);
        List<Attachment> files =
                List.of(Customers.file("a.pdf", 600), Customers.file("b.pdf", 600), Customers.file("c.pdf", 400));

        OutgoingMail mail = first(news(Notices.ticket(), files));

        assertThat(mail.body().attachments()).extracting(Attachment::name).containsExactly("a.pdf", "c.pdf");
        assertThat(mail.body().text())
                .contains("- a.pdf (600 bytes)\n- b.pdf (600 bytes), not attached here\n- c.pdf (400 bytes)\n");
    }

    @Test
    void isWrittenInTheAgentsLanguage() {
        Agent anna = Notices.inGerman(Notices.agent(SampleCompany.ANNA));
        TicketNews news = news(Notices.assignedTo(SampleCompany.ANNA), TemplateName.AGENT_ASSIGNED, List.of());

        Organisation usual = SampleCompany.organisation();
        organisation =
                new Organisation(usual.brands(), usual.departments(), List.of(anna), usual.products(), List.of());

        OutgoingMail mail = database.<List<OutgoingMail>>write(transaction -> writer().ofHandOver(
                                transaction,
                                news,
                                new HandOver.Given(SampleCompany.ANNA),
                                Optional.of(Notices.agent(SampleCompany.BEN))))
                .getFirst();

        assertThat(mail.body().text()).contains("Ben Cole hat Ihnen dieses Ticket gegeben.", "22. November 2026");
    }

    @Test
    void isNotWrittenWhereTheDepartmentSwitchedItOff() {
        settings = new NoticeSettings(Set.of(TemplateName.AGENT_NEW_TICKET, TemplateName.AGENT_DELIVERY_FAILED), 0);

        assertThat(notices(news(Notices.ticket()))).isEmpty();
        assertThat(notices(news(Notices.ticket(), TemplateName.AGENT_REPLY, List.of())))
                .hasSize(2);
        assertThat(failed()).isEmpty();
    }

    @Test
    void cannotFloodAnAgentAndSaysLaterHowManyWereLeftOut() {
        limits = new NoticeLimits(5, Duration.ofMinutes(30));
        TicketNews news = news(Notices.assignedTo(SampleCompany.ANNA));
        for (int i = 0; i < 12; i++) {
            assertThat(notices(news)).hasSize(i < 5 ? 1 : 0);
        }
        now = now.plus(Duration.ofMinutes(31));

        assertThat(first(news).body().text()).contains("7 further notices were left out");
        assertThat(first(news).body().text()).doesNotContain("further notices");
    }

    @Test
    void tellsWhenAMailDidNotArriveAndKeepsTheReplyInside() {
        OutgoingMail mail = failed().getFirst();

        assertThat(token(mail)).isEqualTo(valid(Right.INTERNAL, SampleCompany.ANNA));
        assertThat(mail.body().text())
                .contains("did not reach carla@example.net", "550 5.1.1 No such user", "stays inside");
    }

    @Test
    void showsNoOtherAgentsPrivateAddress() {
        OutgoingMail toAnna = first(news(Notices.ticket()));

        assertThat(SentBytes.everythingIn(MailComposer.compose(toAnna)))
                .contains(SampleCompany.ANNA_ADDRESS.value())
                .doesNotContain(SampleCompany.BEN_ADDRESS.value(), SampleCompany.CARLA_ADDRESS.value());
    }

    @Test
    void putsAllNoticesOfATicketIntoOneThread() {
        assertThat(first(news(Notices.ticket())).references())
                .isEqualTo(failed().getFirst().references())
                .hasSize(1);
    }

    @Test
    void pointsToTheTicketOnThePageByItsNumberAlone() {
        assertThat(first(news(Notices.ticket())).body().text()).doesNotContain("Page:", "http");
        links = Writers.links(new CountedLinks(), Writers.TEMPLATES);
        OutgoingMail mail = first(news(Notices.ticket()));

        assertThat(mail.body().text()).contains("\nPage: https://help.example.com/tickets/SUP-1042\n");
        assertThat(mail.body().html().orElseThrow())
                .contains("href=\"https://help.example.com/tickets/SUP-1042\"")
                .doesNotContain("/view/");
        assertThat(failed().getFirst().body().text()).contains("Ticket: https://help.example.com/tickets/SUP-1042");
    }

    /** Carla works in sales as well, Ben does not. */
    @Test
    void namesTheSubjectOfAnotherTicketOnlyToWhoMaySeeIt() {
        Note other = Note.of(Notices.in(SampleCompany.SALES_FRONT_LINE), "Its number is in the subject.");
        assertThat(noticeOf(other, SampleCompany.CARLA).body().text())
                .contains(
                        "- This may have to do with SUP-1042 (The printer is on fire). Its number is in the subject.");
        assertThat(noticeOf(other, SampleCompany.BEN).body().text())
                .contains("- This may have to do with SUP-1042. Its number is in the subject.");
    }

    private OutgoingMail noticeOf(Note note, AgentId agent) {
        return first(new TicketNews(
                TemplateName.AGENT_REPLY,
                SampleCompany.support(),
                Notices.assignedTo(agent),
                Notices.message(Notices.TEXT, List.of()),
                List.of(),
                List.of(note),
                List.of()));
    }

    /** It quotes the mail in which the customer got it. */
    @Test
    void showsNoLinkThatMakesWhoeverHasItTheCustomer() {
        Article message = Notices.message(
                "Thanks!\n\n> View your ticket online:\n> https://help.example.com/view/" + CountedLinks.token(1),
                List.of());
        TicketNews news = new TicketNews(
                TemplateName.AGENT_REPLY,
                SampleCompany.support(),
                Notices.ticket(),
                message,
                List.of(),
                List.of(),
                List.of());

        assertThat(first(news).body().text())
                .contains("https://help.example.com/view/…")
                .doesNotContain(CountedLinks.token(1));
    }

    @Test
    void tellsNoMoreOfAMessageThanSomebodyReads() {
        Article message = Notices.message("&".repeat(1_000_000), List.of());
        TicketNews news = new TicketNews(
                TemplateName.AGENT_NEW_TICKET,
                SampleCompany.support(),
                Notices.ticket(),
                message,
                List.of(),
                List.of(),
                List.of());

        OutgoingMail notice = first(news);
        assertThat(notice.body().text()).contains("&".repeat(100_000) + " …").hasSizeLessThan(110_000);
        assertThat(notice.body().html().orElseThrow()).hasSizeLessThan(600_000);
    }

    private List<OutgoingMail> failed() {
        return database.write(transaction -> writer().ofFailedDelivery(
                        transaction,
                        new NoticeWriter.FailedDelivery(
                                SampleCompany.support(),
                                Notices.ticket(),
                                EmailAddress.of("carla@example.net"),
                                "550 5.1.1 No such user",
                                "Re: The printer is on fire",
                                Notices.NOW)));
    }

    private OutgoingMail first(TicketNews news) {
        return notices(news).getFirst();
    }

    private List<OutgoingMail> notices(TicketNews news) {
        return database.write(transaction -> writer().ofMessage(transaction, news, Set.of()));
    }

    private NoticeWriter writer() {
        InstantSource clock = () -> now;
        return new NoticeWriter(
                new NoticeWriter.Settings(() -> organisation, _ -> settings, () -> limits),
                Notices.writing(links),
                SendBudget.jdbi(),
                clock);
    }

    private static TicketNews news(Ticket ticket) {
        return news(ticket, TemplateName.AGENT_NEW_TICKET, List.of());
    }

    private static TicketNews news(Ticket ticket, List<Attachment> files) {
        return news(ticket, TemplateName.AGENT_NEW_TICKET, files);
    }

    private static TicketNews news(Ticket ticket, TemplateName template, List<Attachment> files) {
        Article message = Notices.message(Notices.TEXT, files);
        return new TicketNews(
                template,
                SampleCompany.support(),
                ticket,
                message,
                files,
                List.of(Note.of("Possibly related to SUP-1001")),
                List.of(new TicketNews.Answered("Ben Cole", Notices.NOW)));
    }

    private static TokenVerdict token(OutgoingMail mail) {
        String text = mail.messageId().value().replaceAll("\\..*", "");
        return Writers.tokens(Notices.CLOCK)
                .verify(text, List.of(SampleCompany.ANNA, SampleCompany.BEN, SampleCompany.CARLA));
    }

    private static TokenVerdict valid(Right right, AgentId agent) {
        return new TokenVerdict.Valid(new ReplyToken(right, Notices.ticket().id(), Optional.of(agent), Notices.NOW));
    }
}
