package org.postroom.web.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.web.agent.WritingDesk.TICKET;
import static org.postroom.web.agent.WritingDesk.place;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.SampleCompany;
import org.postroom.intake.Letter;
import org.postroom.ticket.Priority;

class PriorityPagesTest {
    private final PageOffice office = new PageOffice();

    @BeforeEach
    void carlAndDoraWrite() {
        office.mail().carlWrites();
        office.mail().arrives(Letter.from("dora@example.org", "support@example.com", "Ink", "It is empty."));
    }

    @AfterEach
    void close() {
        office.close();
    }

    private Priority priority() {
        return office.mail().ticket("SUP-1001").priority();
    }

    @Test
    void isChosenAmongTheFactsOfATicket() {
        assertThat(office.as(SampleCompany.BEN).page(TICKET))
                .contains("action=\"" + TICKET + "/priority\"", "value=\"urgent\"", "value=\"low\"")
                .doesNotContain("class=\"priority");
        WritingDesk ben = WritingDesk.of(office, SampleCompany.BEN);
        assertThat(place(ben.press("priority", "priority", "urgent"))).isEqualTo(TICKET + "?done=priority#end");
        assertThat(priority()).isEqualTo(Priority.URGENT);
        assertThat(office.as(SampleCompany.BEN).page(TICKET))
                .contains("class=\"priority urgent\"", "set the priority to Urgent");
        assertThat(office.german(SampleCompany.BEN).page(TICKET))
                .contains("Dringend", "hat die Priorität auf Dringend gesetzt");
        ben.press("priority", "priority", "urgent");
        assertThat(priority()).isEqualTo(Priority.URGENT);
    }

    @Test
    void aWordThatIsNoneOfTheFourIsRefused() {
        WritingDesk ben = WritingDesk.of(office, SampleCompany.BEN);
        assertThat(ben.press("priority", "priority", "asap").statusCode()).isEqualTo(422);
        assertThat(ben.faults()).contains("Choose one of the four priorities");
        assertThat(priority()).isEqualTo(Priority.NORMAL);
    }

    @Test
    void highAndUrgentTicketsBearAMarkInListsAndOthersNone() {
        office.as(SampleCompany.BEN).post(TICKET + "/priority", "latest", "0", "priority", "high");
        assertThat(office.as(SampleCompany.BEN).page("/tickets"))
                .containsOnlyOnce("class=\"priority high\"")
                .contains("High priority");
        office.as(SampleCompany.BEN).post(TICKET + "/priority", "latest", "0", "priority", "low");
        assertThat(office.as(SampleCompany.BEN).page("/tickets")).doesNotContain("class=\"priority");
    }

    @Test
    void listsAreNarrowedByIt() {
        office.as(SampleCompany.BEN).post(TICKET + "/priority", "latest", "0", "priority", "high");
        assertThat(office.as(SampleCompany.BEN).page("/tickets?priority=raised"))
                .contains("SUP-1001", "priority=raised&amp;")
                .doesNotContain("SUP-1002");
        assertThat(office.as(SampleCompany.BEN).page("/tickets?priority=normal"))
                .contains("SUP-1002")
                .doesNotContain("SUP-1001");
        assertThat(office.as(SampleCompany.BEN).page("/tickets?priority=urgent"))
                .doesNotContain("SUP-1001", "SUP-1002");
        assertThat(office.as(SampleCompany.BEN).page("/tickets?priority=sky")).contains("SUP-1001", "SUP-1002");
    }
}
