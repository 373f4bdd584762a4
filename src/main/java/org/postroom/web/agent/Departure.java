package org.postroom.web.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.postroom.desk.AgentActs;
import org.postroom.desk.Order;
import org.postroom.desk.Outcome;
import org.postroom.desk.PlannedAnswer;
import org.postroom.desk.PlannedAnswers;
import org.postroom.desk.Planning;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Ticket;

/** Lets orders of the page go: answers after the time within which they can be taken back, all else at once. */
final class Departure {
    private final Workroom room;
    private final AgentActs acts;
    private final PlannedAnswers planned;

    Departure(Workroom room, AgentActs acts, PlannedAnswers planned) {
        this.room = room;
        this.acts = acts;
        this.planned = planned;
    }

    /** What came of an order. */
    sealed interface Went {
        /** It was carried out, or was not. */
        record Now(Outcome outcome) implements Went {}

        /** It waits. */
        record Waiting(PlannedAnswer.Kind kind) implements Went {}
    }

    /**
     * Lets the order go.
     *
     * @param due when its agent wants it to leave; empty: as soon as may be
     */
    Went go(Transaction transaction, Order order, Optional<Instant> due) {
        return due.map(at -> new PlannedAnswer.Timing(PlannedAnswer.Kind.SCHEDULED, at))
                .or(() -> undo(transaction, order))
                .filter(_ -> PlannedAnswers.canWait(order))
                .map(timing -> plan(transaction, order, timing))
                .orElseGet(() -> new Went.Now(acts.carryOut(transaction, order)));
    }

    /** How long it waits so that it can be taken back; empty: it leaves at once. */
    private Optional<PlannedAnswer.Timing> undo(Transaction transaction, Order order) {
        Duration undo = room.stores()
                .mail()
                .desk()
                .tickets()
                .find(transaction, order.ticket())
                .map(Ticket::department)
                .flatMap(id -> room.organisation().get().department(id))
                .map(department -> department.tickets().undo().onPage())
                .orElse(Duration.ZERO);
        return undo.isZero()
                ? Optional.empty()
                : Optional.of(new PlannedAnswer.Timing(
                        PlannedAnswer.Kind.UNDO, room.clock().instant().plus(undo)));
    }

    private Went plan(Transaction transaction, Order order, PlannedAnswer.Timing timing) {
        return switch (planned.plan(transaction, order, timing)) {
            case Planning.Planned _ -> new Went.Waiting(timing.kind());
            case Planning.Objected(Outcome why) -> new Went.Now(why);
        };
    }
}
