package org.postroom.desk;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.postroom.agent.Organisation;
import org.postroom.agent.Policy;
import org.postroom.agent.TicketAction;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketStore;

/** Finds the other tickets that an order names, and does to them what it says. */
final class OtherTickets {
    private final Supplier<Organisation> organisation;
    private final TicketStore tickets;
    private final TicketBook book;
    private final InstantSource clock;

    OtherTickets(Supplier<Organisation> organisation, TicketStore tickets, TicketBook book, InstantSource clock) {
        this.organisation = organisation;
        this.tickets = tickets;
        this.book = book;
        this.clock = clock;
    }

    /** Those that the order names, as its agent sees them. */
    Neighbours of(Transaction transaction, Order order) {
        Policy policy = new Policy(organisation.get());
        Set<TicketId> linked = tickets.related(transaction, order.ticket()).stream()
                .map(TicketStore.Related::ticket)
                .collect(Collectors.toSet());
        return new Neighbours(
                order.acts().stream()
                        .filter(Act.Joint.class::isInstance)
                        .map(act -> ((Act.Joint) act).other())
                        .distinct()
                        .flatMap(number -> tickets.find(transaction, number).stream())
                        .filter(other -> policy.allows(order.agent(), TicketAction.VIEW, other.place()))
                        .collect(Collectors.toMap(Ticket::number, Function.identity())),
                linked);
    }

    /** Does what an act means to the other ticket; the one at hand is told of it beside. */
    void reach(Transaction transaction, Order order, Ticket ticket, Act.Joint act, Neighbours neighbours) {
        Ticket other = neighbours.find(act.other()).orElseThrow();
        switch (act) {
            case Act.Relate _ -> link(transaction, order, ticket, other);
            case Act.Unrelate _ -> unlink(transaction, order, ticket, other);
        }
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
