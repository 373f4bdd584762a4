package org.postroom.desk;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
 * leaves once, whatever the number of nodes and whenever one is killed. Here the answer is locked before its ticket.
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
                .flatMap(act -> act instanceof Act.Answer(Words words) ? Stream.of(words) : Stream.empty())
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

    /** Its author knows who does so, but needs the words where the draft cannot be opened. */
    private void tellOfTaking(Transaction transaction, PlannedAnswer answer, Ticket ticket, By by) {
        boolean own = by.actor() instanceof Actor.Agent(var one) && answer.isBy(one);
        if (!own || !parts.stays().isSeenByAuthor(answer, ticket)) {
            parts.stays().tell(transaction, answer, ticket, List.of((own ? "You" : name(by)) + " took it back."));
        }
    }

    private String name(By by) {
        return by.actor() instanceof Actor.Agent(var id)
                ? organisation.get().agent(id).map(Agent::name).orElse(id.value())
                : by.actor().toString();
    }

    /** Lets an answer leave that is due. */
    public Leaving leave(Transaction transaction, long id) {
        Optional<PlannedAnswer> due = store.lock(transaction, id)
                .filter(answer -> answer.state() == PlannedAnswer.State.WAITING
                        && answer.timing().isDue(clock.instant()));
        return due.map(answer -> leave(transaction, answer, Optional.empty()))
                .orElseGet(() -> new Leaving.Settled(store.find(transaction, id)));
    }

    /** Gives an answer that waits back to its agent, since it cannot be carried out. */
    void giveUp(Transaction transaction, long id, String reason) {
        Optional<PlannedAnswer> waiting =
                store.lock(transaction, id).filter(answer -> answer.state() == PlannedAnswer.State.WAITING);
        waiting.ifPresent(answer -> {
            Optional<Ticket> ticket = tickets.lock(transaction, answer.sender().ticket());
            if (ticket.isEmpty()
                    || organisation.get().agent(answer.sender().agent()).isEmpty()) {
                parts.stays().orphaned(transaction, answer, ticket);
            } else {
                parts.stays().returned(transaction, answer, ticket.get(), List.of(reason), false);
            }
        });
    }

    /**
     * Lets an answer leave before its time, or one that is held, since its agent wants it to.
     *
     * @param shown how many of the reasons why it is held the agent had read by then
     */
    public Leaving sendNow(Transaction transaction, long id, int shown) {
        return store.lock(transaction, id)
                .map(answer -> leave(transaction, answer, Optional.of(shown)))
                .orElseGet(() -> new Leaving.Settled(store.find(transaction, id)));
    }

    /**
     * Policy and rules are asked first: who may not answer any more is not told what was written since.
     *
     * @param shown present when its agent has just said so; if not, the agent is told when it does not leave
     */
    private Leaving leave(Transaction transaction, PlannedAnswer answer, Optional<Integer> shown) {
        Optional<Ticket> ticket = tickets.lock(transaction, answer.sender().ticket());
        Optional<Agent> agent = organisation.get().agent(answer.sender().agent());
        if (ticket.isEmpty() || agent.isEmpty()) {
            return parts.stays().orphaned(transaction, answer, ticket);
        }
        Order order = order(transaction, answer, agent.get());
        Optional<Outcome> objection = parts.acts().objection(transaction, order);
        if (objection.isPresent()) {
            return end(transaction, answer, ticket.get(), objection.get(), shown.isPresent());
        }
        List<String> reasons = reasons(transaction, answer, order, shown);
        if (!reasons.isEmpty()) {
            parts.stays().hold(transaction, answer, order, ticket.get(), reasons);
            return new Leaving.Held(reasons);
        }
        return end(transaction, answer, ticket.get(), parts.acts().carryOut(transaction, order), shown.isPresent());
    }

    private Leaving end(
            Transaction transaction, PlannedAnswer answer, Ticket ticket, Outcome outcome, boolean toldAnyway) {
        return switch (outcome) {
            case Outcome.Done done -> {
                store.settle(transaction, answer.id(), PlannedAnswer.State.LEFT, clock.instant());
                yield new Leaving.Left(done);
            }
            case Outcome.Refused(List<String> reasons) -> {
                parts.stays().returned(transaction, answer, ticket, reasons, toldAnyway);
                yield new Leaving.Stayed(reasons);
            }
            case Outcome.Doubtful _ -> throw new IllegalStateException("A planned answer was confirmed before");
        };
    }

    /** Why its agent has to be asked; none when there is nothing that the agent has not read. */
    private List<String> reasons(Transaction transaction, PlannedAnswer answer, Order order, Optional<Integer> shown) {
        Instant planned = answer.times().planned();
        List<String> changes = new ArrayList<>(parts.acts().changedHands(transaction, order, planned));
        List<String> before = answer.content().reasons();
        shown.ifPresent(count -> changes.removeAll(before.subList(0, Math.clamp(count, 0, before.size()))));
        if (shown.isPresent()) {
            return changes.isEmpty() ? List.of() : together(before, changes);
        }
        boolean asks = answer.timing().kind() == PlannedAnswer.Kind.SCHEDULED;
        return together(asks ? parts.acts().meanwhile(transaction, order) : List.of(), changes);
    }

    private static List<String> together(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).distinct().toList();
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
