package org.postroom.web.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.web.agent.WritingDesk.TICKET;
import static org.postroom.web.agent.WritingDesk.place;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.Organisation;
import org.postroom.agent.Role;
import org.postroom.agent.SampleCompany;
import org.postroom.intake.Office;
import org.postroom.mail.EmailAddress;
import org.postroom.ticket.Article;

/** Tickets are handed over on the page, with words to colleagues: support has the ticket, steve and sara work in sales. */
class HandOverPagesTest {
    private static final AgentId STEVE = new AgentId("steve");
    private static final EmailAddress SARA_ADDRESS = EmailAddress.of("sara.private@example.net");
    private static final String WORDS = "He rang twice; the serial number is 4711.";

    private final PageOffice office = new PageOffice();

    @BeforeEach
    void carlWrites() {
        Organisation usual = SampleCompany.organisation();
        Stream<Agent> sellers = Stream.of(
                seller("steve", "Steve Sander", "steve.private@example.net"),
                seller("sara", "Sara Sommer", SARA_ADDRESS.value()));
        office.mail()
                .conf(new Organisation(
                        usual.brands(),
                        usual.departments(),
                        Stream.concat(usual.agents().stream(), sellers).toList(),
                        usual.products(),
                        List.of()));
        office.mail().carlWrites();
    }

    private static Agent seller(String id, String name, String address) {
        return SampleCompany.agent(
                new AgentId(id),
                name,
                EmailAddress.of(address),
                Set.of(SampleCompany.SALES_FRONT_LINE),
                Map.of(SampleCompany.SALES, Role.AGENT));
    }

    @AfterEach
    void close() {
        office.close();
    }

    private WritingDesk anna() {
        return WritingDesk.of(office, SampleCompany.ANNA);
    }

    private void share(String level) {
        assertThat(anna().press("share", "share.sales", level).statusCode()).isEqualTo(303);
    }

    private String noticeTo(EmailAddress colleague) {
        return office.mail().lastTo(colleague).text();
    }

    private Article latest() {
        return office.mail().articles("SUP-1001").getLast();
    }

    /** From the heading of a menu to its end. */
    private static String menu(String page, String button) {
        int note = page.indexOf("name=\"note." + button + "\"");
        assertThat(note).as("the menu of " + button).isPositive();
        return page.substring(page.lastIndexOf("<details", note), page.indexOf("</details>", note));
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "restricted"})
    void whoIsSharedWithShowsItToColleaguesOfTheOwnDepartment(String level) {
        share(level);
        WritingDesk steve = WritingDesk.of(office, STEVE);
        assertThat(menu(steve.page(), "forward"))
                .contains("Sara Sommer", "Anna Berg", "Ben Cole", "Carla Diaz")
                .doesNotContain("Steve Sander");
        assertThat(place(steve.press("forward", "agent", "sara", "note.forward", WORDS)))
                .isEqualTo(TICKET + "?done=forwarded#end");
        assertThat(noticeTo(SARA_ADDRESS)).contains("Steve Sander", WORDS, "It does not print.");
        assertThat(latest().content().text()).isEqualTo(WORDS);
        assertThat(latest().content().visibility()).isEqualTo(Article.Visibility.INTERNAL);
        assertThat(office.mail().events("SUP-1001")).endsWith("commented", "forwarded");
    }

    @Test
    void whoMayOnlyReadIsNotOfferedItAndRefused() {
        share("read-only");
        int told = office.mail().queuedTo(SARA_ADDRESS).size();
        AgentBrowser steve = office.as(STEVE);
        assertThat(steve.page(TICKET)).doesNotContain(TICKET + "/forward", "name=\"note.");
        assertThat(steve.post(TICKET + "/forward", "agent", "sara").statusCode())
                .isEqualTo(403);
        assertThat(office.mail().queuedTo(SARA_ADDRESS)).hasSize(told);
    }

    @Test
    void offersOnlyWhoMaySeeTheTicketAndTakesNobodyElse() {
        WritingDesk anna = anna();
        assertThat(menu(anna.page(), "forward"))
                .contains("value=\"ben\"")
                .doesNotContain("value=\"anna\"", "value=\"carla\"", "value=\"sara\"");
        assertThat(anna.press("forward", "agent", "sara", "note.forward", WORDS).statusCode())
                .isEqualTo(422);
        assertThat(anna.faults()).contains("may not see this ticket", "Share it");
        assertThat(menu(anna.page(), "forward"))
                .startsWith("<details class=\"menu\" open")
                .contains(WORDS);
        assertThat(anna.press("forward", "agent", "nobody-here").statusCode()).isEqualTo(422);
        assertThat(anna.faults()).contains("Choose a colleague who may see this ticket.");
    }

    @ParameterizedTest
    @CsvSource({"close, true", "lock, false"})
    void isOfferedOnClosedTicketsNotOnLockedOnes(String before, boolean offered) {
        anna().press(before);
        assertThat(anna().page().contains("formaction=\"" + TICKET + "/forward"))
                .isEqualTo(offered);
    }

    @ParameterizedTest
    @CsvSource({
        "assign,   agent,       ben,                ben.private@example.net",
        "transfer, place,       support/escalation, carla.private@example.net",
        "share,    share.sales, restricted,         sara.private@example.net",
        "forward,  agent,       ben,                ben.private@example.net"
    })
    void whatIsSaidWithItReachesWhoeverItComesToAndStandsAmongAgents(
            String button, String field, String value, String colleague) {
        int before = office.mail().articles("SUP-1001").size();
        anna().press(button, field, value, "note." + button, "  " + WORDS + "\r\nPlease look. ");
        assertThat(noticeTo(EmailAddress.of(colleague))).contains(WORDS, "Please look.", "It does not print.");
        assertThat(office.mail().articles("SUP-1001")).hasSize(before + 1);
        assertThat(latest().content().text()).isEqualTo(WORDS + "\nPlease look.");
        assertThat(latest().content().kind()).isEqualTo(Article.Kind.COMMENT);
        assertThat(office.mail().queuedTo(Office.CARL))
                .noneMatch(mail -> mail.text().contains("4711"));
    }

    @Test
    void eachButtonReadsItsOwnMenu() {
        anna().press("transfer", "place", "support/escalation", "note.assign", WORDS, "note.transfer", " \r\n ");
        assertThat(office.mail().articles("SUP-1001"))
                .noneMatch(article -> article.content().text().contains(WORDS));
        assertThat(office.mail().events("SUP-1001")).doesNotContain("commented");
    }

    @Test
    void takingItFromSomebodyReadsTheWordsOfAssigning() {
        WritingDesk anna = anna();
        anna.press("assign", "agent", "ben");
        assertThat(place(anna.press("unassign", "note.assign", WORDS))).isEqualTo(TICKET + "?done=unassigned#end");
        assertThat(latest().content().text()).isEqualTo(WORDS);
    }

    @Test
    void wordsWithoutAChangeAreACommentAndSaidToBeOne() {
        assertThat(place(anna().press("share", "share.sales", "none", "note.share", WORDS)))
                .isEqualTo(TICKET + "?done=commented#end");
        assertThat(latest().content().text()).isEqualTo(WORDS);
    }

    @ParameterizedTest
    @CsvSource({"assign, agent, carlos", "transfer, place, sales/nobody", "forward, agent, steve"})
    void whatIsRefusedKeepsItsWordsInTheOpenMenuAndWritesNothing(String button, String field, String value) {
        int before = office.mail().articles("SUP-1001").size();
        WritingDesk anna = anna();
        assertThat(anna.press(button, field, value, "note." + button, "<b>" + WORDS + "</b>")
                        .statusCode())
                .isEqualTo(422);
        assertThat(menu(anna.page(), button))
                .startsWith("<details class=\"menu\" open")
                .contains(">\n&lt;b&gt;" + WORDS + "&lt;/b&gt;</textarea>");
        assertThat(anna.page()).containsOnlyOnce(WORDS).containsOnlyOnce("<details class=\"menu\" open");
        assertThat(office.mail().articles("SUP-1001")).hasSize(before);
    }

    @Test
    void wordsWhoseMenuIsGoneAreShownWithWhyTheyCameToNothing() {
        WritingDesk late = anna();
        anna().press("lock");
        assertThat(late.press("transfer", "place", "sales/front-line", "note.transfer", WORDS)
                        .statusCode())
                .isEqualTo(422);
        assertThat(late.faults()).contains("locked");
        assertThat(late.page()).doesNotContain("name=\"note.transfer\"").containsOnlyOnce(WORDS);
    }

    @Test
    void speaksGerman() {
        AgentBrowser ben = office.german(SampleCompany.BEN);
        assertThat(ben.page(TICKET)).contains("Weiterleiten", "placeholder=\"Ein Wort an die Kollegen\"");
        assertThat(place(ben.post(TICKET + "/forward", "agent", "anna"))).isEqualTo(TICKET + "?done=forwarded#end");
        assertThat(ben.page(TICKET + "?done=forwarded")).contains("Bescheid über das Ticket ist gesagt.");
        assertThat(ben.post(TICKET + "/forward", "agent", "").body())
                .contains("Wählen Sie jemanden, der dieses Ticket sehen darf.");
    }
}
