package org.postroom.web.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.SampleCompany;
import org.postroom.intake.Letter;
import org.postroom.intake.Office;
import org.postroom.ticket.SeenStore;
import org.postroom.ticket.TicketId;

class PresencePageTest {
    private final PageOffice office = new PageOffice();
    private final Office mail = office.mail();
    private final AgentBrowser anna = office.as(SampleCompany.ANNA);
    private final AgentBrowser ben = office.as(SampleCompany.BEN);

    @BeforeEach
    void carlWrites() {
        mail.carlWrites();
    }

    @AfterEach
    void close() {
        office.close();
    }

    private String beat(AgentBrowser browser, String writing, String latest) {
        return browser.piece("/tickets/SUP-1001/presence", Map.of("writing", writing, "latest", latest))
                .body();
    }

    private String latest() {
        return mail.articles("SUP-1001").getLast().id().toString();
    }

    private Optional<Instant> annaSaw() {
        TicketId ticket = mail.ticket("SUP-1001").id();
        return mail.database()
                .<Optional<Instant>>read(
                        transaction -> SeenStore.jdbi().lastSeen(transaction, SampleCompany.ANNA, ticket));
    }

    private void another() {
        mail.clock.forward(Duration.ofMinutes(1));
        mail.arrives(Letter.from("Carl <" + Office.CARL + ">", Office.SUPPORT, "Re: [SUP-1001] Broken", "Hello?"));
    }

    @Test
    void tellsWhoElseLooksOrWrites() {
        assertThat(beat(anna, "", latest())).doesNotContain("is looking");
        assertThat(beat(ben, "yes", latest())).contains("Anna Berg is looking").doesNotContain("Ben Cole");
        assertThat(beat(anna, "", latest())).contains("Ben Cole is writing");
        assertThat(anna.page("/tickets/SUP-1001")).contains("Ben Cole is writing");
    }

    @Test
    void forgetsWhoWentAway() {
        beat(ben, "", latest());
        mail.clock.forward(Duration.ofSeconds(26));

        assertThat(beat(anna, "", latest())).doesNotContain("Ben Cole");
    }

    @Test
    void saysThatSomethingCameAndDoesNotCountItAsSeen() {
        String shown = latest();
        Instant first = mail.articles("SUP-1001").getFirst().at();
        another();

        assertThat(beat(anna, "", shown))
                .contains("hx-swap-oob=\"true\"")
                .contains("One new message: show")
                .contains("#a" + latest());
        assertThat(annaSaw()).contains(first);
        another();
        assertThat(beat(anna, "", shown)).contains("2 new messages: show");
    }

    @Test
    void countsAsSeenWhatThePageShows() {
        assertThat(annaSaw()).isEmpty();
        assertThat(beat(anna, "", latest())).doesNotContain("new message");
        assertThat(annaSaw()).contains(mail.clock.instant());
    }

    @Test
    void aBeatThatMakesNoSenseHarmsNothing() {
        for (String latest : new String[] {"", "x", "-1", "99999999999999999999", "' OR 1=1"}) {
            assertThat(anna.piece("/tickets/SUP-1001/presence", Map.of("latest", latest))
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(annaSaw()).isEmpty();
    }
}
