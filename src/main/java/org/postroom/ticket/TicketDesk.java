package org.postroom.ticket;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.postroom.storage.Transaction;

/** Applies events to tickets, within the caller's transaction: lock, rules, ticket, history. */
public final class TicketDesk {
    private static final String CLOSED = "closed";

    private final TicketStore tickets;
    private final HistoryStore history;
    private final InstantSource clock;

    public TicketDesk(TicketStore tickets, HistoryStore history, InstantSource clock) {
        this.tickets = tickets;
        this.history = history;
        this.clock = clock;
    }

    /** Opens a ticket and begins its history. The article is added afterwards, since it needs the ticket. */
    public Ticket open(Transaction transaction, NewTicket newTicket) {
        Ticket ticket = tickets.open(transaction, newTicket);
        TicketEvent opened = new TicketEvent.Opened(newTicket.by());
        history.add(transaction, ticket.id(), opened, newTicket.at(), Optional.empty(), Map.of());
        return ticket;
    }

    /** Applies an event that is about no article. */
    public Transition apply(Transaction transaction, TicketId id, TicketEvent event) {
        return apply(transaction, id, event, Optional.empty());
    }

    /** Applies an event to the ticket as it stands now. A refused event writes nothing. */
    public Transition apply(Transaction transaction, TicketId id, TicketEvent event, Optional<ArticleId> article) {
        return tickets.lock(transaction, id)
                .map(ticket -> apply(transaction, ticket, event, article))
                .orElseGet(() -> new Transition.Refused("There is no such ticket."));
    }

    /**
     * Applies an event to the ticket as somebody saw it.
     *
     * @throws StaleTicketException when it was changed since
     */
    public Transition applyToSeen(
            Transaction transaction, Ticket seen, TicketEvent event, Optional<ArticleId> article) {
        return tickets.lock(transaction, seen.id())
                .map(ticket -> {
                    if (ticket.version() != seen.version()) {
                        throw new StaleTicketException(seen);
                    }
                    return apply(transaction, ticket, event, article);
                })
                .orElseGet(() -> new Transition.Refused("There is no such ticket."));
    }

    /** Who closed the ticket last, if it ever was closed. */
    public Optional<By> lastClosed(Transaction transaction, TicketId id) {
        return history.history(transaction, id).reversed().stream()
                .filter(line -> line.kind().equals(CLOSED))
                .findFirst()
                .map(HistoryLine::by);
    }

    /** Lets somebody take part and notes it; false when the address does already. */
    public boolean addParticipant(Transaction transaction, TicketId id, Participant participant, By by) {
        boolean added = tickets.addParticipant(transaction, id, participant);
        if (added) {
            TicketEvent event =
                    new TicketEvent.ParticipantAdded(by, participant.who().address(), participant.role());
            history.add(transaction, id, event, participant.since(), Optional.empty(), Map.of());
        }
        return added;
    }

    /** Links two tickets and notes it on both. */
    public void relate(Transaction transaction, Ticket one, Ticket other, String reason, By by) {
        Instant now = clock.instant();
        tickets.relate(transaction, one.id(), other.id(), reason, now);
        TicketEvent onOne = new TicketEvent.MarkedRelated(by, other.number(), reason);
        TicketEvent onOther = new TicketEvent.MarkedRelated(by, one.number(), reason);
        history.add(transaction, one.id(), onOne, now, Optional.empty(), Map.of());
        history.add(transaction, other.id(), onOther, now, Optional.empty(), Map.of());
    }

    private Transition apply(Transaction transaction, Ticket before, TicketEvent event, Optional<ArticleId> article) {
        Instant now = clock.instant();
        return switch (before.on(event, now)) {
            case Transition.Refused refused -> refused;
            case Transition.Moved moved -> {
                Ticket after = moved.ticket();
                Ticket stored = after.equals(before) ? before : tickets.update(transaction, after);
                if (!after.customer().equals(before.customer())) {
                    tickets.nameCustomer(transaction, after);
                }
                if (!after.sharing().equals(before.sharing())) {
                    tickets.share(transaction, after);
                }
                history.add(transaction, before.id(), event, now, article, changeOf(before, after));
                yield new Transition.Moved(stored);
            }
        };
    }

    private static Map<String, String> changeOf(Ticket before, Ticket after) {
        return before.state() == after.state()
                ? Map.of()
                : Map.of("state", after.state().word());
    }
}
