package org.postroom.web.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.agent.AgentId;
import org.postroom.agent.SampleCompany;
import org.postroom.assign.Availability;
import org.postroom.ticket.Way;

class AvailabilityPagesTest {
    private final PageOffice office = new PageOffice();
    private final AgentBrowser anna = office.as(SampleCompany.ANNA);

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void goesAwayAndComesBackOnAnyPageAndStaysThere() {
        assertThat(anna.page("/departments")).contains("value=\"away\"").doesNotContain("value=\"back\"");

        HttpResponse<String> away = anna.post("/availability", "said", "away", "back", "/departments");
        assertThat(away.headers().firstValue("Location")).contains("/departments?done=away");
        assertThat(said()).contains(new Availability(false, office.mail().clock.instant(), Way.PAGE));
        assertThat(anna.page("/departments")).contains("value=\"back\"").doesNotContain("value=\"away\"");

        HttpResponse<String> back = anna.post("/availability", "said", "back", "back", "/departments");
        assertThat(back.headers().firstValue("Location")).contains("/departments?done=back");
        assertThat(said().filter(Availability::available)).isPresent();
        assertThat(anna.page("/departments")).contains("value=\"away\"");
    }

    @Test
    void showsColleaguesWhoIsAway() {
        anna.post("/availability", "said", "away", "back", "/agents");

        String page = office.as(SampleCompany.BEN).page("/agents");
        assertThat(page.substring(page.indexOf("<b>Anna Berg"), page.indexOf("<b>Ben Cole")))
                .contains("Away")
                .doesNotContain("Here today");
        assertThat(page.substring(page.indexOf("<b>Ben Cole"))).doesNotContain("Away");
    }

    @Test
    void theSettingsSayItInWords() {
        assertThat(anna.page("/settings")).contains("You are available");
        anna.post("/availability", "said", "away", "back", "/settings");
        assertThat(anna.page("/settings?done=away")).contains("You are away ·", "No ticket is given to you by a rule");
        assertThat(office.german(SampleCompany.BEN).page("/settings")).contains("Sie sind da");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AWAY", "gone", "true"})
    void nothingElseIsSaid(String word) {
        assertThat(anna.post("/availability", "said", word, "back", "/agents")
                        .headers()
                        .firstValue("Location"))
                .contains("/agents");
        assertThat(said()).isEmpty();
    }

    @Test
    void comesBackToPagesOfOursOnly() {
        assertThat(anna.post("/availability", "said", "away", "back", "//evil.example.org")
                        .headers()
                        .firstValue("Location"))
                .contains("/tickets?done=away");
    }

    @Test
    void doesNothingThatAnotherSiteMayHaveSent() {
        try (AgentBrowser forged = new AgentBrowser(office.address(), anna.cookie(), "made-up")) {
            assertThat(forged.post("/availability", "said", "away").statusCode())
                    .isEqualTo(403);
        }
        assertThat(said()).isEmpty();
    }

    private Optional<Availability> said() {
        return office
                .mail()
                .database()
                .<Map<AgentId, Availability>>read(t ->
                        office.mail().stores().desk().assigning().availability().all(t))
                .entrySet()
                .stream()
                .filter(entry -> entry.getKey().equals(SampleCompany.ANNA))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
