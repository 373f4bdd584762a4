package org.postroom.desk;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.postroom.agent.Organisation;
import org.postroom.mail.NamedAddress;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Article;
import org.postroom.ticket.ArticleStore;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.TicketState;
import org.postroom.ticket.TicketStore;

/**
 * Carries out what agents do to tickets, by mail and on the page alike, within the caller's transaction: asks the policy and
 * the ticket's rules, holds back what is doubtful, writes, sends, and tells other agents.
 */
public final class AgentActs {
    private static final Outcome NO_TICKET = new Outcome.Refused(List.of("There is no such ticket."));

    private final Supplier<Organisation> organisation;
    private final TicketStore tickets;
    private final ArticleStore articles;
    private final TicketBook book;
    private final WritingDesk writing;
    private final OtherTickets others;
    private final NoticeDesk notices;
    private final InstantSource clock;

    AgentActs(Supplier<Organisation> organisation, DeskStores stores, Hands hands, InstantSource clock) {
        this.organisation = organisation;
        this.tickets = stores.tickets();
        this.articles = stores.articles();
        this.book = hands.book();
        this.writing = hands.writing();
        this.others = hands.others();
        this.notices = hands.notices();
        this.clock = clock;
    }

    /** Who does what an order comes down to. */
    record Hands(TicketBook book, WritingDesk writing, OtherTickets others, NoticeDesk notices) {}

    /** Does all of the order, or nothing of it. */
    public Outcome carryOut(Transaction transaction, Order order) {
        Optional<Ticket> ticket = tickets.lock(transaction, order.ticket());
        if (ticket.isEmpty()) {
            return NO_TICKET;
        }
        Neighbours neighbours = others.of(transaction, order);
        Plan plan = plan(order, ticket.get(), neighbours);
        return objection(transaction, order, plan)
                .orElseGet(() -> carryOut(transaction, order, ticket.get(), plan, neighbours));
    }

    /** Why the order would not be carried out as things stand, refused or doubtful; empty when it would. */
    Optional<Outcome> objection(Transaction transaction, Order order) {
        Optional<Ticket> ticket = tickets.lock(transaction, order.ticket());
        return ticket.isEmpty()
                ? Optional.of(NO_TICKET)
                : objection(transaction, order, plan(order, ticket.get(), others.of(transaction, order)));
    }

    private Optional<Outcome> objection(Transaction transaction, Order order, Plan plan) {
        if (!plan.faults().isEmpty()) {
            return Optional.of(new Outcome.Refused(plan.faults()));
        }
        List<String> doubts = order.confirmed() ? List.of() : doubts(transaction, order, plan);
        return doubts.isEmpty() ? Optional.empty() : Optional.of(new Outcome.Doubtful(doubts));
    }

    private Plan plan(Order order, Ticket ticket, Neighbours neighbours) {
        return Plan.of(order, ticket, neighbours, organisation.get(), clock.instant());
    }

    /** What was written on the ticket that the order's agent has not seen: one sentence each. */
    List<String> meanwhile(Transaction transaction, Order order) {
        return Doubts.meanwhile(
                order,
                articles.articles(transaction, order.ticket()),
                tickets.participants(transaction, order.ticket()),
                organisation.get());
    }

    /** Who would get an answer with these in cc: the customer first, then whoever takes part, then those of them who are new. */
    public List<NamedAddress> recipients(Transaction transaction, Ticket ticket, List<NamedAddress> cc) {
        return writing.recipients(transaction, ticket, cc);
    }

    private List<String> doubts(Transaction transaction, Order order, Plan plan) {
        return Doubts.about(
                order,
                plan,
                articles.articles(transaction, order.ticket()),
                tickets.participants(transaction, order.ticket()),
                organisation.get());
    }

    private Outcome carryOut(Transaction transaction, Order order, Ticket ticket, Plan plan, Neighbours neighbours) {
        List<TicketEvent> events = new ArrayList<>();
        Optional<Article> latest = Optional.empty();
        for (Plan.Step step : plan.steps()) {
            Optional<WritingDesk.Written> written = write(transaction, order, ticket, step.act());
            Optional<Article> article = written.map(WritingDesk.Written::article);
            written.ifPresent(what -> events.addAll(what.joined()));
            book.note(transaction, ticket.id(), step.event(), article);
            if (step.act() instanceof Act.Joint joint) {
                others.reach(transaction, order, ticket, joint, neighbours);
            }
            events.add(step.event());
            latest = article.isPresent() ? article : latest;
        }
        HandedOut now = handedOut(transaction, order);
        Optional<Article> said =
                latest.filter(article -> article.content().visibility() == Article.Visibility.INTERNAL);
        notices.tellOfHandOvers(transaction, ticket.id(), events, order.agent(), said);
        notices.tellOfRule(transaction, now, events, order.agent());
        now.event().ifPresent(events::add);
        return new Outcome.Done(now.ticket(), latest, events);
    }

    /** A ticket that came to a group or was opened again, and is nobody's, goes to whom the group's rule chooses. */
    private HandedOut handedOut(Transaction transaction, Order order) {
        Ticket now = tickets.find(transaction, order.ticket()).orElseThrow();
        boolean came = order.acts().stream().anyMatch(act -> act instanceof Act.Transfer || act instanceof Act.Reopen);
        boolean wanted = order.acts().stream().noneMatch(Act.Unassign.class::isInstance);
        boolean open = now.state() == TicketState.ACTIVE || now.state() == TicketState.WAITING;
        return came && wanted && open && now.assignee().isEmpty()
                ? book.handOut(transaction, now)
                : HandedOut.asBefore(now);
    }

    private Optional<WritingDesk.Written> write(Transaction transaction, Order order, Ticket ticket, Act act) {
        return switch (act) {
            case Act.Answer(Words words) -> Optional.of(writing.answer(transaction, order, ticket, words));
            case Act.Comment(Words words) -> Optional.of(writing.comment(transaction, order, ticket, words));
            case Act.Assign _,
                    Act.Take _,
                    Act.Unassign _,
                    Act.Transfer _,
                    Act.Forward _,
                    Act.Share _,
                    Act.Unshare _,
                    Act.About _,
                    Act.Prioritise _,
                    Act.Joint _,
                    Act.Close _,
                    Act.Reopen _,
                    Act.Lock _,
                    Act.Unlock _ -> Optional.empty();
        };
    }
}
