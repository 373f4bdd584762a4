package org.postroom.web.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.web.agent.WritingDesk.place;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.SampleCompany;
import org.postroom.intake.Letter;
import org.postroom.intake.Office;
import org.postroom.ticket.Ticket;

/** Links between tickets, on the page (SPEC C5). */
class RelatedPagesTest {
    private final PageOffice office = new PageOffice();

    @BeforeEach
    void open() {
        office.mail().carlWrites();
        office.mail()
                .arrives(Letter.from("Dora <dora@example.net>", Office.SUPPORT, "Dora’s printer <b>", "It burns."));
        office.mail()
                .arrives(
                        SampleCompany.SALES,
                        Letter.from("Eve <eve@example.net>", "sales@example.com", "An offer please", "Prices?"));
    }

    @AfterEach
    void close() {
        office.close();
    }

    private HttpResponse<String> press(String button, String other) {
        return WritingDesk.of(office, SampleCompany.BEN).press(button, "other", other);
    }

    @Test
    void linksATicketByItsNumberAndTakesTheLinkOff() {
        assertThat(place(press("relate", "sup-1002"))).isEqualTo(WritingDesk.TICKET + "?done=related#end");
        assertThat(office.mail().related("SUP-1002")).extracting(Ticket::number).hasToString("[SUP-1001]");
        String page = office.as(SampleCompany.BEN).page(WritingDesk.TICKET);
        assertThat(page)
                .contains("<span class=\"key\">SUP-1002</span> <bdi>Dora’s printer &lt;b&gt;</bdi>")
                .contains("linked it with SUP-1002");
        assertThat(place(press("unrelate", "SUP-1002"))).isEqualTo(WritingDesk.TICKET + "?done=unrelated#end");
        assertThat(office.mail().related("SUP-1001")).isEmpty();
    }

    @Test
    void aTicketOutOfSightIsSpokenOfAsOneThatIsNotThere() {
        WritingDesk ben = WritingDesk.of(office, SampleCompany.BEN);
        assertThat(ben.press("relate", "other", "SAL-1001").statusCode()).isEqualTo(422);
        assertThat(ben.faults()).contains("There is no ticket SAL-1001 that you may see.");
        assertThat(ben.press("relate", "other", "SAL-9999").statusCode()).isEqualTo(422);
        assertThat(ben.faults()).contains("There is no ticket SAL-9999 that you may see.");
        assertThat(ben.press("relate", "other", "the other").statusCode()).isEqualTo(422);
        assertThat(ben.faults()).contains("Write the number of the other ticket");
    }
}
