package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.intake.Office.ANNA;
import static org.postroom.intake.Office.BEN;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postroom.agent.SampleCompany;
import org.postroom.ticket.Ticket;

/** Links between tickets, by mail (SPEC C5). */
class RelatedByMailTest {
    private final Office office = new Office();

    @BeforeEach
    void open() {
        office.arrives(Letter.from("Dora <dora@example.net>", Office.SUPPORT, "Another printer", "It burns."));
        office.arrives(
                SampleCompany.SALES,
                Letter.from("Eve <eve@example.net>", "sales@example.com", "An offer please", "Prices?"));
        office.carlWrites();
    }

    @AfterEach
    void close() {
        office.close();
    }

    @ParameterizedTest
    @CsvSource({"#related SUP-1001", "#RELATED [sup-1001]"})
    void linksTwoTicketsAndTellsItOnBoth(String command) {
        office.agentAnswers(BEN, command);
        assertThat(office.related("SUP-1002")).extracting(Ticket::number).hasToString("[SUP-1001]");
        assertThat(office.related("SUP-1001")).extracting(Ticket::number).hasToString("[SUP-1002]");
        assertThat(office.history("SUP-1001").getLast().detail()).isEqualTo("Linked with SUP-1002");
        assertThat(office.history("SUP-1002").getLast().detail()).isEqualTo("Linked with SUP-1001");
    }

    @Test
    void linkingWhatIsLinkedIsToldOnce() {
        office.agentAnswers(BEN, "#related SUP-1001");
        office.agentAnswers(BEN, "#related SUP-1001");
        assertThat(office.events("SUP-1002")).containsOnlyOnce("related");
        assertThat(office.events("SUP-1001")).containsOnlyOnce("related");
    }

    @Test
    void takesALinkOff() {
        office.agentAnswers(BEN, "#related SUP-1001");
        office.agentAnswers(BEN, "#unrelated SUP-1001");
        assertThat(office.related("SUP-1002")).isEmpty();
        assertThat(office.related("SUP-1001")).isEmpty();
        assertThat(office.events("SUP-1001")).contains("related", "unrelated");
    }

    @Test
    void aTicketThatTheAgentMayNotSeeIsSpokenOfAsOneThatIsNotThere() {
        office.agentAnswers(BEN, "#related SAL-1001");
        String hidden = refusal();
        office.agentAnswers(BEN, "#related SAL-4711");
        assertThat(hidden).contains("There is no ticket SAL-1001 that you may see.");
        assertThat(refusal()).isEqualTo(hidden.replace("SAL-1001", "SAL-4711"));
        assertThat(office.related("SUP-1002")).isEmpty();
        assertThat(office.events("SAL-1001")).doesNotContain("related");
    }

    private String refusal() {
        return office.lastTo(BEN)
                .text()
                .lines()
                .filter(line -> line.contains("There is no ticket"))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "#related SUP-1002, 'Ticket SUP-1002 is this ticket itself.'",
        "#related the other one, 'is not a ticket''s number'",
        "#related, is not how it is written"
    })
    void refusesWhatMakesNoSense(String command, String sentence) {
        office.agentAnswers(ANNA, command + "\n#close");
        assertThat(office.lastTo(ANNA).text()).contains(sentence);
        assertThat(office.events("SUP-1002")).doesNotContain("closed", "related");
    }
}
