package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.intake.Office.ANNA;
import static org.postroom.intake.Office.BEN;
import static org.postroom.intake.Office.CARL;
import static org.postroom.intake.Office.SUPPORT;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.postroom.agent.Agent;
import org.postroom.agent.Department;
import org.postroom.agent.OnReplyToLocked;
import org.postroom.agent.OpenTo;
import org.postroom.agent.Organisation;
import org.postroom.agent.Role;
import org.postroom.agent.SampleCompany;
import org.postroom.agent.TicketRules;
import org.postroom.agent.UndoTimes;
import org.postroom.agent.WhoMayOpen;
import org.postroom.mail.EmailAddress;
import org.postroom.ticket.Article;
import org.postroom.ticket.Article.Kind;
import org.postroom.ticket.Priority;
import org.postroom.ticket.TicketState;

/** A customer's mail within the text of an agent's waits until the agent has said whose it is. */
class InlineForwardTest extends ForwardCase {
    @Test
    void whatIsWithinTheTextIsProposed() {
        office.trusts(SERVER);
        office.arrives(inline(ANNA, INLINE).with(PASS));
        isHeldForAnna(
                "Carl Customer <carl@customer.example.org>",
                "Broken printer",
                "Mon, 2 Mar 2026 at 09:00",
                "> it does not print.",
                "> Please help Carl.");
        office.agentAnswers(ANNA, "SEND");
        isCarls();
        Article.Content mail = articles(Kind.CUSTOMER_MAIL).getFirst().content();
        assertThat(mail.text()).isEqualTo("Hello Anna,\n\nit does not print.");
        assertThat(mail.source().formatted()).isFalse();
        assertThat(office.lastTo(BEN).text()).contains("it does not print.");
    }

    @Test
    void itIsSentOnce() {
        office.arrives(inline(ANNA, INLINE));
        Queued question = office.lastTo(ANNA);
        office.agentAnswers(ANNA, question, "SEND");
        office.agentAnswers(ANNA, question, "send");
        isCarls();
        assertThat(office.lastTo(ANNA).subject()).contains("not taken");
    }

    @Test
    void cancelEndsTheTicketItWaitedOn() {
        office.arrives(inline(ANNA, INLINE));
        Queued question = office.lastTo(ANNA);
        office.agentAnswers(ANNA, question, "CANCEL");
        assertThat(only().state()).isEqualTo(TicketState.CLOSED);
        office.agentAnswers(ANNA, question, "SEND");
        assertThat(only().customer()).isEmpty();
        assertThat(office.queuedTo(CARL)).isEmpty();
    }

    @Test
    void theAgentSaysWhoseItIs() {
        office.arrives(inline(ANNA, INLINE));
        office.agentAnswers(ANNA, "#customer Eva Else <eva@customer.example.org>");
        assertThat(only().customer().orElseThrow().label()).isEqualTo("Eva Else");
        assertThat(office.participants("SUP-1001")).containsExactly(EmailAddress.of("eva@customer.example.org"));
        assertThat(office.queuedTo(CARL)).isEmpty();
    }

    @Test
    void commandsBesideThatAreDoneToo() {
        office.arrives(inline(ANNA, INLINE));
        office.agentAnswers(ANNA, "#customer eva@customer.example.org\n#priority urgent\n\nHere you are.");
        assertThat(only().customer().orElseThrow().address().value()).isEqualTo("eva@customer.example.org");
        assertThat(only().priority()).isEqualTo(Priority.URGENT);
        assertThat(articles(Kind.COMMENT).getFirst().content().text()).isEqualTo("Please help Carl.");
    }

    @Test
    void whoMayOnlySeeTheTicketByNowNamesNoCustomerThere() {
        office.arrives(inline(SampleCompany.CARLA_ADDRESS, INLINE));
        Organisation usual = SampleCompany.organisation();
        Department open =
                SampleCompany.support().withTickets(TicketRules.of("SUP").withOpenTo(new OpenTo(true, false)));
        Agent carla = SampleCompany.agent(
                SampleCompany.CARLA,
                "Carla Diaz",
                SampleCompany.CARLA_ADDRESS,
                Set.of(SampleCompany.SALES_FRONT_LINE),
                Map.of(SampleCompany.SALES, Role.AGENT));
        List<Agent> agents = usual.agents().stream()
                .map(agent -> agent.id().equals(carla.id()) ? carla : agent)
                .toList();
        office.conf(new Organisation(
                usual.brands(), List.of(open, SampleCompany.sales()), agents, usual.products(), List.of()));
        office.agentAnswers(SampleCompany.CARLA_ADDRESS, "SEND");
        assertThat(only().customer()).isEmpty();
        assertThat(office.queuedTo(CARL)).isEmpty();
        assertThat(office.lastTo(SampleCompany.CARLA_ADDRESS).text()).contains("You may not close, reopen or change");
    }

    @Test
    void whatIsCutOffWaitsForTheAgentsWord() {
        office.trusts(SERVER);
        office.beginningArrives(
                attached(ANNA, "Please help Carl.", ORIGINAL).with(PASS).raw("large"), 62_400_000);
        isHeldForAnna("too large to be fetched");
    }

    @Test
    void aDepartmentThatTakesNoNewTicketsTakesThoseOfItsAgents() {
        Department usual = SampleCompany.support();
        TicketRules closed = new TicketRules(
                "SUP", WhoMayOpen.NOBODY, false, true, OnReplyToLocked.REJECT, OpenTo.nobody(), UndoTimes.NONE);
        office.conf(
                new Department(
                        usual.id(),
                        usual.name(),
                        usual.brand(),
                        true,
                        usual.mail(),
                        usual.hours(),
                        closed,
                        usual.groups()),
                SampleCompany.sales());
        proven(attached(ANNA, "", ORIGINAL));
        isCarls();
        assertThat(only().state()).isEqualTo(TicketState.ACTIVE);
    }

    @Test
    void aNameWithoutAnAddressHasToBeNamed() {
        office.arrives(inline(ANNA, """
                Von: Customer, Carl
                Gesendet: Montag, 2. März 2026 09:00
                An: Berg, Anna
                Betreff: Broken printer

                It does not print.
                """));
        isHeldForAnna("shows no address", "Customer, Carl", "#customer");
        Queued question = office.lastTo(ANNA);
        office.agentAnswers(ANNA, question, "SEND");
        assertThat(office.lastTo(ANNA).text()).contains("#customer carl@example.org");
        assertThat(only().customer()).isEmpty();
        office.agentAnswers(ANNA, question, "#kunde " + CARL);
        isCarls();
    }

    @Test
    void whoseItIsMayStandAboveTheMail() {
        office.arrives(inline(ANNA, "#customer eva@customer.example.org\n#take\n" + INLINE));
        isHeldForAnna("eva@customer.example.org");
        office.agentAnswers(ANNA, "SEND");
        assertThat(only().customer().orElseThrow().address().value()).isEqualTo("eva@customer.example.org");
        assertThat(only().assignee()).contains(SampleCompany.ANNA);
        assertThat(articles(Kind.COMMENT).getFirst().content().text()).isEqualTo("Please help Carl.");
    }

    @Test
    void whereNoForwardedMailIsFoundTheCommandSaysSo() {
        office.arrives(
                Letter.from(ANNA.value(), SUPPORT, "Printer", "#customer " + CARL + "\n#take\nIt does not print."));
        isHeldForAnna(CARL.value(), "> It does not print.");
        office.agentAnswers(ANNA, "SEND");
        isCarls();
        assertThat(only().subject()).isEqualTo("Printer");
        assertThat(only().assignee()).contains(SampleCompany.ANNA);
    }

    @Test
    void anUnclearWordLeavesItWaiting() {
        office.arrives(inline(ANNA, INLINE));
        Queued question = office.lastTo(ANNA);
        office.agentAnswers(ANNA, question, "What is this?");
        assertThat(office.lastTo(ANNA).text()).contains("SEND, CANCEL, or #customer");
        office.agentAnswers(ANNA, question, "#customer nobody");
        assertThat(office.lastTo(ANNA).text()).contains("not a mail address");
        office.agentAnswers(ANNA, question, "#customer support@example.com");
        assertThat(office.lastTo(ANNA).text()).contains("address of our own");
        office.agentAnswers(ANNA, question, "SEND");
        isCarls();
    }

    @Test
    void commandsThatMakeNoSenseAreToldAndNothingElseIsLost() {
        office.trusts(SERVER);
        office.arrives(attached(ANNA, "#asign ben\nPlease help.", ORIGINAL).with(PASS));
        isHeldForAnna("\"#asign\" is no command");
        office.agentAnswers(ANNA, "SEND");
        isCarls();
        assertThat(articles(Kind.COMMENT).getFirst().content().text()).contains("#asign ben", "Please help.");
        assertThat(office.queuedTo(ANNA))
                .anySatisfy(mail -> assertThat(mail.text()).contains("Your commands were not carried out"));
    }
}
