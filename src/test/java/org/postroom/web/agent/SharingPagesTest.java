package org.postroom.web.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.web.agent.WritingDesk.TICKET;
import static org.postroom.web.agent.WritingDesk.place;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.Organisation;
import org.postroom.agent.Role;
import org.postroom.agent.SampleCompany;
import org.postroom.agent.Sharing;
import org.postroom.agent.SharingLevel;
import org.postroom.mail.EmailAddress;
import org.postroom.ticket.Ticket;

/** Transfer and sharing on the page: support has the ticket, sales is the other department, where steve works. */
class SharingPagesTest {
    private static final AgentId STEVE = new AgentId("steve");

    private final PageOffice office = new PageOffice();

    @BeforeEach
    void carlWrites() {
        Organisation usual = SampleCompany.organisation();
        Agent steve = SampleCompany.agent(
                STEVE,
                "Steve Sander",
                EmailAddress.of("steve.private@example.net"),
                Set.of(SampleCompany.SALES_FRONT_LINE),
                Map.of(SampleCompany.SALES, Role.AGENT));
        office.mail()
                .conf(new Organisation(
                        usual.brands(),
                        usual.departments(),
                        Stream.concat(usual.agents().stream(), Stream.of(steve)).toList(),
                        usual.products(),
                        List.of()));
        office.mail().carlWrites();
    }

    @AfterEach
    void close() {
        office.close();
    }

    private Ticket ticket() {
        return office.mail().ticket("SUP-1001");
    }

    private HttpResponse<String> share(String level) {
        return WritingDesk.of(office, SampleCompany.ANNA).press("share", "share.sales", level);
    }

    @ParameterizedTest
    @CsvSource({"full, true, may answer", "restricted, false, may comment and forward", "read-only, false, may comment"
    })
    void sharesAtALevelThatIsShownWithWhoDidIt(String level, boolean answers, String words) {
        assertThat(place(share(level))).isEqualTo(TICKET + "?done=shared#end");
        assertThat(ticket().sharing())
                .isEqualTo(Sharing.none()
                        .and(SampleCompany.SALES, SharingLevel.ofWord(level).orElseThrow()));
        String page = office.as(STEVE).page(TICKET);
        assertThat(page).contains("Shared with", "Acme Sales", words, "by Anna Berg");
        assertThat(page.contains("Write to the customer")).isEqualTo(answers);
        assertThat(page).contains("Write to your colleagues");
        assertThat(page)
                .doesNotContain(
                        "formaction=\"" + TICKET + "/close",
                        "formaction=\"" + TICKET + "/share",
                        "formaction=\"" + TICKET + "/transfer",
                        "formaction=\"" + TICKET + "/take");
    }

    @Test
    void isInTheSharedListAloneUntilItIsUnshared() {
        share("full");
        AgentBrowser steve = office.as(STEVE);
        assertThat(steve.page("/tickets?whose=shared")).contains("Broken printer", "Acme Support");
        assertThat(steve.page("/tickets?state=all")).doesNotContain("Broken printer");
        assertThat(steve.page("/tickets?text=printer")).doesNotContain("Broken printer");
        assertThat(place(share("none"))).isEqualTo(TICKET + "?done=shared#end");
        assertThat(steve.page("/tickets?whose=shared")).doesNotContain("Broken printer");
        HttpResponse<String> gone = steve.get(TICKET);
        assertThat(gone.statusCode()).isEqualTo(403);
    }

    @Test
    void aFormWithoutADepartmentOrWithRubbishChangesNothing() {
        share("full");
        WritingDesk anna = WritingDesk.of(office, SampleCompany.ANNA);
        assertThat(anna.press("share").statusCode()).isEqualTo(303);
        assertThat(anna.press("share", "share.sales", "owner").statusCode()).isEqualTo(303);
        assertThat(anna.press("share", "share.nowhere", "full").statusCode()).isEqualTo(303);
        assertThat(ticket().sharing().levels()).isEqualTo(Map.of(SampleCompany.SALES, SharingLevel.FULL));
        assertThat(office.mail().events("SUP-1001")).containsOnlyOnce("shared");
    }

    @ParameterizedTest
    @CsvSource({"share, share.sales, full", "transfer, place, sales/front-line"})
    void theReceivingSideNeitherSharesOnNorTransfers(String button, String field, String value) {
        share("full");
        HttpResponse<String> answer = office.as(STEVE).post(TICKET + "/" + button, field, value);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("shared with your department", "Anna Berg");
        assertThat(ticket().department()).isEqualTo(SampleCompany.SUPPORT);
    }

    @Test
    void transfersToAGroupAndShowsTheListWhereTheTicketIsOutOfSight() {
        WritingDesk ben = WritingDesk.of(office, SampleCompany.BEN);
        assertThat(place(ben.press("transfer", "place", "sales/front-line")))
                .isEqualTo("/tickets?done=transferred#end");
        assertThat(ticket().group()).isEqualTo(SampleCompany.SALES_FRONT_LINE);
        assertThat(office.as(SampleCompany.BEN).page("/tickets?done=transferred"))
                .contains("The ticket has moved");
        assertThat(office.as(STEVE).page("/tickets")).contains("Broken printer");
    }

    @Test
    void offersEveryOtherGroupAndNothingElse() {
        String page = office.as(SampleCompany.ANNA).page(TICKET);
        assertThat(page)
                .contains("value=\"support/escalation\"", "value=\"sales/front-line\"")
                .doesNotContain("value=\"support/front-line\"");
        WritingDesk anna = WritingDesk.of(office, SampleCompany.ANNA);
        assertThat(anna.press("transfer", "place", "sales/nobody").statusCode()).isEqualTo(422);
        assertThat(anna.faults()).contains("Choose where the ticket is to go");
    }

    @Test
    void tellsItsHistoryInTheReadersLanguage() {
        share("read-only");
        WritingDesk.of(office, SampleCompany.ANNA).press("transfer", "place", "support/escalation");
        assertThat(office.as(SampleCompany.ANNA).page(TICKET).toLowerCase(Locale.ROOT))
                .contains(
                        "shared it with acme sales, who may comment",
                        "moved it from acme support to acme support / escalation");
    }
}
