package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.intake.Office.ANNA;
import static org.postroom.intake.Office.BEN;
import static org.postroom.intake.Office.CARL;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postroom.agent.SampleCompany;
import org.postroom.mail.EmailAddress;
import org.postroom.outbound.OutboundKind;
import org.postroom.ticket.TicketState;

class TransferByMailTest {
    private static final EmailAddress CARLA = SampleCompany.CARLA_ADDRESS;

    private final Office office = new Office();

    @BeforeEach
    void open() {
        office.carlWrites();
    }

    @AfterEach
    void close() {
        office.close();
    }

    @ParameterizedTest
    @CsvSource({
        "#transfer sales, sales/front-line",
        "#Transfer Acme Sales, sales/front-line",
        "#transfer sales/front-line, sales/front-line",
        "#transfer escalation, support/escalation",
        "#transfer support/Escalation, support/escalation"
    })
    void goesToTheGroupThatIsNamed(String command, String group) {
        office.agentAnswers(ANNA, command);
        assertThat(office.ticket("SUP-1001").group()).hasToString(group);
        assertThat(office.events("SUP-1001")).contains("transferred");
    }

    @Test
    void tellsTheNewGroupWhoseAnswersComeFromTheNewDepartment() {
        office.agentAnswers(ANNA, "#take\n#transfer sales");
        assertThat(office.lastTo(CARLA).text())
                .contains("Anna Berg moved this ticket from Acme Support, front-line to", "It does not print.");
        office.agentAnswers(CARLA, "You can have a new one.");
        Queued answer = office.queued(OutboundKind.ANSWER).getLast();
        assertThat(answer.header("From").orElseThrow()).contains("sales@example.com");
        assertThat(answer.to()).containsExactly(CARL);
    }

    @Test
    void theCustomersOldThreadStillFindsIt() {
        office.agentAnswers(ANNA, "Plug it in.");
        Queued answer = office.lastTo(CARL);
        office.agentAnswers(BEN, "#transfer sales");
        office.arrives(Letter.answer("Carl Customer <" + CARL + ">", answer, "I would rather buy a new one."));
        assertThat(office.tickets()).hasSize(1);
        assertThat(office.ticket("SUP-1001").state()).isEqualTo(TicketState.ACTIVE);
        assertThat(office.lastTo(CARLA).text()).contains("I would rather buy a new one.");
        assertThat(office.lastTo(CARLA).header("From").orElseThrow()).contains("sales@example.com");
    }

    @Test
    void anAnswerInTheSameMailLeavesBeforeAndTheAssigneeIsOfTheNewDepartment() {
        office.agentAnswers(ANNA, "#assign carla\n#transfer sales\nMy colleagues will write to you.");
        assertThat(office.queued(OutboundKind.ANSWER).getFirst().header("From").orElseThrow())
                .contains("support@example.com");
        assertThat(office.ticket("SUP-1001").group()).isEqualTo(SampleCompany.SALES_FRONT_LINE);
        assertThat(office.ticket("SUP-1001").assignee()).contains(SampleCompany.CARLA);
    }

    @Test
    void leavesItToNobodyAndRestartsTheClock() {
        office.agentAnswers(ANNA, "#take");
        office.clock.forward(Duration.ofDays(3));
        Instant before = office.clock.instant();
        office.agentAnswers(ANNA, "#transfer sales");
        assertThat(office.ticket("SUP-1001").assignee()).isEmpty();
        assertThat(office.ticket("SUP-1001").times().changed()).isAfterOrEqualTo(before);
    }

    @Test
    void whoeverIsNotThereIsOutOfIt() {
        office.agentAnswers(ANNA, "#transfer sales");
        office.agentAnswers(BEN, office.queuedTo(BEN).getFirst(), "Plug it in.");
        assertThat(office.queued(OutboundKind.ANSWER)).isEmpty();
        assertThat(office.lastTo(BEN).text()).contains("may not see this ticket any more");
    }

    @Test
    void namesWhatThereIsWhenThePlaceIsWrong() {
        office.agentAnswers(ANNA, "#transfer sale\n#close");
        assertThat(office.lastTo(ANNA).text()).contains("There is no department \"sale\"", "support, sales");
        office.agentAnswers(ANNA, office.queuedTo(ANNA).getFirst(), "#transfer sales/big");
        assertThat(office.lastTo(ANNA).text()).contains("has no group \"big\"", "It has: front-line.");
        assertThat(office.ticket("SUP-1001").state()).isEqualTo(TicketState.ACTIVE);
    }
}
