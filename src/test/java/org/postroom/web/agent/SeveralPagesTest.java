package org.postroom.web.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.AgentId;
import org.postroom.agent.Department;
import org.postroom.agent.SampleCompany;
import org.postroom.agent.UndoTimes;
import org.postroom.intake.Letter;
import org.postroom.intake.Queued;
import org.postroom.mail.EmailAddress;
import org.postroom.outbound.OutboundKind;
import org.postroom.ticket.Article;
import org.postroom.ticket.TicketState;

/** The same for several tickets at once (SPEC F8): SUP-1001 to SUP-1003 are three customers', SAL-1001 is of another department. */
class SeveralPagesTest {
    private static final Pattern TICKETS = Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"( checked)?");
    private static final String THREE = "&ticket=SUP-1001&ticket=SUP-1002&ticket=SUP-1003";

    private final PageOffice office = new PageOffice();

    @BeforeEach
    void customersWrite() {
        Stream.of("alf", "bea", "cid")
                .forEach(who -> office.mail()
                        .arrives(Letter.from(
                                who + "@example.org", "support@example.com", "The outage, " + who, "Nothing works.")));
        office.mail()
                .arrives(
                        SampleCompany.SALES,
                        Letter.from("dora@example.org", "sales@example.com", "Twelve chairs", "How much?"));
    }

    @AfterEach
    void close() {
        office.close();
    }

    private String asked(AgentId agent, String act, String tickets) {
        return office.as(agent).page("/several?act=" + act + tickets + "&back=/tickets?state=active");
    }

    /** Sends the form as the page has it, with these typed. */
    private HttpResponse<String> send(AgentId agent, String page, String... fields) {
        List<String> all = new ArrayList<>(
                List.of("act", value(page, "act"), "key", value(page, "key"), "back", value(page, "back")));
        Matcher tickets = TICKETS.matcher(page);
        while (tickets.find()) {
            if (tickets.group(2) != null) {
                all.addAll(List.of("ticket", tickets.group(1)));
            }
        }
        all.addAll(List.of(fields));
        return office.as(agent).post("/several", all.toArray(String[]::new));
    }

    private static String value(String page, String name) {
        String form = page.substring(page.indexOf("class=\"several-form"));
        Matcher matcher =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(form);
        assertThat(matcher.find()).as(name).isTrue();
        return matcher.group(1).replace("&amp;", "&");
    }

    private static String place(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    private List<Queued> answersTo(String who) {
        return office.mail().queued(OutboundKind.ANSWER).stream()
                .filter(mail -> mail.goesTo(EmailAddress.of(who + "@example.org")))
                .toList();
    }

    private TicketState state(String number) {
        return office.mail().ticket(number).state();
    }

    @Test
    void answersEachCustomerInAMailOfTheirOwn() {
        String page = asked(SampleCompany.ANNA, "answer", "&ticket=SUP-1001&ticket=SUP-1002");
        assertThat(page).contains("Answer several tickets", "The outage, alf", "The outage, bea");
        HttpResponse<String> answer = send(SampleCompany.ANNA, page, "text", "All is well again.", "then", "stay");
        assertThat(place(answer)).isEqualTo("/tickets?state=active&done=several");
        assertThat(answersTo("alf"))
                .hasSize(1)
                .allSatisfy(mail -> assertThat(mail.to()).containsExactly(EmailAddress.of("alf@example.org")));
        assertThat(answersTo("bea")).hasSize(1);
        assertThat(answersTo("cid")).isEmpty();
        assertThat(state("SUP-1001")).isEqualTo(TicketState.WAITING);
        assertThat(state("SUP-1003")).isEqualTo(TicketState.ACTIVE);
    }

    @Test
    void countsAFormOnceHoweverOftenItIsSent() {
        String page = asked(SampleCompany.ANNA, "answer", THREE);
        send(SampleCompany.ANNA, page, "text", "All is well again.", "then", "close");
        HttpResponse<String> again = send(SampleCompany.ANNA, page, "text", "All is well again.", "then", "close");
        assertThat(place(again)).isEqualTo("/tickets?state=active&done=several");
        assertThat(office.mail().queued(OutboundKind.ANSWER)).hasSize(3);
        assertThat(state("SUP-1002")).isEqualTo(TicketState.CLOSED);
    }

    @Test
    void asksAboutTicketsWhoseCustomerWroteMeanwhileAndDoesTheOthers() {
        String page = asked(SampleCompany.ANNA, "answer", THREE);
        Queued confirmation = office.mail().lastTo(EmailAddress.of("bea@example.org"));
        office.mail().arrives(Letter.answer("bea@example.org", confirmation, "It burns!"));
        HttpResponse<String> first = send(SampleCompany.ANNA, page, "text", "All is well.", "then", "close");
        assertThat(first.statusCode()).isEqualTo(409);
        assertThat(first.body())
                .contains("Done for 2.", "It burns!", "All is well.", "The outage, bea")
                .doesNotContain("The outage, alf");
        assertThat(answersTo("bea")).isEmpty();
        assertThat(state("SUP-1001")).isEqualTo(TicketState.CLOSED);
        HttpResponse<String> second = send(
                SampleCompany.ANNA,
                first.body(),
                "text",
                "All is well.",
                "confirmed",
                value(first.body(), "confirmed"));
        assertThat(second.statusCode()).isEqualTo(303);
        HttpResponse<String> old = send(SampleCompany.ANNA, page, "text", "All is well.", "then", "close");
        assertThat(old.body()).as("the first form again").contains("It burns!").doesNotContain("The outage, alf");
        assertThat(answersTo("bea")).hasSize(1);
        assertThat(answersTo("alf")).hasSize(1);
        assertThat(state("SUP-1002")).isEqualTo(TicketState.CLOSED);
    }

    @Test
    void asksAboutTicketsThatOthersBecamePartOfMeanwhile() {
        Queued confirmation = office.mail().lastTo(EmailAddress.of("bea@example.org"));
        office.mail().arrives(Letter.answer("bea@example.org", confirmation, "It burns!"));
        String page = asked(SampleCompany.ANNA, "answer", "&ticket=SUP-1001&ticket=SUP-1002");
        office.as(SampleCompany.BEN)
                .post("/tickets/SUP-1003/merge", "latest", "", "other", "SUP-1002", "confirmed", "yes");
        HttpResponse<String> first = send(SampleCompany.ANNA, page, "text", "All is well.", "then", "stay");
        assertThat(first.statusCode()).isEqualTo(409);
        assertThat(first.body()).contains("Done for 1.", "SUP-1003 became part", "cid@example.org joined");
        assertThat(answersTo("bea")).isEmpty();
        send(SampleCompany.ANNA, first.body(), "text", "All is well.", "confirmed", "yes");
        assertThat(answersTo("bea")).hasSize(1);
    }

    @Test
    void saysOfEachTicketWhyItIsRefused() {
        office.mail().arrives(Letter.from("eve@example.org", "support@example.com", "Locked", "x"));
        WritingDesk.of(office, SampleCompany.ANNA).browser().post("/tickets/SUP-1004/lock", "latest", "");
        String page = asked(SampleCompany.ANNA, "answer", "&ticket=SUP-1001&ticket=SUP-1004");
        HttpResponse<String> answer = send(SampleCompany.ANNA, page, "text", "All is well.", "then", "stay");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Done for 1.", "SUP-1004 is locked", "All is well.");
        assertThat(answersTo("alf")).hasSize(1);
    }

    @Test
    void showsNothingOfTicketsThatOneMayNotSee() {
        String page = asked(SampleCompany.BEN, "comment", "&ticket=SUP-1001&ticket=SAL-1001&ticket=SUP-9999&ticket=x");
        assertThat(page).contains("The outage, alf").doesNotContain("Twelve chairs", "SAL-1001", "SUP-9999");
        office.as(SampleCompany.BEN)
                .post(
                        "/several",
                        "act",
                        "comment",
                        "key",
                        value(page, "key"),
                        "text",
                        "Seen.",
                        "ticket",
                        "SAL-1001",
                        "ticket",
                        "SUP-1001");
        assertThat(office.mail().articles("SAL-1001")).noneMatch(SeveralPagesTest::isComment);
        assertThat(office.mail().articles("SUP-1001")).anyMatch(SeveralPagesTest::isComment);
    }

    private static boolean isComment(Article article) {
        return article.content().kind() == Article.Kind.COMMENT;
    }

    @Test
    void refusesWhatTheAgentMayNotDoBeforeAndWhenItIsSent() {
        AgentId carla = SampleCompany.CARLA;
        String page = asked(carla, "transfer", "&ticket=SAL-1001&ticket=SUP-1001");
        assertThat(page).doesNotContain("The outage, alf");
        office.as(carla)
                .post(
                        "/several",
                        "act",
                        "transfer",
                        "key",
                        value(page, "key"),
                        "place",
                        "sales/front-line",
                        "ticket",
                        "SUP-1001");
        assertThat(office.mail().ticket("SUP-1001").group()).isEqualTo(SampleCompany.SUPPORT_FRONT_LINE);
    }

    @Test
    void assignsTransfersAndClosesAll() {
        send(SampleCompany.ANNA, asked(SampleCompany.ANNA, "assign", THREE), "agent", "ben", "then", "stay");
        assertThat(office.mail().tickets().stream()
                        .filter(ticket -> ticket.assignee().equals(Optional.of(SampleCompany.BEN))))
                .hasSize(3);
        send(SampleCompany.ANNA, asked(SampleCompany.ANNA, "assign", THREE), "agent", "-", "then", "stay");
        assertThat(office.mail().ticket("SUP-1002").assignee()).isEmpty();
        send(SampleCompany.ANNA, asked(SampleCompany.ANNA, "close", THREE), "then", "stay");
        assertThat(List.of(state("SUP-1001"), state("SUP-1002"), state("SUP-1003")))
                .containsOnly(TicketState.CLOSED);
        send(
                SampleCompany.ANNA,
                asked(SampleCompany.ANNA, "transfer", THREE),
                "place",
                SampleCompany.SALES_FRONT_LINE.toString(),
                "then",
                "stay");
        assertThat(office.mail().ticket("SUP-1003").group()).isEqualTo(SampleCompany.SALES_FRONT_LINE);
    }

    @Test
    void takesAllBackThatWasJustSent() {
        Department support = SampleCompany.support();
        office.mail().conf(support.withTickets(support.tickets().withUndo(UndoTimes.DEFAULT)), SampleCompany.sales());
        HttpResponse<String> answer = send(
                SampleCompany.ANNA,
                asked(SampleCompany.ANNA, "answer", THREE),
                "text",
                "All is well.",
                "then",
                "close");
        assertThat(place(answer)).isEqualTo("/planned?done=several-waits");
        AgentBrowser anna = office.as(SampleCompany.ANNA);
        assertThat(anna.page("/planned")).contains("Take back what was just sent", "SUP-1001", "SUP-1002", "SUP-1003");

        assertThat(place(office.as(SampleCompany.BEN).post("/planned/back"))).isEqualTo("/planned?done=too-late");
        assertThat(place(anna.post("/planned/back"))).isEqualTo("/planned?done=all-taken-back");
        leave();
        assertThat(office.mail().queued(OutboundKind.ANSWER)).isEmpty();
        assertThat(WritingDesk.of(office, SampleCompany.ANNA).text("answer")).contains("All is well.");

        send(
                SampleCompany.ANNA,
                asked(SampleCompany.ANNA, "answer", THREE),
                "text",
                "Now it is well.",
                "then",
                "close");
        leave();
        assertThat(office.mail().queued(OutboundKind.ANSWER)).hasSize(3);
        assertThat(state("SUP-1003")).isEqualTo(TicketState.CLOSED);
    }

    private void leave() {
        office.mail().clock.forward(Duration.ofSeconds(11));
        var worker = office.mail().desks().dueAnswers(office.mail().database());
        while (worker.run().isZero()) {
            // Something left; there may be more
        }
    }

    @Test
    void asksForWhatIsMissingAndKeepsTheRest() {
        String page = asked(SampleCompany.ANNA, "answer", THREE);
        HttpResponse<String> blank = send(SampleCompany.ANNA, page, "text", "  \r\n ", "then", "stay");
        assertThat(blank.statusCode()).isEqualTo(422);
        assertThat(blank.body()).contains("There are no words.", "The outage, cid");
        HttpResponse<String> nobody =
                send(SampleCompany.ANNA, asked(SampleCompany.ANNA, "assign", THREE), "agent", "", "then", "stay");
        assertThat(nobody.body()).contains("Choose an agent.");
        HttpResponse<String> none = office.as(SampleCompany.ANNA)
                .post("/several", "act", "answer", "key", value(page, "key"), "text", "All is well.");
        assertThat(none.body()).contains("No ticket is chosen");
        assertThat(office.mail().queued(OutboundKind.ANSWER)).isEmpty();
    }

    @Test
    void leadsNowhereWithAForeignReturnOrWithoutAKey() {
        AgentBrowser anna = office.as(SampleCompany.ANNA);
        assertThat(anna.page("/several?act=close&ticket=SUP-1001&back=//evil.example.com/"))
                .contains("name=\"back\" value=\"/tickets\"")
                .doesNotContain("evil");
        assertThat(place(anna.get("/several?act=burn&ticket=SUP-1001"))).isEqualTo("/tickets");
        assertThat(place(anna.get("/several?act=close"))).isEqualTo("/tickets");
        assertThat(anna.post("/several", "act", "answer", "ticket", "SUP-1001", "text", "Mine")
                        .body())
                .contains("Send it once more.", "Mine");
        assertThat(state("SUP-1001")).isEqualTo(TicketState.ACTIVE);
    }

    @Test
    void offersABoxOnEachRowOfTheList() {
        assertThat(office.as(SampleCompany.ANNA).page("/tickets?state=open&whose=nobody"))
                .contains("form=\"several\" name=\"ticket\" value=\"SUP-1001\"", "Choose SUP-1003")
                .contains("name=\"back\" value=\"/tickets?state=open&amp;whose=nobody\"");
    }
}
