package org.postroom.desk;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.postroom.agent.Agent;
import org.postroom.agent.Organisation;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Actor;
import org.postroom.ticket.Article;
import org.postroom.ticket.Article.AttachedFile;
import org.postroom.ticket.ArticleId;
import org.postroom.ticket.ArticleStore;
import org.postroom.ticket.By;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.TicketStore;

/**
 * Lets answers wait, with all that was ordered along with them: until they can no longer be taken back, or until a time
 * their agent chose. What waits stands in the database; whoever lets it leave settles it in the same transaction, so it
 * leaves once, whatever the number of nodes and whenever one is killed. Whoever locks both locks the answer before its ticket.
 */
public final class PlannedAnswers {
    private final Supplier<Organisation> organisation;
    private final TicketStore tickets;
    private final ArticleStore articles;
    private final PlannedStore store;
    private final Parts parts;
    private final InstantSource clock;

    /**
     * What carries out and what keeps.
     *
     * @param stays what becomes of answers that do not leave
     * @param wake called after the commit of a transaction that planned an answer
     */
    record Parts(AgentActs acts, TicketBook book, StayedAnswers stays, Runnable wake) {}

    PlannedAnswers(
            Supplier<Organisation> organisation,
            DeskStores stores,
            PlannedStore store,
            Parts parts,
            InstantSource clock) {
        this.organisation = organisation;
        this.tickets = stores.tickets();
        this.articles = stores.articles();
        this.store = store;
        this.parts = parts;
        this.clock = clock;
    }

    /** Whether an order can wait: it answers, and leaves no comment. */
    public static boolean canWait(Order order) {
        return order.acts().stream().anyMatch(Act.Answer.class::isInstance)
                && order.acts().stream().allMatch(ActWords::canWait);
    }

    /** Lets an order that {@link #canWait} wait, unless it would be refused now or its agent has to confirm it. */
    public Planning plan(Transaction transaction, Order order, PlannedAnswer.Timing timing) {
        Optional<Outcome> objection = parts.acts().objection(transaction, order);
        if (objection.isPresent()) {
            return new Planning.Objected(objection.get());
        }
        Words words = wordsOf(order);
        PlannedAnswer answer = store.add(
                transaction,
                new PlannedAnswer.Sender(order.agent().id(), order.ticket(), order.way()),
                timing,
                content(transaction, order, words),
                words.files(),
                clock.instant());
        if (timing.kind() == PlannedAnswer.Kind.SCHEDULED) {
            note(transaction, answer, new TicketEvent.AnswerPlanned(order.by(), timing.due()));
        }
        transaction.afterCommit(parts.wake());
        return new Planning.Planned(answer);
    }

    private static Words wordsOf(Order order) {
        return order.acts().stream()
                .flatMap(act -> act instanceof Act.Answer(Words words)
                        ? java.util.stream.Stream.of(words)
                        : java.util.stream.Stream.empty())
                .findFirst()
                .orElseThrow();
    }

    private PlannedAnswer.Content content(Transaction transaction, Order order, Words words) {
        List<Article> written = articles.articles(transaction, order.ticket());
        return new PlannedAnswer.Content(
                words.text(),
                words.cc(),
                order.acts().stream().map(ActWords::write).toList(),
                words.carrier().flatMap(carrier -> carrier.source().receipt()),
                written.isEmpty() ? new ArticleId(0) : written.getLast().id(),
                List.of());
    }

    /** Its agent is asked by a mail that was written then; an answer to that says what is to become of it. */
    public void asked(Transaction transaction, PlannedAnswer answer, Instant asked) {
        store.asked(transaction, answer.id(), asked);
    }

    /** Takes an answer back: its words and files are in its agent's draft. Empty when it is settled already. */
    public Optional<PlannedAnswer> takeBack(Transaction transaction, long id, By by) {
        Optional<PlannedAnswer> open = store.lock(transaction, id);
        open.ifPresent(answer -> {
            Optional<Ticket> ticket = tickets.lock(transaction, answer.sender().ticket());
            ticket.ifPresent(known -> {
                parts.stays().giveBack(transaction, answer);
                note(
                        transaction,
                        answer,
                        new TicketEvent.AnswerTakenBack(by, answer.sender().agent()));
                tellOfTaking(transaction, answer, known, by);
            });
            store.settle(transaction, id, PlannedAnswer.State.TAKEN_BACK, clock.instant());
        });
        return open;
    }

    private void tellOfTaking(Transaction transaction, PlannedAnswer answer, Ticket ticket, By by) {
        if (by.actor() instanceof Actor.Agent(var other) && !answer.isBy(other)) {
            String name = organisation.get().agent(other).map(Agent::name).orElse(other.value());
            parts.stays().tell(transaction, answer, ticket, List.of(name + " took it back."));
        }
    }

    /** Lets an answer leave that is due. */
    public Leaving leave(Transaction transaction, long id) {
        Optional<PlannedAnswer> due = store.lock(transaction, id)
                .filter(answer -> answer.state() == PlannedAnswer.State.WAITING
                        && !answer.timing().due().isAfter(clock.instant()));
        return due.map(answer -> leave(transaction, answer, false))
                .orElseGet(() -> new Leaving.Settled(store.find(transaction, id)));
    }

    /** Lets an answer leave before its time, or one that is held, since its agent wants it to. */
    public Leaving sendNow(Transaction transaction, long id) {
        return store.lock(transaction, id)
                .map(answer -> leave(transaction, answer, true))
                .orElseGet(() -> new Leaving.Settled(store.find(transaction, id)));
    }

    /** @param wanted whether its agent has just said so; if not, the agent is told when it does not leave */
    private Leaving leave(Transaction transaction, PlannedAnswer answer, boolean wanted) {
        Optional<Ticket> ticket = tickets.lock(transaction, answer.sender().ticket());
        Optional<Agent> agent = organisation.get().agent(answer.sender().agent());
        if (ticket.isEmpty() || agent.isEmpty()) {
            return parts.stays().orphaned(transaction, answer, ticket);
        }
        Order order = order(transaction, answer, agent.get());
        boolean asks = !wanted && answer.timing().kind() == PlannedAnswer.Kind.SCHEDULED;
        List<String> meanwhile = new ArrayList<>(asks ? parts.acts().meanwhile(transaction, order) : List.of());
        if (!wanted) {
            meanwhile.addAll(
                    parts.acts().changedHands(transaction, order, answer.times().planned()));
        }
        if (!meanwhile.isEmpty()) {
            parts.stays().hold(transaction, answer, order, ticket.get(), meanwhile);
            return new Leaving.Stayed(meanwhile);
        }
        return switch (parts.acts().carryOut(transaction, order)) {
            case Outcome.Done done -> {
                store.settle(transaction, answer.id(), PlannedAnswer.State.LEFT, clock.instant());
                yield new Leaving.Left(done);
            }
            case Outcome.Refused(List<String> reasons) -> {
                parts.stays().returned(transaction, answer, reasons);
                if (!wanted) {
                    parts.stays().tell(transaction, answer, ticket.get(), reasons);
                }
                yield new Leaving.Stayed(reasons);
            }
            case Outcome.Doubtful _ -> throw new IllegalStateException("A planned answer was confirmed before");
        };
    }

    private Order order(Transaction transaction, PlannedAnswer answer, Agent agent) {
        PlannedAnswer.Content content = answer.content();
        var files = store.attachments(transaction, answer.id());
        Optional<Carrier> carrier = content.receipt()
                .map(receipt -> new Carrier(
                        Article.Addresses.NONE,
                        "",
                        Optional.empty(),
                        new Article.Source(Optional.of(receipt), Optional.empty(), false),
                        files.stream().map(AttachedFile::of).toList()));
        Words words = new Words(content.text(), files, content.cc(), carrier);
        return new Order(
                agent,
                answer.sender().way(),
                answer.sender().ticket(),
                content.acts().stream().map(line -> ActWords.read(line, words)).toList(),
                new Seen.UpTo(content.seen()),
                true);
    }

    private void note(Transaction transaction, PlannedAnswer answer, TicketEvent event) {
        parts.book().note(transaction, answer.sender().ticket(), event, Optional.empty());
    }
}
