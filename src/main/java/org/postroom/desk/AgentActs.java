package org.postroom.desk;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.postroom.agent.Organisation;
import org.postroom.mail.NamedAddress;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Article;
import org.postroom.ticket.ArticleStore;
import org.postroom.ticket.HistoryLine;
import org.postroom.ticket.HistoryStore;
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
    private final HistoryStore history;
    private final TicketBook book;
    private final WritingDesk writing;
    private final OtherTickets others;
    private final NoticeDesk notices;
    private final InstantSource clock;

    AgentActs(Supplier<Organisation> organisation, DeskStores stores, Hands hands, InstantSource clock) {
        this.organisation = organisation;
        this.tickets = stores.tickets();
        this.articles = stores.articles();
        this.history = stores.history();
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
        Optional<Ticket> ticket = others.lock(transaction, order);
        if (ticket.isEmpty()) {
            return NO_TICKET;
        }
        Neighbours neighbours = others.of(transaction, order);
        Plan plan = plan(order, ticket.get(), neighbours);
        return objection(transaction, order, ticket.get(), plan, neighbours)
                .orElseGet(() -> carryOut(transaction, order, ticket.get(), plan, neighbours));
    }

    /** Why the order would not be carried out as things stand, refused or doubtful; empty when it would. */
    Optional<Outcome> objection(Transaction transaction, Order order) {
        Optional<Ticket> ticket = others.lock(transaction, order);
        if (ticket.isEmpty()) {
            return Optional.of(NO_TICKET);
        }
        Neighbours neighbours = others.of(transaction, order);
        return objection(transaction, order, ticket.get(), plan(order, ticket.get(), neighbours), neighbours);
    }

    private Optional<Outcome> objection(
            Transaction transaction, Order order, Ticket ticket, Plan plan, Neighbours neighbours) {
        if (ticket.state() == TicketState.MERGED) {
            return Optional.of(new Outcome.Refused(List.of(gone(transaction, ticket))));
        }
        if (!plan.faults().isEmpty()) {
            return Optional.of(new Outcome.Refused(plan.faults()));
        }
        List<String> doubts = order.confirmed()
                ? sinceAsked(transaction, order, plan)
                : doubts(transaction, order, ticket, plan, neighbours);
        return doubts.isEmpty() ? Optional.empty() : Optional.of(new Outcome.Doubtful(doubts));
    }

    /** What the agent was asked named those who would get the words: of others it told nothing. */
    private List<String> sinceAsked(Transaction transaction, Order order, Plan plan) {
        return plan.has(Act.Answer.class) ? changedHands(transaction, order, order.seen()::misses) : List.of();
    }

    private Plan plan(Order order, Ticket ticket, Neighbours neighbours) {
        return Plan.of(order, ticket, neighbours, organisation.get(), clock.instant());
    }

    /** What was written on the ticket that the order's agent has not seen: one sentence each. */
    List<String> meanwhile(Transaction transaction, Order order) {
        return Doubts.meanwhile(order, known(transaction, order), organisation.get());
    }

    /** That the ticket was merged or split, or somebody joined, after that moment, so that others get what was written before: one sentence each. */
    List<String> changedHands(Transaction transaction, Order order, Instant since) {
        return changedHands(transaction, order, line -> line.at().isAfter(since));
    }

    private List<String> changedHands(Transaction transaction, Order order, Predicate<HistoryLine> later) {
        return Doubts.changedHands(order, known(transaction, order), organisation.get(), later);
    }

    private Doubts.Known known(Transaction transaction, Order order) {
        return new Doubts.Known(
                articles.articles(transaction, order.ticket()),
                history.history(transaction, order.ticket()),
                tickets.participants(transaction, order.ticket()));
    }

    /** Who would get an answer with these in cc: the customer first, then whoever takes part, then those of them who are new. */
    public List<NamedAddress> recipients(Transaction transaction, Ticket ticket, List<NamedAddress> cc) {
        return writing.recipients(transaction, ticket, cc);
    }

    private String gone(Transaction transaction, Ticket merged) {
        return tickets.survivor(transaction, merged.id())
                .map(into -> "Ticket " + merged.number() + " was merged into " + into.number() + ".")
                .orElse("There is no such ticket.");
    }

    private List<String> doubts(Transaction transaction, Order order, Ticket ticket, Plan plan, Neighbours neighbours) {
        List<String> reasons =
                new ArrayList<>(Doubts.about(order, plan, known(transaction, order), organisation.get()));
        reasons.addAll(others.doubts(transaction, ticket, plan, neighbours));
        return reasons;
    }

    private Outcome carryOut(Transaction transaction, Order order, Ticket ticket, Plan plan, Neighbours neighbours) {
        List<TicketEvent> events = new ArrayList<>();
        Optional<Article> owed = owed(transaction, order, ticket, neighbours);
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
        HandedOut now = handedOut(transaction, order, neighbours);
        Optional<Article> said =
                latest.filter(article -> article.content().visibility() == Article.Visibility.INTERNAL);
        notices.tellOfHandOvers(transaction, ticket.id(), events, order.agent(), said);
        said.ifPresent(
                comment -> notices.tellOfComment(transaction, now.ticket().id(), comment, events, order.agent()));
        notices.tellOfRule(transaction, now, events, order.agent());
        owed.ifPresent(article -> notices.tellOfMerged(transaction, now, ticket, article, order.agent()));
        now.event().ifPresent(events::add);
        return new Outcome.Done(now.ticket(), latest, events);
    }

    /** What is to be answered on a ticket that rested until another one became part of it. */
    private Optional<Article> owed(Transaction transaction, Order order, Ticket ticket, Neighbours neighbours) {
        boolean wakes = OtherTickets.isOwed(order, ticket)
                && order.acts().stream().anyMatch(act -> act instanceof Act.Merge(var into) && neighbours.rests(into));
        return wakes
                ? articles.articles(transaction, ticket.id()).reversed().stream()
                        .filter(article -> article.content().kind() == Article.Kind.CUSTOMER_MAIL)
                        .findFirst()
                : Optional.empty();
    }

    /** A ticket that came to a group or was opened again, and is nobody's, goes to whom the group's rule chooses. */
    private HandedOut handedOut(Transaction transaction, Order order, Neighbours neighbours) {
        Ticket now = tickets.survivor(transaction, order.ticket()).orElseThrow();
        boolean came = order.acts().stream()
                .anyMatch(act -> act instanceof Act.Transfer
                        || act instanceof Act.Reopen
                        || act instanceof Act.Merge(var into) && neighbours.isClosed(into));
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
