package org.postroom.app.stories;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.postroom.app.demo.Letter;
import org.postroom.app.demo.Office;
import org.postroom.ticket.Priority;
import org.postroom.ticket.Ticket;

/** A customer writes to an agent's own address; the agent forwards the mail to the department. */
class ForwardStoryTest {
    private static final Letter.Person CLARA = new Letter.Person("Clara Jensen", "clara@customer.example.org");

    private final Company agency = Company.of("travel", CLARA);

    @Test
    void whatACustomerWroteToAnAgentBecomesTheCustomersTicket() {
        try (agency) {
            agency.office().send(Letter.of(agency.person("tess"), "sales@example.com", "Fwd: Lisbon in May", """
                    #priority high
                    Tom, she is in a hurry.

                    ---------- Forwarded message ---------
                    From: Clara Jensen <clara@customer.example.org>
                    Date: Mon, 2 Mar 2026 at 09:00
                    Subject: Lisbon in May
                    To: Tess <tess@staff.example.net>

                    Dear Tess,

                    two seats to Lisbon, please.
                    """));

            // Anybody could write that in her name, so she is asked at her own address; Clara hears nothing
            Office.Got question = agency.told("tess", "Please confirm");
            assertThat(question.text()).contains("Clara Jensen <clara@customer.example.org>", "two seats to Lisbon");
            assertThat(agency.office().inbox(CLARA.address())).isEmpty();
            assertThat(agency.office().tickets().getFirst().customer()).isEmpty();

            agency.answers("tess", question, "SEND");
            Office.Got received = agency.gets(CLARA, "Lisbon in May");
            Office.Got notice = agency.told("tom", "two seats to Lisbon");
            assertThat(notice.text()).contains("she is in a hurry");
            assertThat(agency.told("tess", "Ticket SAL-1001 is Clara Jensen").text())
                    .contains("SAL-1001");
            Ticket ticket = agency.office().tickets().getFirst();
            assertThat(ticket.customer().orElseThrow().address().value()).isEqualTo(CLARA.address());
            assertThat(ticket.priority()).isEqualTo(Priority.HIGH);

            // From here on it is a ticket as every other
            agency.answers(CLARA, received, "Window seats, if you can.");
            agency.told("tom", "Window seats");
            agency.answers("tom", notice, "Dear Clara,\n\n12A and 12B are yours.");
            assertThat(agency.gets(CLARA, "12A and 12B").bytes())
                    .doesNotContain("staff.example.net")
                    .doesNotContain("in a hurry");
            assertThat(agency.office().tickets()).hasSize(1);
        }
    }
}
