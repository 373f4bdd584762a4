package org.postroom.web.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.web.agent.WritingDesk.TICKET;
import static org.postroom.web.agent.WritingDesk.place;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.AgentId;
import org.postroom.agent.Department;
import org.postroom.agent.SampleCompany;
import org.postroom.agent.UndoTimes;
import org.postroom.desk.Act;
import org.postroom.desk.Order;
import org.postroom.desk.Outcome;
import org.postroom.desk.Seen;
import org.postroom.intake.Letter;
import org.postroom.intake.Office;
import org.postroom.outbound.OutboundKind;

/** Answers that something happened to while they waited, as their agents see them. */
class HeldPagesTest {
    private static final AgentId ANNA = SampleCompany.ANNA;
    private static final AgentId BEN = SampleCompany.BEN;
    private static final Pattern BACK = Pattern.compile("action=\"(/planned/[0-9]+)/back\"");

    private final PageOffice office = new PageOffice();

    @BeforeEach
    void answersWaitTenSeconds() {
        Department support = SampleCompany.support();
        office.mail().conf(support.withTickets(support.tickets().withUndo(UndoTimes.DEFAULT)), SampleCompany.sales());
        office.mail().carlWrites();
    }

    @AfterEach
    void close() {
        office.close();
    }

    private WritingDesk at(AgentId agent) {
        return WritingDesk.of(office, agent);
    }

    private int answers() {
        return office.mail().queued(OutboundKind.ANSWER).size();
    }

    private void pass(Duration time) {
        office.mail().clock.forward(time);
        var worker = office.mail().desks().dueAnswers(office.mail().database());
        while (worker.run().isZero()) {
            // Something left; there may be more
        }
    }

    private void act(AgentId agent, String ticket, Act act) {
        Order order = Order.onPage(
                office.mail().organisation().agent(agent).orElseThrow(),
                office.mail().ticket(ticket).id(),
                new Seen.Unknown(),
                act);
        Outcome outcome = office.mail()
                .database()
                .<Outcome>write(transaction -> office.mail().desks().agents().carryOut(transaction, order.confirm()));
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
    }

    private void doraWrites() {
        office.mail().arrives(Letter.from("dora@customer.example.org", Office.SUPPORT, "Scanner", "It scans nothing."));
    }

    /** Sends as the first form that takes back an answer does, to be sent now instead. */
    private static HttpResponse<String> sendNow(AgentBrowser browser, String page) {
        Matcher back = BACK.matcher(page);
        assertThat(back.find()).as(page).isTrue();
        Matcher reasons = Pattern.compile("name=\"reasons\" value=\"([0-9]+)\"").matcher(page);
        String path = back.group(1) + "/now";
        return reasons.find() ? browser.post(path, "reasons", reasons.group(1)) : browser.post(path);
    }

    @Test
    void whoLostTheTicketReadsNothingOfItAmongTheirOwn() {
        at(BEN).send(
                        "answer",
                        List.of(),
                        "text",
                        "Plug it in.",
                        "cc",
                        "friend@customer.example.org",
                        "later",
                        "at",
                        "later-at",
                        "2026-03-05T09:30");
        office.mail()
                .arrives(Letter.from(Office.CARL.value(), Office.SUPPORT, "[SUP-1001] Broken printer", "Never mind!"));
        pass(Duration.ofDays(4));
        assertThat(office.as(BEN).page("/planned"))
                .contains("Never mind!", "Broken printer", "friend@customer.example.org");
        act(ANNA, "SUP-1001", new Act.Transfer(SampleCompany.SALES_FRONT_LINE));
        String own = office.as(BEN).page("/planned");
        assertThat(own)
                .contains("SUP-1001", "Plug it in.", "Held: it did not leave")
                .doesNotContain("Never mind!", "Broken printer", "friend@customer.example.org");

        assertThat(place(sendNow(office.as(BEN), own))).isEqualTo("/planned?done=stayed-by-mail");
        assertThat(office.as(BEN).page("/planned?done=stayed-by-mail")).contains("the words are in a mail to you");
        assertThat(answers()).isZero();
        assertThat(office.mail().lastTo(Office.BEN).text()).contains("> Plug it in.");
    }

    @Test
    void whatIsSentNowAfterAMergeAsksFirst() {
        WritingDesk anna = at(ANNA);
        anna.send("answer", "text", "Plug it in.", "later", "at", "later-at", "2026-03-05T09:30");
        String before = anna.reload().page();
        doraWrites();
        act(BEN, "SUP-1002", new Act.Merge(office.mail().ticket("SUP-1001").number()));
        assertThat(place(sendNow(anna.browser(), before))).isEqualTo(TICKET + "?done=held#end");
        assertThat(answers()).isZero();
        assertThat(office.as(ANNA).page(TICKET + "?done=held"))
                .contains("It still waits", "SUP-1002 became part of this ticket");
        assertThat(place(sendNow(anna.browser(), before))).isEqualTo(TICKET + "?done=held#end");
        assertThat(place(sendNow(anna.browser(), anna.reload().page()))).isEqualTo(TICKET + "?done=answered#end");
        assertThat(answers()).isOne();
    }

    private static final String LEAVING = "class=\"notice leaving\"";

    @Test
    void whatIsHeldIsNotSaidToLeave() {
        at(ANNA).send("answer", "text", "Plug it in.");
        assertThat(office.as(ANNA).page("/tickets")).contains(LEAVING);
        doraWrites();
        act(BEN, "SUP-1002", new Act.Merge(office.mail().ticket("SUP-1001").number()));
        pass(Duration.ofSeconds(10));
        assertThat(answers()).isZero();
        assertThat(office.as(ANNA).page("/tickets"))
                .contains("href=\"/planned\"")
                .doesNotContain(LEAVING);
    }

    @Test
    void aTicketWhoseNumberBeginsAlikeShowsWhatLeavesElsewhere() {
        doraWrites();
        office.mail()
                .database()
                .change(transaction ->
                        transaction.handle().execute("UPDATE ticket SET ticket_no = 10010 WHERE ticket_no = 1002"));
        at(ANNA).send("answer", "text", "Plug it in.");
        assertThat(office.as(ANNA).page(TICKET)).contains("Leaves in").doesNotContain(LEAVING);
        assertThat(office.as(ANNA).page("/tickets/SUP-10010")).contains("Scanner", LEAVING);
    }

    @Test
    void atMostFiveAreShownOnOtherPagesAndAllAreCounted() {
        for (int i = 1; i <= 6; i++) {
            at(ANNA).send("answer", "text", "Step " + i);
        }
        String page = office.as(ANNA).page("/tickets");
        assertThat(page.split(LEAVING, -1)).hasSize(1 + 5);
        assertThat(page).containsPattern("href=\"/planned\"[^\n]*>6<");
    }
}
