package org.postroom.web.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.web.agent.WritingDesk.TICKET;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.SampleCompany;
import org.postroom.intake.Letter;
import org.postroom.ticket.TicketState;

/** A department that was switched off: what it had stays (SPEC A6). */
class SwitchedOffTest {
    private final PageOffice office = new PageOffice();

    @BeforeEach
    void switchOff() {
        office.mail().carlWrites();
        office.mail().conf(SampleCompany.support().withEnabled(false), SampleCompany.sales());
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void itsTicketsAreListedReadAndFinished() {
        assertThat(office.as(SampleCompany.BEN).page("/tickets")).contains("Broken printer");
        assertThat(office.as(SampleCompany.BEN).page(TICKET)).contains("It does not print.");
        assertThat(WritingDesk.of(office, SampleCompany.BEN).press("close").statusCode())
                .isEqualTo(303);
        assertThat(office.mail().ticket("SUP-1001").state()).isEqualTo(TicketState.CLOSED);
    }

    @Test
    void itsTicketsCanGoToOthersButNoneComeToIt() {
        office.mail()
                .arrives(
                        SampleCompany.SALES,
                        Letter.from("dora@example.org", "sales@example.com", "Chairs", "How much are twelve?"));
        assertThat(office.as(SampleCompany.CARLA).page("/tickets/SAL-1001"))
                .doesNotContain("value=\"support/front-line\"");
        assertThat(office.as(SampleCompany.CARLA)
                        .post("/tickets/SAL-1001/transfer", "place", "support/front-line", "latest", "0")
                        .statusCode())
                .isEqualTo(422);
        assertThat(office.mail().ticket("SAL-1001").department()).isEqualTo(SampleCompany.SALES);
        WritingDesk.of(office, SampleCompany.ANNA).press("transfer", "place", "sales/front-line");
        assertThat(office.mail().ticket("SUP-1001").department()).isEqualTo(SampleCompany.SALES);
    }
}
