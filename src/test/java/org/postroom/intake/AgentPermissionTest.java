package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.intake.Office.ANNA;
import static org.postroom.intake.Office.CARL;
import static org.postroom.intake.Office.SUPPORT;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.OpenTo;
import org.postroom.agent.SampleCompany;
import org.postroom.agent.TicketRules;
import org.postroom.mail.EmailAddress;
import org.postroom.outbound.OutboundKind;
import org.postroom.ticket.Article;

/** SPEC F5 by mail. Carla is of support's escalation; the ticket lies in support's front line. */
class AgentPermissionTest {
    private static final EmailAddress CARLA = SampleCompany.CARLA_ADDRESS;

    private final Office office = new Office();

    @BeforeEach
    void carlHasATicket() {
        office.carlWrites();
    }

    @AfterEach
    void close() {
        office.close();
    }

    /** Carla has a notice of the ticket, which is Ben's now. */
    private void carlaHadTheTicket() {
        office.agentAnswers(ANNA, "#assign carla");
        office.agentAnswers(ANNA, "#assign ben");
    }

    @Test
    void answersWhileTheTicketIsTheAgents() {
        office.agentAnswers(ANNA, "#assign carla");
        office.agentAnswers(CARLA, "Plug it in.");
        assertThat(office.lastTo(CARL).text()).contains("Plug it in.");
    }

    @Test
    void refusesAnAgentWhoseTicketItIsNoMore() {
        carlaHadTheTicket();
        office.agentAnswers(CARLA, "Plug it in.");
        assertThat(office.queued(OutboundKind.ANSWER)).isEmpty();
        assertThat(office.lastTo(CARLA).text()).contains("may not see this ticket any more", "> Plug it in.");
        assertThat(office.articles("SUP-1001").getLast().content().visibility()).isEqualTo(Article.Visibility.INTERNAL);
    }

    @Test
    void refusesByThePolicysSentenceWhatOthersMayDo() {
        carlaHadTheTicket();
        office.conf(
                SampleCompany.support().withTickets(TicketRules.of("SUP").withOpenTo(new OpenTo(true, false))),
                SampleCompany.sales());
        Queued notice = office.lastTo(CARLA);
        office.agentAnswers(CARLA, notice, "#close\nPlug it in.");
        assertThat(office.queued(OutboundKind.ANSWER)).isEmpty();
        assertThat(office.lastTo(CARLA).text().replaceAll("\\s+", " "))
                .contains(
                        "You may not answer this ticket.",
                        "You may not close, reopen or change this ticket.",
                        "Anna Berg");
        office.agentAnswers(CARLA, notice, "#note\nI know him.");
        assertThat(office.articles("SUP-1001").getLast().content().kind()).isEqualTo(Article.Kind.COMMENT);
        assertThat(office.articles("SUP-1001").getLast().content().text()).isEqualTo("I know him.");
    }

    @Test
    void tellsAnAgentWhoOnlyNamesTheTicketNothingOfIt() {
        office.arrives(Letter.from(CARLA.value(), SUPPORT, "[SUP-1001]", "What is this?"));
        assertThat(office.queuedTo(CARLA))
                .allSatisfy(mail -> assertThat(mail.raw() + mail.text())
                        .doesNotContain("Broken printer", CARL.value(), "It does not print"));
        assertThat(office.articles("SUP-1001")).hasSize(1);
        assertThat(office.tickets()).hasSize(2);
    }
}
