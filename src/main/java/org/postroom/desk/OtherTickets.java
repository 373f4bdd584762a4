package org.postroom.desk;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postroom.agent.Decision;
import org.postroom.agent.Organisation;
import org.postroom.agent.Policy;
import org.postroom.agent.TicketAction;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketNumber;
import org.postroom.ticket.TicketState;
import org.postroom.ticket.TicketStore;

/** Finds the other tickets that an order names, and does to them what it says. */
final class OtherTickets {
    private final Supplier<Organisation> organisation;
    private final TicketStore tickets;
    private final TicketBook book;
    private final Merging merging;
    private final InstantSource clock;

    OtherTickets(
            Supplier<Organisation> organisation,
            TicketStore tickets,
            TicketBook book,
            Merging merging,
            InstantSource clock) {
        this.organisation = organisation;
        this.tickets = tickets;
        this.book = book;
        this.merging = merging;
        this.clock = clock;
    }

    /**
     * Locks the ticket at hand, and with it those it is to be merged into, in the order of their ids, so that two who merge
     * crosswise do not wait for each other. Empty when it is gone.
     */
    Optional<Ticket> lock(Transaction transaction, Order order) {
        Set<Long> locked = new HashSet<>();
        Set<Long> wanted = concerned(transaction, order);
        while (!locked.containsAll(wanted)) {
            wanted.stream().filter(locked::add).forEach(id -> tickets.lock(transaction, new TicketId(id)));
            // What was waited for may have led one of them on to a third
            wanted = concerned(transaction, order);
        }
        return tickets.find(transaction, order.ticket());
    }

    private Set<Long> concerned(Transaction transaction, Order order) {
        Stream<TicketId> into = order.acts().stream()
                .filter(Act.Merge.class::isInstance)
                .map(act -> ((Act.Merge) act).other())
                .flatMap(number -> named(transaction, number).stream())
                .map(Ticket::id);
        return Stream.concat(Stream.of(order.ticket()), into)
                .map(TicketId::value)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those that the order names, as its agent sees them. */
    Neighbours of(Transaction transaction, Order order) {
        Policy policy = new Policy(organisation.get());
        Map<TicketNumber, Ticket> visible = new HashMap<>();
        Map<TicketNumber, String> forbidden = new HashMap<>();
        for (TicketNumber number : numbers(order)) {
            named(transaction, number)
                    .filter(other -> policy.allows(order.agent(), TicketAction.VIEW, other.place()))
                    .ifPresent(other -> {
                        visible.put(number, other);
                        if (policy.decide(order.agent(), TicketAction.MERGE, other.place())
                                instanceof Decision.Refused refused) {
                            forbidden.put(number, number + ": " + refused.sentence());
                        }
                    });
        }
        Set<TicketId> linked = tickets.related(transaction, order.ticket()).stream()
                .map(TicketStore.Related::ticket)
                .collect(Collectors.toSet());
        return new Neighbours(visible, forbidden, linked);
    }

    private static Set<TicketNumber> numbers(Order order) {
        return order.acts().stream()
                .filter(Act.Joint.class::isInstance)
                .map(act -> ((Act.Joint) act).other())
                .collect(Collectors.toSet());
    }

    /** A merged ticket's number leads to the one it was merged into. */
    private Optional<Ticket> named(Transaction transaction, TicketNumber number) {
        return tickets.find(transaction, number).flatMap(found -> tickets.survivor(transaction, found.id()));
    }

    /** Why an agent should be asked before two tickets become one. */
    List<String> doubts(Transaction transaction, Ticket ticket, Plan plan, Neighbours neighbours) {
        List<String> reasons = new ArrayList<>();
        for (Plan.Step step : plan.steps()) {
            if (step.act() instanceof Act.Merge(TicketNumber other)) {
                reasons.addAll(merging.doubts(
                        transaction, ticket, neighbours.find(other).orElseThrow()));
            }
        }
        return reasons;
    }

    /** Does what an act means to the other ticket; the one at hand is told of it before. */
    void reach(Transaction transaction, Order order, Ticket ticket, Act.Joint act, Neighbours neighbours) {
        Ticket other = neighbours.find(act.other()).orElseThrow();
        switch (act) {
            case Act.Relate _ -> link(transaction, order, ticket, other);
            case Act.Unrelate _ -> unlink(transaction, order, ticket, other);
            case Act.Merge _ -> merging.merge(transaction, ticket, other, isOwed(order, ticket), order.by());
        }
    }

    /** Whether an answer is owed on a ticket that becomes part of another one. */
    static boolean isOwed(Order order, Ticket ticket) {
        return ticket.state() == TicketState.ACTIVE && order.acts().stream().noneMatch(Act.Answer.class::isInstance);
    }

    private void link(Transaction transaction, Order order, Ticket ticket, Ticket other) {
        String reason = "Linked by " + order.agent().name() + ".";
        tickets.relate(transaction, ticket.id(), other.id(), reason, clock.instant());
        book.note(transaction, other.id(), new TicketEvent.Related(order.by(), ticket.number()), Optional.empty());
    }

    private void unlink(Transaction transaction, Order order, Ticket ticket, Ticket other) {
        tickets.unrelate(transaction, ticket.id(), other.id());
        book.note(transaction, other.id(), new TicketEvent.Unrelated(order.by(), ticket.number()), Optional.empty());
    }
}
