package org.postroom.web.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.SampleCompany;
import org.postroom.conversation.ViewLink;
import org.postroom.intake.Office;
import org.postroom.ticket.HistoryLine;

class ViewLinkPagesTest {
    private final PageOffice office = new PageOffice();

    @AfterEach
    void close() {
        office.close();
    }

    private String carlsTicket() {
        office.mail().carlWrites();
        return office.mail().tickets().getFirst().number().toString();
    }

    @Test
    void saysHowManyLinksWork() {
        String number = carlsTicket();
        assertThat(office.as(SampleCompany.BEN).page("/tickets/" + number + "/links"))
                .contains("One works.", "action=\"/tickets/" + number + "/revoke-links\"");
    }

    @Test
    void endsThemAllAndTheHistorySaysWhoDid() {
        String number = carlsTicket();
        assertThat(office.mail().linkIn(office.mail().lastTo(Office.CARL))).isPresent();
        HttpResponse<String> answer = office.as(SampleCompany.BEN).post("/tickets/" + number + "/revoke-links");
        assertThat(answer.headers().firstValue("Location")).contains("/tickets/" + number + "?done=links-revoked");
        assertThat(office.mail().linkIn(office.mail().lastTo(Office.CARL)).map(ViewLink::ticket))
                .isEmpty();
        HistoryLine last = office.mail().history(number).getLast();
        assertThat(last.kind()).isEqualTo("links-revoked");
        assertThat(last.by().actor().toString()).isEqualTo("ben");
        assertThat(office.as(SampleCompany.BEN).page("/tickets/" + number + "/links"))
                .contains("None that works.")
                .doesNotContain("revoke-links");
    }

    @Test
    void doesNothingTwice() {
        String number = carlsTicket();
        office.as(SampleCompany.BEN).post("/tickets/" + number + "/revoke-links");
        int lines = office.mail().history(number).size();
        office.as(SampleCompany.BEN).post("/tickets/" + number + "/revoke-links");
        assertThat(office.mail().history(number)).hasSize(lines);
    }
}
