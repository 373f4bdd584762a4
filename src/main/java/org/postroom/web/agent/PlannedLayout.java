package org.postroom.web.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.postroom.agent.Agent;
import org.postroom.agent.TicketAction;
import org.postroom.desk.PlannedAnswer;
import org.postroom.desk.PlannedStore;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketId;
import org.postroom.web.Visit;

/** Lays out answers that wait: those on a ticket for whoever sees it, and all of an agent's own. */
final class PlannedLayout {
    private final Workroom room;

    PlannedLayout(Workroom room) {
        this.room = room;
    }

    /** What waits on a ticket. */
    List<PlannedCard> onTicket(Transaction transaction, Visit visit, TicketId ticket) {
        return store().ofTicket(transaction, ticket).stream()
                .map(answer -> card(transaction, visit, answer))
                .toList();
    }

    /** What waits of the reader's, what leaves first to begin with. */
    List<PlannedCard> own(Transaction transaction, Visit visit) {
        return store().ofAgent(transaction, visit.agent().id()).stream()
                .map(answer -> card(transaction, visit, answer))
                .toList();
    }

    /** What of the reader's leaves in some seconds and can still be taken back, the first ones. */
    List<PlannedCard> leaving(Transaction transaction, Visit visit, int most) {
        return store().leaving(transaction, visit.agent().id(), most).stream()
                .map(answer -> card(transaction, visit, answer))
                .toList();
    }

    /** Whether the agent may take it back: its author, and whoever looks after the ticket's department. */
    boolean mayTakeBack(Agent agent, PlannedAnswer answer, Optional<Ticket> ticket) {
        return answer.isBy(agent.id())
                || ticket.filter(known -> room.policy().mayRun(agent, known.department()))
                        .isPresent();
    }

    private PlannedCard card(Transaction transaction, Visit visit, PlannedAnswer answer) {
        Agent reader = visit.agent();
        Optional<Ticket> ticket = room.stores()
                .mail()
                .desk()
                .tickets()
                .find(transaction, answer.sender().ticket());
        Names names = new Names(room.organisation().get(), room.look().text(visit, "list.unknown"));
        boolean own = answer.isBy(reader.id());
        Optional<Ticket> seen = ticket.filter(known -> room.policy().allows(reader, TicketAction.VIEW, known.place()));
        return new PlannedCard(
                answer.id(),
                new PlannedCard.About(
                        names.of(answer.sender().agent()),
                        own,
                        ticket.map(known -> known.number().toString()).orElse(""),
                        seen.map(Ticket::subject).orElse("")),
                timing(answer, seen.isPresent()),
                new PlannedCard.May(mayTakeBack(reader, answer, ticket), own),
                answer.content().text(),
                store().files(transaction, answer.id()).stream()
                        .map(file -> new PlannedCard.File(file.name(), file.size()))
                        .toList(),
                seen.isPresent() ? answer.content().cc() : List.of());
    }

    private PlannedCard.Timing timing(PlannedAnswer answer, boolean seen) {
        Instant due = answer.timing().due();
        long left =
                Duration.between(room.clock().instant(), due).plusMillis(999).toSeconds();
        return new PlannedCard.Timing(
                due,
                Math.max(0, left),
                answer.timing().kind() == PlannedAnswer.Kind.SCHEDULED,
                answer.state() == PlannedAnswer.State.HELD,
                seen ? answer.content().reasons() : List.of());
    }

    private PlannedStore store() {
        return room.stores().planned();
    }
}
