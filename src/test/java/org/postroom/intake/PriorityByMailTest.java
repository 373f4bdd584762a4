package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.intake.Office.ANNA;
import static org.postroom.intake.Office.CARL;
import static org.postroom.intake.Office.SUPPORT;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.agent.SampleCompany;
import org.postroom.mail.EmailAddress;
import org.postroom.ticket.HistoryLine;
import org.postroom.ticket.Priority;

/** Agents say how urgent a ticket is; what customers' programs say of it counts for nothing. */
class PriorityByMailTest {
    private final Office office = new Office();

    @AfterEach
    void close() {
        office.close();
    }

    private Priority priority() {
        return office.ticket("SUP-1001").priority();
    }

    @ParameterizedTest
    @CsvSource({
        "#priority high, HIGH",
        "#PRIORITY Urgent, URGENT",
        "#priorität dringend, URGENT",
        "#Priorita\u0308t niedrig, LOW",
        "#prio hoch, HIGH",
        "#priority low, LOW"
    })
    void anAgentSaysIt(String command, Priority priority) {
        office.carlWrites();
        assertThat(priority()).isEqualTo(Priority.NORMAL);
        office.agentAnswers(ANNA, command);
        assertThat(priority()).isEqualTo(priority);
        HistoryLine last = office.history("SUP-1001").getLast();
        assertThat(last.kind()).isEqualTo("prioritised");
        assertThat(last.detail()).isEqualTo("Set the priority to " + priority.word());
    }

    @Test
    void aWordThatIsNoneOfTheFourIsAnsweredWithThemAndNothingIsDone() {
        office.carlWrites();
        office.agentAnswers(ANNA, "#priority asap\n#take");
        assertThat(office.lastTo(ANNA).text().replaceAll("\\s+", " "))
                .contains("There is no priority \"asap\"; it is one of low, normal, high, urgent.");
        assertThat(priority()).isEqualTo(Priority.NORMAL);
        assertThat(office.ticket("SUP-1001").assignee()).isEmpty();
    }

    @Test
    void thePriorityItHasIsNothingToTell() {
        office.carlWrites();
        office.agentAnswers(ANNA, "#priority normal");
        assertThat(office.events("SUP-1001")).doesNotContain("prioritised");
    }

    @Test
    void aLockedTicketKeepsItsPriority() {
        office.carlWrites();
        office.agentAnswers(ANNA, "#status locked");
        office.agentAnswers(ANNA, "#priority high");
        assertThat(office.lastTo(ANNA).text().replaceAll("\\s+", " ")).contains("is locked and stays as it is");
        assertThat(priority()).isEqualTo(Priority.NORMAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"X-Priority: 1 (Highest)", "Importance: high", "Priority: urgent", "X-MSMail-Priority: High"})
    void headersOfACustomersMailChangeNothing(String header) {
        office.arrives(Letter.from(CARL.value(), SUPPORT, "Broken", "It does not print.")
                .with(header));
        assertThat(priority()).isEqualTo(Priority.NORMAL);
        office.agentAnswers(ANNA, "#priority low\nPlug it in.");
        office.arrives(Letter.answer(CARL.value(), office.lastTo(CARL), "#priority urgent\nIt is plugged in.")
                .with(header));
        assertThat(office.tickets()).hasSize(1);
        assertThat(priority()).isEqualTo(Priority.LOW);
    }

    @Test
    void staysWithTheTicketWhereverItGoes() {
        office.carlWrites();
        office.agentAnswers(ANNA, "#priority urgent\n#transfer sales");
        assertThat(office.ticket("SUP-1001").group()).isEqualTo(SampleCompany.SALES_FRONT_LINE);
        assertThat(priority()).isEqualTo(Priority.URGENT);
        EmailAddress colleague = SampleCompany.organisation()
                .membersOf(SampleCompany.SALES)
                .getFirst()
                .address();
        office.agentAnswers(colleague, "#close");
        assertThat(priority()).isEqualTo(Priority.URGENT);
    }
}
