package org.postroom.web.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.SampleCompany;
import org.postroom.agent.TicketAction;
import org.postroom.web.Permission;
import org.postroom.web.Route;
import org.postroom.web.Texts;

class AgentGateTest {
    private final PageOffice office = new PageOffice();

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void sendsStrangersToTheLogInFromEveryPageOfAgents() {
        for (Route route : office.routes()) {
            if (!(route.permission() instanceof Permission.Anyone)) {
                // The server ends a connection on which it refused a form that it had not read
                AgentBrowser stranger = office.stranger();
                String path = route.path().replaceAll("\\{[a-z]+}", "1");
                var answer = switch (route.method()) {
                    case GET -> stranger.get(path);
                    case POST -> stranger.post(path);
                };
                assertThat(answer.statusCode()).as(route.path()).isEqualTo(303);
                assertThat(answer.headers().firstValue("Location").orElse(""))
                        .as(route.path())
                        .startsWith("/login");
            }
        }
    }

    @Test
    void refusesInTheAgentsLanguage() {
        office.mail().carlWrites();
        HttpResponse<String> answer = office.german(SampleCompany.CARLA).get("/tickets/SUP-1001");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body())
                .contains("Dieses Ticket dürfen Sie nicht sehen. Es gehört zur Gruppe front-line der Abteilung")
                .doesNotContain("You may not");
    }

    @Test
    void hasWordsForEveryActionThatCanBeRefused() {
        Texts texts = new Texts();
        for (Locale language : Texts.LANGUAGES) {
            for (TicketAction action : TicketAction.values()) {
                assertThat(texts.of(language, "policy.action." + PolicyWords.word(action)))
                        .isNotBlank();
            }
        }
    }

    @Test
    void logsOutWhoeverSaysSo() {
        AgentBrowser anna = office.as(SampleCompany.ANNA);

        assertThat(anna.post("/logout").headers().firstValue("Location")).contains("/login");
        assertThat(anna.post("/logout").headers().firstValue("Set-Cookie"))
                .as("nobody is logged in any more")
                .isEmpty();
    }

    @Test
    void saysWhatIsTheMatterInTheLanguageOfWhoeverIsLoggedInWithAWayBack() {
        AgentBrowser ben = office.german(SampleCompany.BEN);

        for (String path : new String[] {"/nothing", "/queue", "/logout"}) {
            assertThat(ben.get(path).statusCode()).as(path).isBetween(403, 405);
            assertThat(ben.get(path).body()).as(path).contains("lang=\"de\"", "href=\"/tickets\"", "Zu den Tickets");
        }
        assertThat(office.stranger().get("/nothing").body())
                .as("strangers are sent nowhere")
                .doesNotContain("href=\"/tickets\"");
    }
}
