package org.postroom.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.agent.SampleCompany.ANNA;
import static org.postroom.agent.SampleCompany.ANNA_ADDRESS;
import static org.postroom.agent.SampleCompany.BEN;
import static org.postroom.agent.SampleCompany.BEN_ADDRESS;
import static org.postroom.agent.SampleCompany.CARLA;
import static org.postroom.desk.Workplace.CARL;
import static org.postroom.desk.Workplace.FRIEND;
import static org.postroom.desk.Workplace.words;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.OpenTo;
import org.postroom.agent.Organisation;
import org.postroom.agent.SampleCompany;
import org.postroom.agent.TicketRules;
import org.postroom.mail.NamedAddress;
import org.postroom.outbound.OutboundKind;
import org.postroom.outbound.OutboundMail;
import org.postroom.ticket.Actor;
import org.postroom.ticket.Article;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketState;
import org.postroom.ticket.Way;

class AgentActsTest {
    private final Workplace work = new Workplace();

    @AfterEach
    void close() {
        work.close();
    }

    private static Act answer(String text) {
        return new Act.Answer(words(text));
    }

    private Article article(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done) outcome).article().orElseThrow();
    }

    @Test
    void answersInTheNameOfTheDepartment() {
        Article article = article(work.act(ANNA, answer("Plug it in.")));
        OutboundMail mail = work.queued(OutboundKind.ANSWER).getFirst();
        assertThat(Workplace.recipients(mail)).containsExactly(CARL.address());
        assertThat(work.read(mail).correspondents().from())
                .contains(SampleCompany.support().from());
        assertThat(work.read(mail).content().text()).contains("Plug it in.", "> It does not print.");
        assertThat(mail.about().article()).contains(article.id());
        assertThat(article.content().by().actor()).isEqualTo(new Actor.Agent(ANNA));
        assertThat(article.content().by().way()).isEqualTo(Way.PAGE);
        assertThat(work.ticket().state()).isEqualTo(TicketState.WAITING);
    }

    @Test
    void finishesWithTheMessageIdOfTheMailOnTheTicket() {
        Article article = article(work.act(ANNA, answer("Plug it in.")));
        assertThat(article.content().messageId())
                .contains(work.queued(OutboundKind.ANSWER).getFirst().messageId());
    }

    @Test
    void answersAndCloses() {
        Outcome outcome = work.act(ANNA, answer("Plug it in."), new Act.Close());
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(work.ticket().state()).isEqualTo(TicketState.CLOSED);
        assertThat(work.events()).endsWith("answered", "closed");
        assertThat(work.queued(OutboundKind.ANSWER)).hasSize(1);
    }

    @Test
    void letsWhomTheAgentPutsInCcTakePartButNeverAgentsOrOwnAddresses() {
        List<NamedAddress> cc =
                List.of(FRIEND, NamedAddress.of(BEN_ADDRESS), NamedAddress.of(SampleCompany.SALES_ADDRESS), CARL);
        work.act(ANNA, new Act.Answer(Words.onPage("Plug it in.", List.of(), cc)));
        work.act(ANNA, answer("And switch it on."));
        assertThat(work.queued(OutboundKind.ANSWER))
                .hasSize(2)
                .allSatisfy(mail ->
                        assertThat(Workplace.recipients(mail)).containsExactly(CARL.address(), FRIEND.address()));
        assertThat(work.participants()).containsExactly(CARL.address(), FRIEND.address());
        assertThat(work.events()).contains("participant-added");
    }

    @Test
    void keepsCommentsInside() {
        Article article = article(work.act(BEN, new Act.Comment(words("This one never pays."))));
        assertThat(article.content().kind()).isEqualTo(Article.Kind.COMMENT);
        assertThat(article.content().visibility()).isEqualTo(Article.Visibility.INTERNAL);
        assertThat(work.queued(OutboundKind.ANSWER)).isEmpty();
        assertThat(work.ticket().state()).isEqualTo(TicketState.ACTIVE);
    }

    @Test
    void closesReopensLocksAndUnlocks() {
        work.act(ANNA, new Act.Close());
        assertThat(work.ticket().state()).isEqualTo(TicketState.CLOSED);
        work.act(ANNA, new Act.Reopen());
        assertThat(work.ticket().state()).isEqualTo(TicketState.ACTIVE);
        work.act(ANNA, new Act.Lock());
        assertThat(work.ticket().state()).isEqualTo(TicketState.LOCKED);
        work.act(ANNA, new Act.Unlock());
        assertThat(work.ticket().state()).isEqualTo(TicketState.CLOSED);
        assertThat(work.events()).endsWith("closed", "reopened", "locked", "unlocked");
    }

    @Test
    void refusesWhatTheTicketsLifeDoesNotAllow() {
        refused(work.act(ANNA, new Act.Reopen()), "is not closed");
        work.act(ANNA, new Act.Lock());
        refused(work.act(ANNA, answer("Plug it in.")), "is locked");
        assertThat(work.queued(OutboundKind.ANSWER)).isEmpty();
    }

    private static void refused(Outcome outcome, String reason) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reasons())
                                .anySatisfy(sentence -> assertThat(sentence).contains(reason)));
    }

    @Test
    void assignsAndTellsTheAgent() {
        work.act(ANNA, new Act.Assign(BEN));
        assertThat(work.ticket().assignee()).contains(BEN);
        OutboundMail notice = work.queued(OutboundKind.NOTICE).getLast();
        assertThat(Workplace.recipients(notice)).containsExactly(BEN_ADDRESS);
        assertThat(work.read(notice).content().text()).contains("Anna Berg", "It does not print.");
    }

    @Test
    void takesWithoutTellingAnybodyAndGivesBack() {
        work.act(BEN, new Act.Take());
        assertThat(work.ticket().assignee()).contains(BEN);
        work.act(BEN, new Act.Unassign());
        assertThat(work.ticket().assignee()).isEmpty();
        assertThat(work.events()).endsWith("taken", "unassigned");
        assertThat(work.queued(OutboundKind.NOTICE)).isEmpty();
    }

    @Test
    void changesNothingWhenAllIsSoAlready() {
        assertThat(work.act(BEN, new Act.Unassign()))
                .isInstanceOfSatisfying(
                        Outcome.Done.class, done -> assertThat(done.events()).isEmpty());
        work.act(BEN, new Act.Take());
        assertThat(work.act(BEN, new Act.Take()))
                .isInstanceOfSatisfying(
                        Outcome.Done.class, done -> assertThat(done.events()).isEmpty());
        assertThat(work.act(ANNA, new Act.Assign(BEN)))
                .isInstanceOfSatisfying(
                        Outcome.Done.class, done -> assertThat(done.events()).isEmpty());
        assertThat(work.queued(OutboundKind.NOTICE)).isEmpty();
    }

    @Test
    void refusesToAssignToNobodyOfTheDepartmentAndNamesWhoIs() {
        refused(work.act(ANNA, new Act.Assign(new AgentId("nobody"))), "anna, ben, carla");
        assertThat(work.ticket().assignee()).isEmpty();
    }

    @Test
    void doesAllOfAnOrderOrNothing() {
        refused(work.act(BEN, new Act.Take(), answer(" \n")), "no words");
        refused(work.act(BEN, new Act.Take(), answer("Plug it in."), new Act.Reopen()), "is not closed");
        assertThat(work.ticket().assignee()).isEmpty();
        assertThat(work.articles()).hasSize(1);
        assertThat(work.queued(OutboundKind.ANSWER)).isEmpty();
    }

    @Test
    void refusesATicketThatIsGone() {
        refused(
                work.order(Order.onPage(
                        work.agent(ANNA), new TicketId(1), new Seen.Unknown(), new Act.Comment(words("Hello?")))),
                "no such ticket");
    }

    @Test
    void refusesToAnswerNobody() {
        try (Workplace nobodys = new Workplace(Optional.empty())) {
            refused(nobodys.act(ANNA, answer("Who are you?")), "no customer's address");
        }
    }

    @Test
    void lockingIsForManagers() {
        refused(work.act(BEN, new Act.Lock()), "You may not lock or unlock this ticket");
        assertThat(work.act(ANNA, new Act.Lock())).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void leavesTicketsToTheAgentsOfTheirGroup() {
        for (Act act : List.of(answer("Hi."), new Act.Comment(words("Hi.")), new Act.Take(), new Act.Close())) {
            refused(work.act(CARLA, act), "You may not");
        }
        work.act(ANNA, new Act.Assign(CARLA));
        assertThat(work.act(CARLA, answer("Plug it in."))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void letsEverybodyCommentWhereTheDepartmentIsOpen() {
        work.conf(
                SampleCompany.support().withTickets(TicketRules.of("SUP").withOpenTo(new OpenTo(true, false))),
                SampleCompany.sales());
        assertThat(work.act(CARLA, new Act.Comment(words("I know him.")))).isInstanceOf(Outcome.Done.class);
        refused(work.act(CARLA, answer("Hello.")), "You may not answer this ticket");
    }

    @Test
    void refusesToWriteForADepartmentThatConfHasNoMore() {
        Agent admin = new Agent(
                new AgentId("root"),
                "Root",
                List.of(ANNA_ADDRESS),
                Set.of(),
                Map.of(),
                true,
                "",
                Locale.ENGLISH,
                Optional.empty());
        Organisation salesOnly = new Organisation(
                List.of(SampleCompany.brand()), List.of(SampleCompany.sales()), List.of(admin), List.of(), List.of());
        Ticket ticket = work.ticket();
        Neighbours none = new Neighbours(Map.of(), Map.of(), Set.of());
        Order answer = Order.onPage(admin, ticket.id(), new Seen.Unknown(), answer("Hello."));
        assertThat(Plan.of(answer, ticket, none, salesOnly, Instant.EPOCH).faults())
                .containsExactly(
                        "Department support is not in conf any more, so nothing can be written on its tickets.");
        Order close = Order.onPage(admin, ticket.id(), new Seen.Unknown(), new Act.Close());
        assertThat(Plan.of(close, ticket, none, salesOnly, Instant.EPOCH).faults())
                .isEmpty();
    }
}
