package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.intake.Office.ANNA;
import static org.postroom.intake.Office.BEN;
import static org.postroom.intake.Office.CARL;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postroom.agent.SampleCompany;
import org.postroom.mail.EmailAddress;
import org.postroom.outbound.OutboundKind;
import org.postroom.ticket.Article;
import org.postroom.ticket.TicketState;

/** The commands of agents' mails that are about no other department (SPEC F1). */
class CommandsByMailTest {
    private static final EmailAddress BOB = EmailAddress.of("bob@partner.example.org");

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
    @CsvSource({"#status closed, CLOSED", "#STATUS Closed, CLOSED", "#status locked, LOCKED", "#close, CLOSED"})
    void bringsTheTicketIntoAState(String command, TicketState state) {
        office.agentAnswers(ANNA, command);
        assertThat(office.ticket("SUP-1001").state()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({"#reopen", "#status active", "#status open"})
    void opensAClosedTicketAgain(String command) {
        office.agentAnswers(ANNA, "#close");
        office.agentAnswers(ANNA, command);
        assertThat(office.ticket("SUP-1001").state()).isEqualTo(TicketState.ACTIVE);
    }

    @ParameterizedTest
    @CsvSource({
        "#assign anna|#assign ben, whose the ticket is",
        "#take|#unassign, whose the ticket is",
        "#close|#reopen, which state it is in",
        "#priority low|#priority high, how urgent it is",
        "#transfer sales|#transfer support/escalation, where it goes",
        "#away|#back, whether you are there"
    })
    void doesNothingWhereCommandsContradictEachOther(String commands, String what) {
        office.agentAnswers(ANNA, commands.replace('|', '\n'));
        assertThat(office.lastTo(ANNA).text()).contains("Several commands say " + what + ". Write one of them.");
        assertThat(office.events("SUP-1001"))
                .containsOnlyOnce("opened")
                .doesNotContain("assigned", "closed", "transferred");
    }

    @Test
    void saysWhatOfAWrongMailWasUnderstood() {
        office.agentAnswers(ANNA, "#take\n#colse\n#assign nobody-here\n#priority high");
        assertThat(office.lastTo(ANNA).text())
                .contains("\"#colse\" is no command; did you mean #close?", "Nobody called \"nobody-here\"")
                .contains("Understood, but not done either:", "- #take", "- #priority high");
    }

    @Test
    void namesTheStatesThereAre() {
        office.agentAnswers(ANNA, "#status waiting\n#take");
        assertThat(office.lastTo(ANNA).text()).contains("active, closed, locked", "waits by itself");
        assertThat(office.ticket("SUP-1001").assignee()).isEmpty();
    }

    @Test
    void lockingIsForManagers() {
        office.agentAnswers(BEN, "#status locked");
        assertThat(office.lastTo(BEN).text()).contains("You may not lock or unlock this ticket");
        assertThat(office.ticket("SUP-1001").state()).isEqualTo(TicketState.ACTIVE);
    }

    @Test
    void makesTheTicketNobodys() {
        office.agentAnswers(ANNA, "#take");
        office.agentAnswers(ANNA, "#unassign");
        assertThat(office.ticket("SUP-1001").assignee()).isEmpty();
    }

    @Test
    void sendsTheAnswerToMorePeopleWhoTakePartFromThenOn() {
        office.agentAnswers(ANNA, "#cc " + BOB + "\n\nPlug it in.");
        assertThat(office.queued(OutboundKind.ANSWER).getFirst().to()).containsExactly(CARL, BOB);
        assertThat(office.participants("SUP-1001")).contains(BOB);
    }

    @ParameterizedTest
    @CsvSource({"#cc bob@partner.example.org", "'#cc bob@partner.example.org\n#note\nNot for Carl.'"})
    void aCopyNeedsAnAnswer(String text) {
        office.agentAnswers(ANNA, text.replace("\\n", "\n"));
        assertThat(office.lastTo(ANNA).text()).contains("#cc needs an answer to the customer");
        assertThat(office.queued(OutboundKind.ANSWER)).isEmpty();
        assertThat(office.participants("SUP-1001")).doesNotContain(BOB);
    }

    @Test
    void refusesACopyToWhatIsNoAddress() {
        office.agentAnswers(ANNA, "#cc bob\nPlug it in.");
        assertThat(office.lastTo(ANNA).text()).contains("\"bob\" behind #cc is not a mail address", "Plug it in.");
        assertThat(office.queued(OutboundKind.ANSWER)).isEmpty();
    }

    @Test
    void showsTheTicketToAColleagueWithWordsThatStayInside() {
        office.agentAnswers(ANNA, "#forward Ben Cole\nHave you seen this before?");
        assertThat(office.queued(OutboundKind.ANSWER)).isEmpty();
        assertThat(office.lastTo(BEN).text())
                .contains("Anna Berg forwards this ticket to you", "Have you seen this before?");
        assertThat(office.articles("SUP-1001").getLast().content().visibility()).isEqualTo(Article.Visibility.INTERNAL);
        assertThat(office.events("SUP-1001")).contains("forwarded", "commented");
    }

    @Test
    void showsItToNobodyWhoMayNotSeeIt() {
        office.agentAnswers(ANNA, "#forward carla\nHave you seen this before?");
        assertThat(office.lastTo(ANNA).text()).contains("\"carla\" may not see this ticket. Share it");
        assertThat(office.queuedTo(SampleCompany.CARLA_ADDRESS)).isEmpty();
    }
}
