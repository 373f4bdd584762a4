package org.postroom.app.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postroom.agent.AgentId;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.ProductId;
import org.postroom.app.demo.Letter;
import org.postroom.app.demo.Office;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketState;
import org.postroom.web.agent.AgentBrowser;

/**
 * A "Software Bug Report" from its customer to the counts by product and department (SPEC A5): by the address with a plus sign,
 * and by an agent who chooses it on the page.
 */
class BugReportStoryTest {
    private static final Letter.Person CLARA = new Letter.Person("Clara Jensen", "clara@customer.example.org");
    private static final ProductId BUG = new ProductId("bug-report");
    private static final DepartmentId TECHNICAL = new DepartmentId("technical");

    @Test
    void aBugReportComesByItsAddressOrIsChosenByAnAgentAndIsCounted() {
        try (Company desk = Company.of("helpdesk", CLARA)) {
            // By the address: it is Technical's, about the product, and given to one of Technical's agents
            Ticket byMail =
                    desk.writes(CLARA, "technical+bug@example.com", "Crash on start", "Application A ends at once.");
            assertThat(byMail.department()).isEqualTo(TECHNICAL);
            assertThat(byMail.product()).contains(BUG);
            String agent = byMail.assignee().orElseThrow().value();
            assertThat(agent).isIn("tara", "tim");

            // Without it, an agent of Technical chooses among Technical's products and those of all departments
            Ticket byPage = desk.writes(CLARA, "technical@example.com", "It crashes again", "After an hour.");
            assertThat(byPage.product()).isEmpty();
            String other = byPage.assignee().orElseThrow().value();
            assertThat(other).isNotEqualTo(agent).isIn("tara", "tim");
            AgentBrowser page = desk.page(other);
            assertThat(page.page("/tickets/" + byPage.number()))
                    .contains("Software Bug Report", "Plugin or Add-on B", "Software Application A")
                    .doesNotContain("Subscription");
            page.post("/tickets/" + byPage.number() + "/product", "product", "bug-report");
            assertThat(desk.office().again(byPage).product()).contains(BUG);

            // The agent of the first solves it by mail
            desk.answers(
                    agent,
                    desk.told(agent, "Application A ends at once"),
                    "#close\n\nDear Clara,\n\nplease install 2.1.");
            desk.gets(CLARA, "please install 2.1");
            desk.once(byMail, now -> now.state() == TicketState.CLOSED);

            // What moves to Billing is no bug report any more, where there is no such product
            Ticket moved = desk.writes(CLARA, "technical+bug@example.com", "Invoice", "Charged twice.");
            String third = moved.assignee().map(AgentId::value).orElseThrow();
            desk.answers(third, desk.told(third, "Charged twice"), "#transfer billing");
            assertThat(desk.once(moved, now -> now.department().equals(new DepartmentId("billing")))
                            .product())
                    .isEqualTo(Optional.empty());

            // Of two bug reports of Technical, one is open
            assertThat(desk.page(other).page("/departments"))
                    .containsPattern("Software Bug Report</bdi> <span[^>]*>1 active of 2");
            Office.Got told = desk.told("sam", "moved this ticket");
            assertThat(told.text()).contains("Charged twice");
        }
    }
}
