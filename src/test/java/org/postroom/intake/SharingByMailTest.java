package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.Department;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.Group;
import org.postroom.agent.GroupId;
import org.postroom.agent.Organisation;
import org.postroom.agent.Role;
import org.postroom.agent.SampleCompany;
import org.postroom.agent.SharingLevel;
import org.postroom.mail.EmailAddress;
import org.postroom.outbound.OutboundKind;
import org.postroom.ticket.Article;
import org.postroom.ticket.TicketState;

/**
 * A bank, by mail alone (SPEC F6): support gets word of a fraud and shares the ticket with security, which may answer, with
 * compliance, which may comment, and with the customer's relationship manager, who may look on.
 */
class SharingByMailTest {
    private static final EmailAddress CLARA = EmailAddress.of("clara@customer.example.org");
    private static final EmailAddress SONIA = address("sonia");
    private static final EmailAddress SECURITY = address("selma");
    private static final EmailAddress COMPLIANCE = address("conrad");
    private static final EmailAddress MANAGER = address("rita");

    private final Office office = new Office();

    @BeforeEach
    void open() {
        office.conf(bank());
        office.arrives(
                Letter.from("Clara <" + CLARA + ">", Office.SUPPORT, "Not my transfer", "I never sent 900 euros."));
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void sharesAtThreeLevelsInOneMailAndTellsEachDepartmentWhatItMayDo() {
        share();
        assertThat(office.ticket("SUP-1001").sharing().levels())
                .containsOnly(
                        Map.entry(new DepartmentId("security"), SharingLevel.FULL),
                        Map.entry(new DepartmentId("compliance"), SharingLevel.RESTRICTED),
                        Map.entry(new DepartmentId("relations"), SharingLevel.READ_ONLY));
        assertThat(office.lastTo(SECURITY).text())
                .contains("Sonia shared this ticket", "I never sent 900 euros.", "answer the customer")
                .contains("goes to Clara");
        assertThat(office.lastTo(COMPLIANCE).text()).contains("forward it to colleagues", "stays inside");
        assertThat(office.lastTo(MANAGER).text()).contains("You may see it and comment on it", "stays inside");
        assertThat(office.events("SUP-1001")).filteredOn("shared"::equals).hasSize(3);
    }

    @Test
    void securityAnswersFromTheDepartmentOfTheTicket() {
        share();
        office.agentAnswers(SECURITY, "We have stopped the transfer.");
        Queued answer = office.queued(OutboundKind.ANSWER).getFirst();
        assertThat(answer.to()).containsExactly(CLARA);
        assertThat(answer.header("From").orElseThrow()).contains("support@example.com");
        assertThat(office.ticket("SUP-1001").state()).isEqualTo(TicketState.WAITING);
    }

    @Test
    void whatComplianceAndTheRelationshipManagerWriteCanOnlyBecomeComments() {
        share();
        office.agentAnswers(COMPLIANCE, "Has the form been signed?");
        office.agentAnswers(MANAGER, "Clara is a client of twenty years.");
        assertThat(office.queued(OutboundKind.ANSWER)).isEmpty();
        assertThat(office.articles("SUP-1001").reversed().stream().limit(2)).allSatisfy(article -> {
            assertThat(article.content().kind()).isEqualTo(Article.Kind.COMMENT);
            assertThat(article.content().visibility()).isEqualTo(Article.Visibility.INTERNAL);
        });
        assertThat(office.ticket("SUP-1001").state()).isEqualTo(TicketState.ACTIVE);
    }

    @Test
    void nobodyThereChangesStateOrAssigneeOrSharesOn() {
        share();
        for (String command : List.of(
                "#close",
                "#take",
                "#assign sonia",
                "#transfer security",
                "#share compliance full",
                "#unshare relations")) {
            office.agentAnswers(SECURITY, office.queuedTo(SECURITY).getFirst(), command);
            assertThat(office.lastTo(SECURITY).text()).as(command).contains("It is shared with your department");
        }
        assertThat(office.ticket("SUP-1001").state()).isEqualTo(TicketState.ACTIVE);
        assertThat(office.ticket("SUP-1001").assignee()).isEmpty();
        assertThat(office.ticket("SUP-1001").sharing().levels()).hasSize(3);
        assertThat(office.ticket("SUP-1001").department()).isEqualTo(SampleCompany.SUPPORT);
    }

    @Test
    void unsharingTakesItAwayAtOnce() {
        share();
        office.agentAnswers(SONIA, office.queuedTo(SONIA).getFirst(), "#unshare security");
        assertThat(office.ticket("SUP-1001").sharing().with(new DepartmentId("security")))
                .isEmpty();
        office.agentAnswers(SECURITY, "We have stopped the transfer.");
        assertThat(office.queued(OutboundKind.ANSWER)).isEmpty();
        assertThat(office.lastTo(SECURITY).text()).contains("may not see this ticket any more");
    }

    @Test
    void aLowerLevelHoldsForNoticesThatWereSentBefore() {
        share();
        office.agentAnswers(SONIA, office.queuedTo(SONIA).getFirst(), "#share security read only");
        office.agentAnswers(SECURITY, office.queuedTo(SECURITY).getFirst(), "We have stopped the transfer.");
        assertThat(office.queued(OutboundKind.ANSWER)).isEmpty();
        assertThat(office.lastTo(SECURITY).text())
                .contains("You may not answer this ticket", "at level read-only", "We have stopped the transfer.");
    }

    @Test
    void aWrongDepartmentIsNamedAndNothingIsShared() {
        office.agentAnswers(SONIA, "#share securities full\n#share compliance\n#share support");
        assertThat(office.lastTo(SONIA).text())
                .contains("There is no department \"securities\"", "support, security, compliance, relations");
        assertThat(office.ticket("SUP-1001").sharing().levels()).isEmpty();
    }

    private void share() {
        office.agentAnswers(SONIA, """
                #share Security full
                #SHARE compliance restricted
                #share relations Read-only

                """);
    }

    private static EmailAddress address(String name) {
        return EmailAddress.of(name + "@agents.example.net");
    }

    static Organisation bank() {
        List<Department> departments = Stream.of("support", "security", "compliance", "relations")
                .map(id -> SampleCompany.department(
                        id,
                        id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1),
                        List.of(EmailAddress.of(id + "@example.com")),
                        List.of(new Group(new GroupId(new DepartmentId(id), "front-line"), true))))
                .toList();
        List<Agent> agents = List.of(
                agent("Sonia", "support"),
                agent("Selma", "security"),
                agent("Conrad", "compliance"),
                agent("Rita", "relations"));
        return new Organisation(List.of(SampleCompany.brand()), departments, agents, List.of(), List.of());
    }

    private static Agent agent(String name, String department) {
        DepartmentId id = new DepartmentId(department);
        return SampleCompany.agent(
                new AgentId(name.toLowerCase(Locale.ROOT)),
                name,
                address(name.toLowerCase(Locale.ROOT)),
                Set.of(new GroupId(id, "front-line")),
                Map.of(id, Role.AGENT));
    }
}
