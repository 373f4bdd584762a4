package org.postroom.web.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.web.agent.WritingDesk.place;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postroom.agent.SampleCompany;
import org.postroom.agent.Sharing;
import org.postroom.agent.SharingLevel;
import org.postroom.intake.Letter;
import org.postroom.intake.Office;
import org.postroom.intake.Queued;
import org.postroom.mail.EmailAddress;
import org.postroom.outbound.OutboundKind;
import org.postroom.ticket.Article;
import org.postroom.ticket.ArticleId;
import org.postroom.ticket.Priority;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketState;

/** Dora, in cc of Carl's ticket SUP-1001, begins to write of something else, which becomes SUP-1002 (SPEC C5). */
class SplitPagesTest {
    private static final EmailAddress DORA = EmailAddress.of("dora@example.net");
    private static final String SPLIT = "/tickets/SUP-1001/split";

    private final PageOffice office = new PageOffice();

    @BeforeEach
    void open() {
        office.mail().carlWrites();
        office.mail().agentAnswers(Office.BEN, "#cc " + DORA + "\nAsk Dora, she knows.");
        answers(DORA, "By the way, my screen is black.");
    }

    @AfterEach
    void close() {
        office.close();
    }

    private void answers(EmailAddress who, String text) {
        answers(who, office.mail().lastTo(who), text);
    }

    private void answers(EmailAddress who, Queued mail, String text) {
        office.mail().arrives(Letter.answer("Somebody <" + who + ">", mail, text));
    }

    private List<String> texts(String number) {
        return office.mail().articles(number).stream()
                .map(article -> article.content().text().lines().findFirst().orElse(""))
                .toList();
    }

    private ArticleId article(int place) {
        return office.mail().articles("SUP-1001").get(place).id();
    }

    private HttpResponse<String> split(ArticleId... articles) {
        List<String> fields = new ArrayList<>(List.of("subject", "A black screen"));
        for (ArticleId article : articles) {
            fields.addAll(List.of("article", Long.toString(article.value())));
        }
        return office.as(SampleCompany.BEN).post(SPLIT, fields.toArray(String[]::new));
    }

    @Test
    void makesATicketOfDorasWordsWithDoraAlone() {
        assertThat(place(split(article(2)))).isEqualTo("/tickets/SUP-1002?done=split");
        Ticket split = office.mail().ticket("SUP-1002");
        assertThat(texts("SUP-1001")).containsExactly("It does not print.", "Ask Dora, she knows.");
        assertThat(texts("SUP-1002")).containsExactly("By the way, my screen is black.");
        assertThat(split.subject()).isEqualTo("A black screen");
        assertThat(split.group()).isEqualTo(office.mail().ticket("SUP-1001").group());
        assertThat(split.state()).isEqualTo(TicketState.ACTIVE);
        assertThat(split.customer().orElseThrow().address()).isEqualTo(DORA);
        assertThat(office.mail().participants("SUP-1002")).containsExactly(DORA);
        assertThat(office.mail().participants("SUP-1001"))
                .as("the answer that stays is to Dora too")
                .containsExactly(Office.CARL, DORA);
        assertThat(office.mail().related("SUP-1001")).extracting(Ticket::number).hasToString("[SUP-1002]");
        assertThat(office.mail().events("SUP-1001")).contains("split-off");
        assertThat(office.mail().events("SUP-1002")).contains("opened", "split-from", "customer-replied");
        assertThat(office.mail().queued(OutboundKind.AUTOMATIC)).hasSize(1);
    }

    @Test
    void whoeverNothingThatStaysNamesIsTakenOut() {
        split(article(1), article(2));
        assertThat(office.mail().participants("SUP-1001")).containsExactly(Office.CARL);
        assertThat(office.mail().participants("SUP-1002")).containsExactly(DORA, Office.CARL);
        assertThat(office.mail().events("SUP-1001")).contains("participant-removed");
    }

    @Test
    void aReplyToAMailThatMovedFindsTheNewTicketThoughItsTokenNamesTheOld() {
        Queued answer = office.mail().queued(OutboundKind.ANSWER).getFirst();
        split(article(1), article(2));
        answers(DORA, answer, "It is black still.");
        answers(Office.CARL, answer, "And I have no Dora.");
        assertThat(texts("SUP-1002")).contains("It is black still.", "And I have no Dora.");
        assertThat(texts("SUP-1001")).containsExactly("It does not print.");
    }

    @Test
    void aReplyToAMailThatStayedFindsTheOldTicket() {
        Queued receipt = office.mail().queued(OutboundKind.AUTOMATIC).getFirst();
        split(article(1), article(2));
        answers(Office.CARL, receipt, "It still does not print.");
        assertThat(texts("SUP-1001")).containsExactly("It does not print.", "It still does not print.");
    }

    @Test
    void whoeverAnswersANoticeOfTheOldTicketIsAskedSinceItMayBeAboutWhatWent() {
        Queued notice = office.mail().lastTo(Office.BEN);
        split(article(2));
        office.mail().agentAnswers(Office.BEN, notice, "Dear Dora, press the button.");
        assertThat(office.mail().lastTo(Office.BEN).text().replaceAll("\\s+", " "))
                .contains("Some of this ticket was split off to SUP-1002 in the meantime.");
        assertThat(office.mail().queued(OutboundKind.ANSWER)).hasSize(1);
    }

    @Test
    void theOldLinkOfACustomerShowsNothingOfWhatWent() {
        Article moved = office.mail().articles("SUP-1001").get(2);
        Ticket old = office.mail().ticket("SUP-1001");
        String link = "/view/"
                + office.mail()
                        .database()
                        .<String>write(transaction -> office.mail()
                                .viewLinks
                                .create(
                                        transaction,
                                        old.id(),
                                        DORA,
                                        office.mail().clock.instant(),
                                        Duration.ofDays(1)));
        assertThat(office.stranger().page(link)).contains("my screen is black", "Ask Dora");
        split(moved.id());
        assertThat(office.stranger().page(link)).contains("Ask Dora").doesNotContain("my screen is black");
        assertThat(office.stranger()
                        .get(link + "/files/" + moved.id().value() + "/0")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void theOldLinkOfWhoGoesAlongOpensTheNewTicket() {
        Ticket old = office.mail().ticket("SUP-1001");
        String doras = link(old, DORA);
        String carls = link(old, Office.CARL);
        split(article(1), article(2));
        assertThat(office.stranger().page(doras)).contains("my screen is black");
        assertThat(office.stranger().page(carls)).contains("It does not print.").doesNotContain("screen");
    }

    private String link(Ticket ticket, EmailAddress who) {
        return "/view/"
                + office.mail()
                        .database()
                        .<String>write(transaction -> office.mail()
                                .viewLinks
                                .create(
                                        transaction,
                                        ticket.id(),
                                        who,
                                        office.mail().clock.instant(),
                                        Duration.ofDays(1)));
    }

    @Test
    void theNewTicketIsAsUrgentAndSharedAsTheOld() {
        office.mail()
                .agentAnswers(
                        Office.ANNA,
                        office.mail().queuedTo(Office.ANNA).getFirst(),
                        "#priority urgent\n#share sales read-only");
        split(article(2));
        Ticket old = office.mail().ticket("SUP-1001");
        Ticket split = office.mail().ticket("SUP-1002");
        assertThat(split.sharing())
                .isEqualTo(old.sharing())
                .isEqualTo(Sharing.none().and(SampleCompany.SALES, SharingLevel.READ_ONLY));
        assertThat(split.priority()).isEqualTo(old.priority()).isEqualTo(Priority.URGENT);
        assertThat(office.mail().events("SUP-1002")).contains("shared", "prioritised");
    }

    @Test
    void thatAnAnswerWhichWentDidNotArriveShowsOnTheNewTicket() {
        Queued answer = office.mail().queued(OutboundKind.ANSWER).getFirst();
        split(article(1), article(2));
        office.mail().failed(answer, "550 5.1.1 no such user");
        assertThat(office.mail().events("SUP-1002")).contains("delivery-failed");
        assertThat(office.mail().events("SUP-1001")).doesNotContain("delivery-failed");
    }

    @Test
    void offersTheOneChosenAndOnDemandAllAfterIt() {
        AgentBrowser ben = office.as(SampleCompany.BEN);
        assertThat(ben.page("/tickets/SUP-1001"))
                .contains(SPLIT + "?from=" + article(1).value());
        String page = ben.page(SPLIT + "?from=" + article(1).value());
        assertThat(checked(page)).containsExactly(article(1));
        assertThat(page)
                .contains("By the way, my screen is black.", "Choose all after it")
                .contains("name=\"subject\" maxlength=\"500\" value=\"Broken printer\"");
        assertThat(checked(ben.page(SPLIT + "?from=" + article(1).value() + "&after=yes")))
                .containsExactly(article(1), article(2));
    }

    private static List<ArticleId> checked(String page) {
        Matcher boxes =
                Pattern.compile("name=\"article\" value=\"([0-9]+)\" checked").matcher(page);
        return boxes.results()
                .map(found -> new ArticleId(Long.parseLong(found.group(1))))
                .toList();
    }

    /** The old ticket's subject is Carl's, and Dora's ticket is answered to Dora. */
    @Test
    void withoutASubjectTheNewTicketHasThatOfTheFirstMessageThatGoes() {
        office.mail().arrives(Letter.from("Dora <" + DORA + ">", Office.SUPPORT, "Re: [SUP-1001] My screen", "Black."));
        HttpResponse<String> answer = office.as(SampleCompany.BEN)
                .post(SPLIT, "subject", " ", "article", Long.toString(article(3).value()));
        assertThat(place(answer)).isEqualTo("/tickets/SUP-1002?done=split");
        assertThat(office.mail().ticket("SUP-1002").subject()).isEqualTo("My screen");
    }

    @Test
    void refusesWhatWouldLeaveATicketWithoutWordsOrCustomer() {
        assertThat(fault(split())).contains("Choose at least one message.");
        assertThat(fault(split(article(0), article(1), article(2)))).contains("Not everything can be split off");
        assertThat(fault(split(article(0), article(1)))).contains("has to stay. Split the other messages off instead.");
        assertThat(fault(split(new ArticleId(4711)))).contains("do not stand on this ticket any more");
        assertThat(office.mail().tickets()).hasSize(1);
    }

    @Test
    void aMailThatWaitsForItsAgentStays() {
        office.mail().agentAnswers(Office.BEN, "Ask " + Office.ANNA + " about it.");
        assertThat(fault(split(article(3)))).contains("A mail that was held to be confirmed stays where it is.");
    }

    @ParameterizedTest
    @CsvSource({"#status locked, is locked and stays as it is"})
    void refusesToSplitALockedOne(String command, String sentence) {
        office.mail()
                .agentAnswers(Office.ANNA, office.mail().queuedTo(Office.ANNA).getFirst(), command);
        assertThat(fault(split(article(2)))).contains(sentence);
    }

    private static String fault(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(422);
        return answer.body();
    }

    @Test
    void anAnswerWithoutItsQuestionWaitsAndItsRecipientIsTheCustomer() {
        office.mail()
                .agentAnswers(Office.BEN, office.mail().queuedTo(Office.BEN).getFirst(), "#note For us.");
        split(article(1));
        Ticket split = office.mail().ticket("SUP-1002");
        assertThat(split.state()).isEqualTo(TicketState.WAITING);
        assertThat(split.customer().map(who -> who.address())).isEqualTo(Optional.of(Office.CARL));
    }
}
