package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.intake.Office.ANNA;
import static org.postroom.intake.Office.BEN;
import static org.postroom.intake.Office.CARL;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postroom.agent.SampleCompany;
import org.postroom.agent.Sharing;
import org.postroom.agent.SharingLevel;
import org.postroom.desk.Act;
import org.postroom.desk.Order;
import org.postroom.desk.Outcome;
import org.postroom.desk.Seen;
import org.postroom.mail.EmailAddress;
import org.postroom.outbound.OutboundKind;
import org.postroom.ticket.Article;
import org.postroom.ticket.HistoryLine;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketState;

/** Carl's ticket SUP-1001 and Dora's SUP-1002 become one, by mail (SPEC C5, FAULTS E7). */
class MergeByMailTest {
    private static final EmailAddress DORA = EmailAddress.of("dora@example.net");
    private static final String ONE = "SUP-1001";
    private static final String OTHER = "SUP-1002";

    private final Office office = new Office();

    @BeforeEach
    void open() {
        office.carlWrites();
        office.arrives(Letter.from("Dora <" + DORA + ">", Office.SUPPORT, "Smoke", "Mine burns.")
                .id("dora@example.net"));
    }

    @AfterEach
    void close() {
        office.close();
    }

    /** Anna merges Carl's ticket into Dora's, and confirms it. */
    private void merge() {
        Queued notice = notice(ANNA, ONE);
        office.agentAnswers(ANNA, notice, "#merge " + OTHER);
        office.agentAnswers(ANNA, "SEND");
        assertThat(office.ticket(ONE).state()).isEqualTo(TicketState.MERGED);
    }

    private Queued notice(EmailAddress agent, String number) {
        return office.queuedTo(agent).stream()
                .filter(mail -> mail.header("Subject").orElse("").contains(number))
                .findFirst()
                .orElseThrow();
    }

    private Queued lastTo(EmailAddress who) {
        return office.lastTo(who);
    }

    private void answers(EmailAddress who, Queued mail, String text) {
        office.arrives(Letter.answer("Somebody <" + who + ">", mail, text));
    }

    private List<String> texts(String number) {
        return office.articles(number).stream()
                .filter(article -> article.content().visibility() == Article.Visibility.PUBLIC)
                .map(article -> article.content().text().strip())
                .toList();
    }

    @Test
    void asksFirstWhoWouldReceiveWhatIsWrittenFromNowOn() {
        office.agentAnswers(ANNA, notice(ANNA, ONE), "#merge " + OTHER);
        assertThat(lastTo(ANNA).text().replaceAll("\\s+", " "))
                .contains("carl@customer.example.org takes part in SUP-1001 only. Merged, they receive every answer on"
                        + " SUP-1002 from now on, and see nothing written there before.");
        assertThat(office.ticket(ONE).state()).isEqualTo(TicketState.ACTIVE);
        assertThat(office.participants(OTHER)).containsExactly(DORA);
        office.agentAnswers(ANNA, "CANCEL");
        assertThat(office.ticket(ONE).state()).isEqualTo(TicketState.ACTIVE);
    }

    @Test
    void allThatStoodOnTheOneStandsOnTheOtherOnce() {
        List<HistoryLine> before = Stream.of(ONE, OTHER)
                .flatMap(number -> office.history(number).stream())
                .toList();
        merge();
        assertThat(texts(OTHER)).containsExactly("It does not print.", "Mine burns.");
        assertThat(office.articles(ONE)).isEmpty();
        assertThat(office.participants(OTHER)).containsExactly(DORA, CARL);
        assertThat(office.events(ONE)).contains("opened", "merged-into").doesNotContain("merged");
        assertThat(office.events(OTHER)).containsOnlyOnce("merged").contains("participant-added");
        List<HistoryLine> after = Stream.of(ONE, OTHER)
                .flatMap(number -> office.history(number).stream())
                .toList();
        assertThat(after).extracting(HistoryLine::id).doesNotHaveDuplicates();
        assertThat(after)
                .extracting(HistoryLine::id)
                .containsAll(before.stream().map(HistoryLine::id).toList());
        assertThat(office.tickets()).extracting(Ticket::number).hasToString("[SUP-1002]");
    }

    @Test
    void whereEverybodyTakesPartInBothItIsDoneAtOnce() {
        office.agentAnswers(ANNA, notice(ANNA, OTHER), "#cc " + CARL + "\nBoth of you are right.");
        office.agentAnswers(BEN, notice(BEN, ONE), "#MERGE [sup-1002]");
        assertThat(office.ticket(ONE).state()).isEqualTo(TicketState.MERGED);
        assertThat(office.events(OTHER).stream().filter("participant-added"::equals))
                .hasSize(1);
    }

    @Test
    void anActiveTicketMakesTheOtherActiveAndAClosedOneDoesNot() {
        office.agentAnswers(ANNA, notice(ANNA, OTHER), "#close");
        merge();
        assertThat(office.ticket(OTHER).state()).isEqualTo(TicketState.ACTIVE);
        office.arrives(Letter.from("Eve <eve@example.net>", Office.SUPPORT, "Third", "Me too."));
        office.agentAnswers(ANNA, notice(ANNA, "SUP-1003"), "#close");
        office.agentAnswers(ANNA, notice(ANNA, OTHER), "#close");
        office.agentAnswers(ANNA, notice(ANNA, "SUP-1003"), "#merge SUP-1002");
        office.agentAnswers(ANNA, "SEND");
        assertThat(office.ticket(OTHER).state()).isEqualTo(TicketState.CLOSED);
    }

    @Test
    void answersGoToBothAndQuoteNothing() {
        merge();
        office.agentAnswers(ANNA, notice(ANNA, OTHER), "Please use water.");
        office.agentAnswers(ANNA, "SEND");
        Queued answer = office.queued(OutboundKind.ANSWER).getLast();
        assertThat(answer.to()).containsExactly(DORA, CARL);
        assertThat(answer.text()).contains("Please use water.").doesNotContain("Mine burns.", "It does not print.");
    }

    @Test
    void answersTellNeitherOfThemTheOthersSubject() {
        merge();
        office.agentAnswers(ANNA, notice(ANNA, OTHER), "Please use water.");
        office.agentAnswers(ANNA, "SEND");
        Queued first = office.queued(OutboundKind.ANSWER).getLast();
        assertThat(first.header("Subject")).contains("Your message [SUP-1002]");
        answers(CARL, first, "We have none.");
        office.agentAnswers(BEN, lastTo(BEN), "Then sand.");
        Queued second = office.queued(OutboundKind.ANSWER).getLast();
        assertThat(second.text()).contains("Then sand.");
        assertThat(second.header("Subject")).contains("Re: Your message [SUP-1002]");
    }

    @Test
    void whoeverAnswersANoticeFromBeforeIsAskedSinceOthersGetIt() {
        merge();
        office.agentAnswers(BEN, notice(BEN, OTHER), "Only for Dora.");
        assertThat(office.queued(OutboundKind.ANSWER)).isEmpty();
        assertThat(lastTo(BEN).text().replaceAll("\\s+", " "))
                .contains("SUP-1001 became part of this ticket in the meantime")
                .contains("carl@customer.example.org joined in the meantime: what is written here goes there too.");
    }

    @Test
    void whoeverAddsSomebodyByTheMailItselfIsNotAskedAboutThem() {
        office.agentAnswers(ANNA, notice(ANNA, ONE), "#cc " + DORA + "\nDora knows.");
        office.agentAnswers(ANNA, notice(ANNA, ONE), "#cc eve@example.net\nAnd Eve.");
        assertThat(office.queued(OutboundKind.ANSWER)).hasSize(2);
        assertThat(office.participants(ONE)).contains(DORA, EmailAddress.of("eve@example.net"));
    }

    @Test
    void everyOldWayLeadsToTheTicketThatIsLeft() {
        Queued carls = lastTo(CARL);
        Queued doras = lastTo(DORA);
        merge();
        answers(CARL, carls, "By my token.");
        answers(DORA, doras, "By mine.");
        office.arrives(Letter.from("Carl <" + CARL + ">", Office.SUPPORT, "Re: [SUP-1001] Broken", "By its number."));
        office.arrives(Letter.from("Carl <" + CARL + ">", Office.SUPPORT, "Re: thing", "By the thread.")
                .with("In-Reply-To: <first@customer.example.org>"));
        assertThat(texts(OTHER)).contains("By its number.", "By the thread.");
        assertThat(texts(OTHER)).anyMatch(text -> text.startsWith("By my token."));
        assertThat(texts(OTHER)).anyMatch(text -> text.startsWith("By mine."));
        assertThat(office.tickets()).hasSize(1);
    }

    @Test
    void noneOfThemLetsAStrangerIn() {
        Queued carls = lastTo(CARL);
        merge();
        EmailAddress mallory = EmailAddress.of("mallory@example.net");
        answers(mallory, carls, "Let me in.");
        office.arrives(Letter.from("M <" + mallory + ">", Office.SUPPORT, "[SUP-1001] Broken", "And by the number."));
        assertThat(office.tickets()).hasSize(3);
        assertThat(texts(OTHER)).hasSize(2);
        assertThat(office.related("SUP-1003")).extracting(Ticket::number).hasToString("[SUP-1002]");
        assertThat(office.related("SUP-1004")).extracting(Ticket::number).hasToString("[SUP-1002]");
    }

    @Test
    void chainsLeadToTheirEndWhereverOneBegins() {
        Queued carls = lastTo(CARL);
        Queued annas = notice(ANNA, ONE);
        merge();
        office.arrives(Letter.from("Eve <eve@example.net>", Office.SUPPORT, "Third", "Me too."));
        office.agentAnswers(ANNA, notice(ANNA, OTHER), "#merge SUP-1003");
        office.agentAnswers(ANNA, "SEND");
        answers(CARL, carls, "Still here.");
        office.agentAnswers(ANNA, annas, "#note I see it.");
        assertThat(texts("SUP-1003")).hasSize(4).anyMatch(text -> text.startsWith("Still here."));
        assertThat(office.articles("SUP-1003").getLast().content().kind()).isEqualTo(Article.Kind.COMMENT);
        assertThat(office.tickets()).hasSize(1);
    }

    @Test
    void aHeldMailOfTheOneIsSentFromTheOtherOnceItsAgentKnowsWhoGetsIt() {
        Queued annas = notice(ANNA, ONE);
        office.agentAnswers(BEN, notice(BEN, ONE), "Ask " + ANNA + " about it.");
        Queued question = lastTo(BEN);
        office.agentAnswers(ANNA, annas, "#merge " + OTHER);
        office.agentAnswers(ANNA, "SEND");
        office.agentAnswers(BEN, question, "SEND");
        assertThat(office.queued(OutboundKind.ANSWER))
                .as("the question told of Carl alone")
                .isEmpty();
        Queued again = lastTo(BEN);
        assertThat(again.text().replaceAll("\\s+", " "))
                .contains("SUP-1001 became part of this ticket in the meantime", "dora@example.net");
        office.agentAnswers(BEN, question, "SEND");
        assertThat(office.queued(OutboundKind.ANSWER))
                .as("an answer to the first question, once more")
                .isEmpty();
        office.agentAnswers(BEN, again, "SEND");
        Queued answer = office.queued(OutboundKind.ANSWER).getLast();
        assertThat(answer.to()).containsExactly(DORA, CARL);
        assertThat(answer.text()).contains("Ask " + ANNA);
        assertThat(answer.ours().about().ticket()).contains(office.ticket(OTHER).id());
        assertThat(office.events(OTHER)).contains("mail-held", "mail-released", "answered");
    }

    @Test
    void thatAnOldAnswerDidNotArriveShowsWhereItStands() {
        office.agentAnswers(ANNA, notice(ANNA, ONE), "Is it plugged in?");
        Queued answer = office.queued(OutboundKind.ANSWER).getFirst();
        merge();
        office.failed(answer, "550 5.1.1 no such user");
        assertThat(office.events(OTHER)).contains("delivery-failed");
        assertThat(office.events(ONE)).doesNotContain("delivery-failed");
        assertThat(office.queued(OutboundKind.ANSWER).getFirst().ours().about().ticket())
                .contains(office.ticket(OTHER).id());
    }

    @Test
    void linksWithOthersGoAlong() {
        office.arrives(Letter.from("Eve <eve@example.net>", Office.SUPPORT, "Third", "Me too."));
        office.agentAnswers(ANNA, notice(ANNA, ONE), "#related SUP-1003\n#related SUP-1002");
        merge();
        assertThat(office.related(ONE)).isEmpty();
        assertThat(office.related(OTHER)).extracting(Ticket::number).hasToString("[SUP-1003]");
        assertThat(office.related("SUP-1003")).extracting(Ticket::number).hasToString("[SUP-1002]");
    }

    @Test
    void namesTheDepartmentsThatLoseTheirPart() {
        office.agentAnswers(ANNA, notice(ANNA, ONE), "#share sales");
        office.agentAnswers(ANNA, notice(ANNA, ONE), "#merge " + OTHER);
        assertThat(lastTo(ANNA).text().replaceAll("\\s+", " "))
                .contains("Department sales has a part in SUP-1001 only. Merged, they lose it");
        office.agentAnswers(ANNA, "SEND");
        assertThat(office.ticket(ONE).sharing()).isEqualTo(Sharing.none());
        assertThat(office.ticket(OTHER).sharing().with(SampleCompany.SALES)).isEqualTo(Optional.<SharingLevel>empty());
    }

    @Test
    void namesTheDepartmentsThatGainTheOther() {
        office.agentAnswers(ANNA, notice(ANNA, OTHER), "#share sales");
        office.agentAnswers(ANNA, notice(ANNA, ONE), "#merge " + OTHER);
        assertThat(lastTo(ANNA).text().replaceAll("\\s+", " "))
                .contains(
                        "Department sales has a part in SUP-1002 only. Merged, they gain all that stands on SUP-1001.");
        office.agentAnswers(ANNA, "CANCEL");
        office.agentAnswers(ANNA, notice(ANNA, ONE), "#share sales read-only");
        office.agentAnswers(ANNA, notice(ANNA, ONE), "#merge " + OTHER);
        assertThat(lastTo(ANNA).text()).doesNotContain("Department sales");
    }

    @Test
    void whoeverHasATicketThatRestedIsToldThatAnAnswerIsOwed() {
        office.agentAnswers(BEN, notice(BEN, OTHER), "#take\nUse water.");
        assertThat(office.ticket(OTHER).state()).isEqualTo(TicketState.WAITING);
        merge();
        Queued told = lastTo(BEN);
        assertThat(told.text().replaceAll("\\s+", " "))
                .contains(
                        "It does not print.", "SUP-1001 became part of this ticket, and this was not answered there.");
        office.agentAnswers(BEN, told, "Both of you: use water.");
        assertThat(office.queued(OutboundKind.ANSWER).getLast().to())
                .as("who is told of the merge is not asked about it")
                .containsExactly(DORA, CARL);
    }

    @Test
    void nobodyIsToldWhereNothingIsNewToThem() {
        office.agentAnswers(BEN, notice(BEN, OTHER), "#take");
        int before = office.queuedTo(BEN).size();
        merge();
        assertThat(office.queuedTo(BEN)).as("Dora waits for an answer anyway").hasSize(before);
        office.arrives(Letter.from("Eve <eve@example.net>", Office.SUPPORT, "Third", "Me too."));
        office.agentAnswers(ANNA, notice(ANNA, OTHER), "#take\nUse water.");
        office.agentAnswers(ANNA, "SEND");
        int annas = office.queuedTo(ANNA).size();
        office.agentAnswers(ANNA, notice(ANNA, "SUP-1003"), "#merge " + OTHER);
        office.agentAnswers(ANNA, "SEND");
        assertThat(office.ticket(OTHER).state()).isEqualTo(TicketState.ACTIVE);
        assertThat(office.queuedTo(ANNA)).as("the question alone").hasSize(annas + 1);
    }

    @Test
    void theGroupIsToldWhereNobodyHasIt() {
        office.agentAnswers(ANNA, notice(ANNA, OTHER), "Use water.");
        merge();
        assertThat(office.ticket(OTHER).assignee()).isEmpty();
        assertThat(lastTo(BEN).text()).contains("It does not print.", "SUP-1001 became part of this ticket");
    }

    @Test
    void aTicketThatTheAgentMayNotSeeIsSpokenOfAsOneThatIsNotThere() {
        office.arrives(
                SampleCompany.SALES,
                Letter.from("Eve <eve@example.net>", "sales@example.com", "An offer please", "Prices?"));
        office.agentAnswers(BEN, notice(BEN, ONE), "#merge SAL-1001");
        String hidden = refusal();
        office.agentAnswers(BEN, notice(BEN, ONE), "#merge SAL-4711");
        assertThat(hidden).contains("There is no ticket SAL-1001 that you may see.");
        assertThat(refusal()).isEqualTo(hidden.replace("SAL-1001", "SAL-4711"));
    }

    private String refusal() {
        return lastTo(BEN)
                .text()
                .lines()
                .filter(line -> line.contains("There is no ticket"))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "#merge SUP-1001, is this ticket itself",
        "#merge, is not how it is written",
        "#merge SUP-1002\\n#close, Merging takes no other command beside it",
        "#merge SUP-1002\\n#merge SUP-1001, Several commands say which ticket it becomes part of"
    })
    void refusesWhatMakesNoSense(String text, String sentence) {
        office.agentAnswers(ANNA, notice(ANNA, ONE), text.replace("\\n", "\n"));
        assertThat(lastTo(ANNA).text().replaceAll("\\s+", " ")).contains(sentence);
        assertThat(office.ticket(ONE).state()).isEqualTo(TicketState.ACTIVE);
    }

    @Test
    void refusesToMergeLockedOnes() {
        office.agentAnswers(ANNA, notice(ANNA, OTHER), "#status locked");
        office.agentAnswers(ANNA, notice(ANNA, ONE), "#merge " + OTHER);
        assertThat(lastTo(ANNA).text()).contains("SUP-1002 is locked; take off the lock first.");
    }

    @Test
    void everyActOnAMergedTicketIsRefusedWithWhereItWent() {
        merge();
        Ticket merged = office.ticket(ONE);
        Stream.of(
                        new Act.Close(),
                        new Act.Take(),
                        new Act.Merge(office.ticket(OTHER).number()),
                        new Act.Lock())
                .forEach(act -> assertThat(done(merged, act))
                        .isEqualTo(new Outcome.Refused(List.of("Ticket SUP-1001 was merged into SUP-1002."))));
    }

    private Outcome done(Ticket ticket, Act act) {
        Order order = Order.onPage(
                office.organisation().agent(SampleCompany.ANNA).orElseThrow(), ticket.id(), new Seen.Unknown(), act);
        return office.database()
                .<Outcome>write(transaction -> office.desks().agents().carryOut(transaction, order));
    }

    @Test
    void anAnswerInTheSameMailLeavesBeforeToItsOwnPeople() {
        office.agentAnswers(ANNA, notice(ANNA, ONE), "#merge " + OTHER + "\nWe look at it with another one.");
        office.agentAnswers(ANNA, "SEND");
        Queued answer = office.queued(OutboundKind.ANSWER).getFirst();
        assertThat(answer.to()).containsExactly(CARL);
        assertThat(answer.header("Subject").orElseThrow()).contains(ONE);
        assertThat(texts(OTHER)).hasSize(3);
    }
}
