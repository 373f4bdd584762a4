package org.postroom.web.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.web.agent.WritingDesk.TICKET;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.SampleCompany;
import org.postroom.intake.Letter;
import org.postroom.intake.Office;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketState;

/** What an agent forwarded, on the page of the ticket on which it waits. */
class ForwardPagesTest {
    private final PageOffice office = new PageOffice();

    @BeforeEach
    void annaForwards() {
        office.mail().arrives(Letter.from(Office.ANNA.value(), Office.SUPPORT, "Fwd: Broken printer", """
                Please help Carl.

                ---------- Forwarded message ---------
                From: Carl <b> Customer <carl@customer.example.org>
                Date: today
                Subject: Broken <i>printer

                It does not print, see https://desk.example.com/view/tokenOfTheCustomersOwnLink
                """));
    }

    @AfterEach
    void close() {
        office.close();
    }

    private HttpResponse<String> press(String path, String customer) {
        return office.as(SampleCompany.ANNA).post(TICKET + path, "customer", customer);
    }

    private Ticket ticket() {
        return office.mail().ticket("SUP-1001");
    }

    @Test
    void showsWhatWouldBecomeATicketToItsAgentWithAFormAndToOthersWithout() {
        assertThat(office.as(SampleCompany.ANNA).page(TICKET))
                .contains(
                        "You forwarded this",
                        "carl@customer.example.org",
                        "Broken &lt;i&gt;printer",
                        "It does not print")
                .contains("action=\"/tickets/SUP-1001/forwarded\"");
        assertThat(office.as(SampleCompany.BEN).page(TICKET))
                .contains("Forwarded; it waits", "It does not print", "/view/…")
                .doesNotContain("tokenOfTheCustomersOwnLink")
                .doesNotContain("/forwarded\"");
    }

    @Test
    void isMadeATicketOfWhoeverWasProposed() {
        assertThat(WritingDesk.place(press("/forwarded", ""))).isEqualTo(TICKET + "?done=forward-made");
        assertThat(ticket().customer().orElseThrow().address()).isEqualTo(Office.CARL);
        assertThat(office.mail().queuedTo(Office.CARL)).hasSize(1);
        assertThat(office.as(SampleCompany.ANNA).page(TICKET)).doesNotContain("You forwarded this");
        assertThat(press("/forwarded", "").statusCode()).isEqualTo(422);
        assertThat(office.mail().queuedTo(Office.CARL)).hasSize(1);
    }

    @Test
    void isMadeATicketOfWhoeverIsNamed() {
        press("/forwarded", "Eva Else <eva@customer.example.org>");
        assertThat(ticket().customer().orElseThrow().label()).isEqualTo("Eva Else");
    }

    @Test
    void anAddressThatIsNoneIsShownAgain() {
        HttpResponse<String> page = press("/forwarded", "eva at home");
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("not a mail address", "value=\"eva at home\"");
        assertThat(ticket().customer()).isEmpty();
    }

    @Test
    void isThrownAway() {
        assertThat(WritingDesk.place(press("/forwarded/drop", ""))).isEqualTo(TICKET + "?done=forward-dropped");
        assertThat(ticket().state()).isEqualTo(TicketState.CLOSED);
        office.mail().agentAnswers(Office.ANNA, "SEND");
        assertThat(ticket().customer()).isEmpty();
    }

    @Test
    void nobodyElseSaysThatItIsRight() {
        HttpResponse<String> page = office.as(SampleCompany.BEN).post(TICKET + "/forwarded", "customer", "");
        assertThat(page.statusCode()).isEqualTo(422);
        office.as(SampleCompany.BEN).post(TICKET + "/forwarded/drop", "customer", "");
        assertThat(ticket().customer()).isEmpty();
        assertThat(ticket().state()).isEqualTo(TicketState.ACTIVE);
    }
}
