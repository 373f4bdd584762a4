package org.postroom.web.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.web.agent.WritingDesk.TICKET;
import static org.postroom.web.agent.WritingDesk.place;

import java.net.http.HttpResponse;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.AgentId;
import org.postroom.agent.BusinessHours;
import org.postroom.agent.Department;
import org.postroom.agent.Holidays;
import org.postroom.agent.OpenHours;
import org.postroom.agent.SampleCompany;
import org.postroom.agent.UndoTimes;
import org.postroom.intake.Letter;
import org.postroom.intake.Office;
import org.postroom.mail.Attachment;
import org.postroom.outbound.OutboundKind;
import org.postroom.ticket.TicketState;
import org.postroom.web.Upload;

class PlannedPagesTest {
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

    private void pass(int seconds) {
        office.mail().clock.forward(Duration.ofSeconds(seconds));
        var worker = office.mail().desks().dueAnswers(office.mail().database());
        while (worker.run().isZero()) {
            // Something left; there may be more
        }
    }

    /** Where the forms of the first answer that waits go. */
    private static String pathIn(String page) {
        Matcher back = BACK.matcher(page);
        assertThat(back.find()).as(page).isTrue();
        return back.group(1);
    }

    @Test
    void anAnswerWaitsTenSecondsAndLeaves() {
        HttpResponse<String> sent = at(ANNA).send("answer", "text", "Plug it in.", "then", "stay");
        assertThat(place(sent)).isEqualTo(TICKET + "?done=leaving#planned");
        assertThat(answers()).isZero();
        assertThat(at(ANNA).page()).contains("Leaves in 10 s", "Plug it in.");
        assertThat(at(ANNA).text("answer")).isEmpty();
        pass(4);
        assertThat(at(ANNA).piece("planned").statusCode()).isEqualTo(405);
        assertThat(office.as(ANNA).page(TICKET + "/planned")).contains("Leaves in 6 s");
        pass(6);
        assertThat(answers()).isOne();
        assertThat(office.mail().ticket("SUP-1001").state()).isEqualTo(TicketState.WAITING);
        assertThat(office.as(ANNA).page(TICKET + "/planned")).contains("It waits no more");
        assertThat(at(ANNA).page()).doesNotContain("Leaves in");
    }

    @Test
    void whatIsTakenBackIsInTheComposerWithFilesAndCc() {
        Upload file = AgentBrowser.file("files", "how to.txt", "text/plain", "The very bytes");
        at(ANNA).send("answer", List.of(file), "text", "See the file.", "cc", "Dora <dora@customer.example.org>");
        WritingDesk anna = at(ANNA);
        HttpResponse<String> back = anna.browser().post(pathIn(anna.page()) + "/back");
        assertThat(place(back)).isEqualTo(TICKET + "?done=taken-back#end");
        pass(10);
        assertThat(answers()).isZero();
        assertThat(anna.reload().text("answer")).isEqualTo("See the file.");
        assertThat(anna.page())
                .contains("how to.txt", "dora@customer.example.org")
                .doesNotContain("Leaves in");

        anna.send("answer", "text", "See the file.", "cc", "dora@customer.example.org");
        pass(10);
        assertThat(office.mail().lastTo(Office.CARL).mail().content().attachments())
                .extracting(Attachment::name)
                .containsExactly("how to.txt");
    }

    @Test
    void sentAndClosedWaitsTogether() {
        HttpResponse<String> sent = at(ANNA).send("answer", "text", "Plug it in.", "then", "close");
        assertThat(place(sent)).isEqualTo("/tickets?whose=nobody&");
        assertThat(office.as(ANNA).page("/tickets?whose=nobody")).contains("SUP-1001</a> <span data-left=\"10\"");
        assertThat(office.mail().ticket("SUP-1001").state()).isEqualTo(TicketState.ACTIVE);
        pass(10);
        assertThat(office.mail().ticket("SUP-1001").state()).isEqualTo(TicketState.CLOSED);
    }

    @Test
    void leavesAtOnceWhenItsAuthorSaysSo() {
        WritingDesk anna = at(ANNA);
        anna.send("answer", "text", "Plug it in.");
        String path = pathIn(anna.reload().page());
        assertThat(place(anna.browser().post(path + "/now"))).isEqualTo(TICKET + "?done=answered#end");
        assertThat(answers()).isOne();
        assertThat(place(anna.browser().post(path + "/back"))).isEqualTo(TICKET + "?done=too-late#end");
        pass(10);
        assertThat(answers()).isOne();
        assertThat(anna.reload().text("answer")).isEmpty();
    }

    @Test
    void theSameFormTwiceWaitsOnce() {
        WritingDesk anna = at(ANNA);
        anna.send("answer", "text", "Plug it in.", "then", "stay");
        assertThat(place(anna.send("answer", "text", "Plug it in.", "then", "stay")))
                .isEqualTo(TICKET + "?done=leaving#planned");
        pass(10);
        assertThat(answers()).isOne();
    }

    @Test
    void twoOfTheSameAgentMayWait() {
        at(ANNA).send("answer", "text", "The first.");
        at(ANNA).send("answer", "text", "The second.");
        assertThat(at(ANNA).page()).contains("The first.", "The second.");
        pass(10);
        assertThat(answers()).isEqualTo(2);
    }

    @Test
    void othersSeeThatItWaitsAndOnlyAManagerTakesItBack() {
        at(BEN).send("answer", "text", "Plug it in.");
        String path = pathIn(at(BEN).page());
        WritingDesk anna = at(ANNA);
        assertThat(anna.page())
                .contains("Leaves in", "Ben Cole", path + "/back")
                .doesNotContain(path + "/now");
        assertThat(anna.browser().post(path + "/now").statusCode()).isEqualTo(403);
        assertThat(place(anna.browser().post(path + "/back"))).isEqualTo(TICKET + "?done=taken-back#end");
        assertThat(at(BEN).text("answer")).isEqualTo("Plug it in.");
        assertThat(anna.reload().text("answer")).isEmpty();
        assertThat(office.mail().lastTo(Office.BEN).text()).contains("Anna Berg took it back.");
    }

    @Test
    void aColleagueCannotTakeItBackNorSendIt() {
        at(ANNA).send("answer", "text", "Plug it in.");
        String path = pathIn(at(ANNA).page());
        WritingDesk ben = at(BEN);
        assertThat(ben.page()).contains("Leaves in").doesNotContain(path);
        assertThat(ben.browser().post(path + "/back").statusCode()).isEqualTo(403);
        assertThat(ben.browser().post(path + "/now").statusCode()).isEqualTo(403);
        assertThat(office.without(ANNA).post(path + "/back").statusCode()).isEqualTo(403);
        assertThat(office.stranger().post(path + "/back").statusCode()).isNotEqualTo(200);
        assertThat(ben.browser().post("/planned/17/back").statusCode()).isEqualTo(404);
        assertThat(ben.browser().post("/planned/x/back").statusCode()).isEqualTo(404);
        pass(10);
        assertThat(answers()).isOne();
    }

    @Test
    void otherThingsAreDoneToTheTicketMeanwhile() {
        WritingDesk anna = at(ANNA);
        anna.send("answer", "text", "Plug it in.");
        assertThat(anna.press("take").statusCode()).isEqualTo(303);
        anna.send("comment", "text", "He never plugs it in.");
        pass(10);
        assertThat(answers()).isOne();
        assertThat(office.mail().ticket("SUP-1001").assignee()).contains(ANNA);
    }

    @Test
    void whatIsLockedMeanwhileIsShownInTheComposerAndTheHistory() {
        at(BEN).send("answer", "text", "Plug it in.");
        at(ANNA).press("lock");
        pass(10);
        assertThat(answers()).isZero();
        String page = office.as(BEN).page(TICKET);
        assertThat(page).contains("Plug it in.", "kept back the planned answer of Ben Cole");
        assertThat(office.mail().lastTo(Office.BEN).subject()).contains("did not leave");
    }

    @Test
    void doubtsAreAskedBeforeItWaits() {
        WritingDesk anna = at(ANNA);
        HttpResponse<String> asked = anna.send("answer", "text", "Write to " + Office.ANNA);
        assertThat(asked.statusCode()).isEqualTo(409);
        assertThat(anna.page()).doesNotContain("Leaves in");
        anna.send("answer", "text", "Write to " + Office.ANNA, "confirmed", "yes");
        pass(10);
        assertThat(answers()).isOne();
    }

    @Test
    void listsAllOfOnesOwn() {
        AgentBrowser anna = office.as(ANNA);
        assertThat(anna.page("/planned")).contains("No answer of yours waits");
        assertThat(anna.page("/tickets")).doesNotContain("href=\"/planned\"");
        at(ANNA).send("answer", "text", "Plug <it> in.");
        assertThat(anna.page("/planned")).contains("SUP-1001", "Broken printer", "Plug &lt;it&gt; in.", "Leaves in");
        assertThat(anna.page("/tickets")).contains("href=\"/planned\"");
        assertThat(office.as(BEN).page("/planned")).contains("No answer of yours waits");
        assertThat(office.german(ANNA).page("/planned")).contains("Geht in 10 s hinaus", "Rückgängig");
    }

    private void openOnWorkdays() {
        Map<DayOfWeek, List<OpenHours>> week = new EnumMap<>(DayOfWeek.class);
        List.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY)
                .forEach(day -> week.put(day, List.of(new OpenHours(LocalTime.of(9, 0), LocalTime.of(17, 0)))));
        Holidays tuesday = new Holidays(Map.of(LocalDate.of(2026, 3, 3), "Works outing"), Map.of());
        office.mail()
                .conf(
                        SampleCompany.support().withHours(new BusinessHours(SampleCompany.ZONE, week, tuesday)),
                        SampleCompany.sales());
    }

    @Test
    void anAnswerIsSentLater() {
        WritingDesk anna = at(ANNA);
        HttpResponse<String> sent =
                anna.send("answer", "text", "Plug it in.", "later", "at", "later-at", "2026-03-05T09:30");
        assertThat(place(sent)).isEqualTo(TICKET + "?done=planned#planned");
        assertThat(anna.reload().page()).contains("Leaves 5 Mar 2026, 09:30", "Take back", "Send now");
        assertThat(anna.page()).contains("planned an answer for 5 Mar 2026, 09:30");
        pass((int) Duration.ofDays(2).toSeconds());
        assertThat(answers()).isZero();
        pass((int) Duration.ofDays(1).toSeconds());
        assertThat(answers()).isOne();
    }

    @Test
    void aTimeOutsideBusinessHoursMovesToTheNextOpening() {
        openOnWorkdays();
        WritingDesk anna = at(ANNA);
        assertThat(anna.page()).contains("Within business hours").doesNotContain("When we open next:");
        anna.send(
                "answer",
                List.of(),
                "text",
                "Plug it in.",
                "later",
                "at",
                "later-at",
                "2026-03-03T10:00",
                "later-hours",
                "yes",
                "later-close",
                "yes");
        assertThat(anna.reload().page()).contains("Leaves 4 Mar 2026, 09:00");
        pass((int) Duration.ofDays(2).toSeconds());
        assertThat(office.mail().ticket("SUP-1001").state()).isEqualTo(TicketState.CLOSED);
    }

    @Test
    void anAnswerWaitsUntilTheDepartmentOpens() {
        openOnWorkdays();
        pass((int) Duration.ofHours(9).toSeconds());
        WritingDesk anna = at(ANNA);
        assertThat(anna.page()).contains("When we open next: 4 Mar 2026, 09:00");
        anna.send("answer", "text", "Plug it in.", "later", "open", "later-at", "");
        assertThat(anna.reload().page()).contains("Leaves 4 Mar 2026, 09:00");
    }

    @Test
    void aTimeThatMakesNoSenseIsSaidAndNothingIsLost() {
        WritingDesk anna = at(ANNA);
        HttpResponse<String> past =
                anna.send("answer", "text", "Plug it in.", "later", "at", "later-at", "2026-03-01T09:00");
        assertThat(past.statusCode()).isEqualTo(422);
        assertThat(anna.faults()).contains("That time is past.");
        assertThat(anna.text("answer")).isEqualTo("Plug it in.");
        assertThat(anna.page()).contains("value=\"2026-03-01T09:00\"");
        anna.send("answer", "text", "Plug it in.", "later", "at", "later-at", "soon");
        assertThat(anna.faults()).contains("Choose a date with its time.");
        anna.send("answer", "text", "Plug it in.", "later", "open", "later-at", "");
        assertThat(anna.faults()).contains("The department is open now.");
        anna.send("answer", "text", "Plug it in.", "later", "at", "later-at", "2099-03-01T09:00");
        assertThat(anna.faults()).contains("366 days at most");
        openOnWorkdays();
        HttpResponse<String> never = anna.send(
                "answer",
                List.of(),
                "text",
                "Plug it in.",
                "later",
                "at",
                "later-at",
                "+999999999-12-31T00:00",
                "later-hours",
                "yes");
        assertThat(never.statusCode()).isEqualTo(422);
        assertThat(anna.faults()).contains("366 days at most");
        assertThat(answers()).isZero();
    }

    @Test
    void whatWasDoubtfulIsPlannedOnceConfirmed() {
        WritingDesk anna = at(ANNA);
        String words = "Write to " + Office.ANNA;
        anna.send("answer", "text", words, "later", "at", "later-at", "2026-03-05T09:30");
        assertThat(anna.page()).contains("name=\"later-confirmed\" value=\"at\"");
        anna.send(
                "answer",
                List.of(),
                "text",
                words,
                "confirmed",
                "yes",
                "later-confirmed",
                "at",
                "later-at",
                "2026-03-05T09:30");
        assertThat(anna.reload().page()).contains("Leaves 5 Mar 2026, 09:30");
        assertThat(answers()).isZero();
    }

    @Test
    void whatIsHeldIsShownWithItsReasonAndSentAllTheSame() {
        at(ANNA).send("answer", "text", "Plug it in.", "later", "at", "later-at", "2026-03-05T09:30");
        office.mail()
                .arrives(Letter.from(Office.CARL.value(), Office.SUPPORT, "[SUP-1001] Broken printer", "Never mind!"));
        pass((int) Duration.ofDays(4).toSeconds());
        assertThat(answers()).isZero();
        WritingDesk anna = at(ANNA);
        assertThat(anna.page()).contains("Held: it did not leave at its time", "has written in the meantime");
        assertThat(place(anna.browser().post(pathIn(anna.page()) + "/now"))).isEqualTo(TICKET + "?done=answered#end");
        assertThat(answers()).isOne();
    }
}
