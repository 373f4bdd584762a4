package org.postroom.web.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.SampleCompany;

class AgentPagesTest {
    private final PageOffice office = new PageOffice();

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void saysWhereEachAgentWorksAndAsWhat() {
        String page = office.as(SampleCompany.BEN).page("/agents");

        String carla = page.substring(page.indexOf("Carla Diaz"));
        assertThat(page.substring(page.indexOf("<b>Anna Berg"), page.indexOf("<b>Ben Cole")))
                .contains("Acme Support", "Manager", "front-line");
        assertThat(carla).contains("Acme Sales", "front-line", "Acme Support", "escalation");
    }

    @Test
    void showsAgentsOnlyTheirOwnAddressesAndAdminsAll() {
        office.mail().conf(SampleCompany.organisationWithAdmin());

        assertThat(office.as(SampleCompany.ANNA).page("/agents"))
                .contains("anna.private@example.net")
                .doesNotContain("ben.private", "carla.private", "dora.private");
        assertThat(office.as(SampleCompany.DORA).page("/agents"))
                .contains("anna.private@example.net", "ben.private", "carla.private", "dora.private", "Admin");
    }

    @Test
    void saysWhoIsHereTodayAndNothingOfYesterday() {
        AgentBrowser anna = office.as(SampleCompany.ANNA);
        String page = anna.page("/agents");
        assertThat(page.split("Here today", -1)).as("Anna alone").hasSize(2);

        office.mail().clock.forward(Duration.ofHours(20));
        String next = office.as(SampleCompany.BEN).page("/agents");
        assertThat(next.substring(next.indexOf("<b>Anna Berg"), next.indexOf("<b>Ben Cole")))
                .doesNotContain("Here today");
        assertThat(next.substring(next.indexOf("<b>Ben Cole"), next.indexOf("<b>Carla Diaz")))
                .contains("Here today");
    }

    @Test
    void speaksGerman() {
        assertThat(office.german(SampleCompany.BEN).page("/agents"))
                .contains("Mitarbeitende", "Leitung", "Heute hier", "Adressen sind privat");
    }
}
