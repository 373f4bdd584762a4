package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.intake.Office.ANNA;
import static org.postroom.intake.Office.BEN;
import static org.postroom.intake.Office.CARL;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postroom.agent.AgentId;
import org.postroom.agent.Assignment;
import org.postroom.agent.BusinessHours;
import org.postroom.agent.Department;
import org.postroom.agent.Group;
import org.postroom.agent.Holidays;
import org.postroom.agent.OpenHours;
import org.postroom.agent.SampleCompany;
import org.postroom.assign.Availability;
import org.postroom.mail.EmailAddress;
import org.postroom.ticket.HistoryLine;
import org.postroom.ticket.TicketState;
import org.postroom.ticket.Way;

class AssignmentByMailTest {
    private static final EmailAddress CARLA = SampleCompany.CARLA_ADDRESS;

    private final Office office = new Office();

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void newTicketsGoToTheAgentsInTurnAndOnlyTheyAreTold() {
        assigns(Assignment.ROUND_ROBIN);
        Receipt receipt = office.carlWrites();
        assertThat(office.ticket("SUP-1001").assignee()).contains(SampleCompany.ANNA);
        assertThat(office.lastTo(ANNA).text()).contains("assigned to Anna Berg", "It does not print.");
        assertThat(office.queuedTo(BEN)).isEmpty();
        assertThat(office.trace(receipt)).contains("Assigned to anna: round robin of support/front-line.");
        carlWritesAgain(2);
        assertThat(office.ticket("SUP-1002").assignee()).contains(SampleCompany.BEN);
        assertThat(office.queuedTo(BEN)).hasSize(1);
        carlWritesAgain(3);
        assertThat(office.ticket("SUP-1003").assignee()).contains(SampleCompany.ANNA);
    }

    @Test
    void theHistorySaysThatARuleDidIt() {
        assigns(Assignment.ROUND_ROBIN);
        office.carlWrites();
        HistoryLine assigned = office.history("SUP-1001").stream()
                .filter(line -> line.kind().equals("assigned"))
                .findFirst()
                .orElseThrow();
        assertThat(assigned.by()).isEqualTo(org.postroom.ticket.By.postroom(Way.RULE));
        assertThat(assigned.data()).containsEntry("to", "anna");
    }

    @Test
    void byLoadTheAgentWithFewerActiveTicketsGetsIt() {
        office.carlWrites();
        office.agentAnswers(ANNA, "#take");
        assigns(Assignment.LOAD);
        carlWritesAgain(2);
        assertThat(office.ticket("SUP-1002").assignee()).contains(SampleCompany.BEN);
        office.agentAnswers(BEN, office.queuedTo(BEN).getLast(), "Plug it in.");
        carlWritesAgain(3);
        assertThat(office.ticket("SUP-1003").assignee()).contains(SampleCompany.BEN);
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "MANUAL"})
    void withoutARuleTheWholeGroupIsTold(Assignment rule) {
        assigns(rule);
        Receipt receipt = office.carlWrites();
        assertThat(office.ticket("SUP-1001").assignee()).isEmpty();
        assertThat(office.queuedTo(ANNA)).hasSize(1);
        assertThat(office.queuedTo(BEN)).hasSize(1);
        boolean asked = rule == Assignment.MANUAL;
        assertThat(office.lastTo(BEN).text().contains("Nobody has this ticket yet: #take makes it yours"))
                .isEqualTo(asked);
        assertThat(office.trace(receipt).contains("Assigned to nobody: support/front-line assigns by hand."))
                .isEqualTo(asked);
    }

    @Test
    void whoeverIsAwayIsPassedOverUntilBack() {
        assigns(Assignment.ROUND_ROBIN);
        office.carlWrites();
        Receipt word = office.agentAnswers(ANNA, "#away");
        assertThat(office.trace(word)).contains("Done: anna is away.");
        assertThat(said(SampleCompany.ANNA).way()).isEqualTo(Way.MAIL);
        carlWritesAgain(2);
        carlWritesAgain(3);
        assertThat(office.ticket("SUP-1002").assignee()).contains(SampleCompany.BEN);
        assertThat(office.ticket("SUP-1003").assignee()).contains(SampleCompany.BEN);
        office.agentAnswers(ANNA, "#back");
        carlWritesAgain(4);
        assertThat(office.ticket("SUP-1004").assignee()).contains(SampleCompany.ANNA);
    }

    @Test
    void beingAwayTakesNoTicketAwayAndChangesNoneOfIt() {
        assigns(Assignment.ROUND_ROBIN);
        office.carlWrites();
        List<String> before = office.events("SUP-1001");
        office.agentAnswers(ANNA, "#away");
        assertThat(office.ticket("SUP-1001").assignee()).contains(SampleCompany.ANNA);
        assertThat(office.events("SUP-1001")).isEqualTo(before);
    }

    @Test
    void whenAllAreAwayItWaitsAndTheGroupIsTold() {
        Receipt receipt = comesWhileAllAreAway();
        assertThat(office.ticket("SUP-1002").assignee()).isEmpty();
        assertThat(office.lastTo(BEN).text()).contains("Nobody has this ticket yet: all agents of the group are away.");
        assertThat(office.lastTo(ANNA).text()).contains("Please print.");
        assertThat(office.trace(receipt)).contains("all agents of support/front-line are away");
    }

    @Test
    void whoeverComesBackIsGivenNothingThatCameMeanwhile() {
        comesWhileAllAreAway();
        office.agentAnswers(ANNA, "#back");
        assertThat(office.ticket("SUP-1002").assignee()).isEmpty();
    }

    private Receipt comesWhileAllAreAway() {
        office.carlWrites();
        office.agentAnswers(ANNA, "#away");
        office.agentAnswers(BEN, "#away");
        assigns(Assignment.ROUND_ROBIN);
        return carlWritesAgain(2);
    }

    @Test
    void outsideBusinessHoursNobodyIsAvailable() {
        assigns(Assignment.ROUND_ROBIN);
        BusinessHours afternoons = new BusinessHours(
                SampleCompany.ZONE,
                Map.of(DayOfWeek.MONDAY, List.of(new OpenHours(LocalTime.of(14, 0), LocalTime.of(17, 0)))),
                Holidays.none());
        office.conf(support(Assignment.ROUND_ROBIN).withHours(afternoons), SampleCompany.sales());
        Receipt receipt = office.carlWrites();
        assertThat(office.ticket("SUP-1001").assignee()).isEmpty();
        assertThat(office.trace(receipt)).contains("closed at this hour");
        assertThat(office.lastTo(BEN).text()).contains("it came outside business hours");
    }

    @Test
    void aTransferredTicketGoesToAnAgentOfItsNewGroupWhoAloneIsTold() {
        office.carlWrites();
        office.conf(
                SampleCompany.department(
                        "support",
                        "Acme Support",
                        List.of(SampleCompany.SUPPORT_ADDRESS),
                        List.of(
                                new Group(SampleCompany.SUPPORT_FRONT_LINE, true),
                                new Group(SampleCompany.SUPPORT_ESCALATION, false, Assignment.LOAD))),
                SampleCompany.sales());
        int before = office.queuedTo(CARLA).size();
        office.agentAnswers(ANNA, "#transfer escalation");
        assertThat(office.ticket("SUP-1001").assignee()).contains(SampleCompany.CARLA);
        assertThat(office.queuedTo(CARLA)).hasSize(before + 1);
        assertThat(office.lastTo(CARLA).text()).contains("assigned to Carla Diaz");
        assertThat(office.events("SUP-1001")).containsSubsequence("transferred", "assigned");
    }

    @Test
    void whoeverIsNamedInTheSameMailGetsItAndNoRuleIsAsked() {
        office.carlWrites();
        assigns(Assignment.ROUND_ROBIN);
        office.agentAnswers(BEN, "#transfer support/escalation\n#assign anna");
        assertThat(office.ticket("SUP-1001").assignee()).contains(SampleCompany.ANNA);
    }

    @Test
    void aClosedTicketOfNobodyIsGivenOutWhenItsCustomerWrites() {
        office.carlWrites();
        office.agentAnswers(ANNA, "Plug it in.\n");
        Queued answer = office.lastTo(CARL);
        office.agentAnswers(ANNA, office.queuedTo(ANNA).getLast(), "#close");
        assertThat(office.ticket("SUP-1001").state()).isEqualTo(TicketState.CLOSED);
        assigns(Assignment.ROUND_ROBIN);
        int toBen = office.queuedTo(BEN).size();
        office.arrives(Letter.answer("Carl Customer <" + CARL + ">", answer, "It is plugged in."));
        assertThat(office.ticket("SUP-1001").state()).isEqualTo(TicketState.ACTIVE);
        assertThat(office.ticket("SUP-1001").assignee()).contains(SampleCompany.ANNA);
        assertThat(office.queuedTo(BEN)).hasSize(toBen);
    }

    @Test
    void aTicketOfNobodyThatAnAgentOpensAgainIsGivenOutAndItsNewAgentTold() {
        office.carlWrites();
        office.agentAnswers(ANNA, "#close");
        assigns(Assignment.ROUND_ROBIN);
        office.agentAnswers(BEN, "#reopen");
        assertThat(office.ticket("SUP-1001").assignee()).contains(SampleCompany.ANNA);
        assertThat(office.lastTo(ANNA).subject()).contains("Yours now");
        assertThat(office.lastTo(ANNA).text()).contains("This ticket is now yours.");
    }

    @Test
    void whoeverTransfersATicketAndGetsItByTheRuleIsToldSo() {
        office.carlWrites();
        office.agentAnswers(ANNA, "#transfer escalation");
        assigns(Assignment.ROUND_ROBIN);
        int before = office.queuedTo(ANNA).size();
        office.agentAnswers(ANNA, office.queuedTo(ANNA).getFirst(), "#transfer front-line");
        assertThat(office.ticket("SUP-1001").assignee()).contains(SampleCompany.ANNA);
        assertThat(office.queuedTo(ANNA)).hasSize(before + 1);
        assertThat(office.lastTo(ANNA).subject()).contains("Yours now");
    }

    @Test
    void whoeverMakesItNobodysInTheSameMailLeavesItToNobody() {
        office.carlWrites();
        office.agentAnswers(ANNA, "#take");
        office.agentAnswers(ANNA, "#close");
        assigns(Assignment.ROUND_ROBIN);
        office.agentAnswers(ANNA, "#reopen\n#unassign");
        assertThat(office.ticket("SUP-1001").assignee()).isEmpty();
    }

    @Test
    void aTicketThatIsRejectedIsGivenToNobody() {
        Department closed = support(Assignment.ROUND_ROBIN);
        office.conf(
                closed.withTickets(new org.postroom.agent.TicketRules(
                        "SUP",
                        closed.whoMayOpen(),
                        false,
                        true,
                        closed.tickets().onReplyToLocked(),
                        closed.tickets().openTo(),
                        closed.tickets().undo())),
                SampleCompany.sales());
        office.carlWrites();
        assertThat(office.ticket("SUP-1001").state()).isEqualTo(TicketState.CLOSED);
        assertThat(office.ticket("SUP-1001").assignee()).isEmpty();
    }

    @Test
    void awayAndBackInOneMailIsRefusedWholly() {
        office.carlWrites();
        office.agentAnswers(ANNA, "#away\n#back\n#take");
        assertThat(office.lastTo(ANNA).text()).contains("Several commands say whether you are there.");
        assertThat(office.ticket("SUP-1001").assignee()).isEmpty();
        Map<AgentId, Availability> said = office.database()
                .<Map<AgentId, Availability>>read(
                        t -> office.stores().desk().assigning().availability().all(t));
        assertThat(said).isEmpty();
    }

    private Availability said(AgentId agent) {
        return office.database()
                .<Availability>read(t -> office.stores()
                        .desk()
                        .assigning()
                        .availability()
                        .find(t, agent)
                        .orElseThrow());
    }

    private Receipt carlWritesAgain(int time) {
        return office.arrives(
                Letter.from("Carl Customer <" + CARL + ">", Office.SUPPORT, "Trouble no. " + time, "Please print.")
                        .id("mail-" + time + "@customer.example.org"));
    }

    private void assigns(Assignment rule) {
        office.conf(support(rule), SampleCompany.sales());
    }

    private static Department support(Assignment rule) {
        return SampleCompany.department(
                "support",
                "Acme Support",
                List.of(SampleCompany.SUPPORT_ADDRESS),
                List.of(
                        new Group(SampleCompany.SUPPORT_FRONT_LINE, true, rule),
                        new Group(SampleCompany.SUPPORT_ESCALATION, false)));
    }
}
