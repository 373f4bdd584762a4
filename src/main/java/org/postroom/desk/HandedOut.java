package org.postroom.desk;

import java.util.Optional;
import org.postroom.assign.Choice;
import org.postroom.assign.Choice.Reason;
import org.postroom.ticket.By;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.Way;

/**
 * A ticket that may have been given to an agent by its group's rule.
 *
 * @param ticket as it stands now
 * @param choice what the rule said; empty when it was not asked
 */
public record HandedOut(Ticket ticket, Optional<Choice> choice) {
    /** A ticket that stays whose it is. */
    public static HandedOut asBefore(Ticket ticket) {
        return new HandedOut(ticket, Optional.empty());
    }

    /** What the ticket's history tells of it; empty when nobody got it. */
    public Optional<TicketEvent> event() {
        return choice.flatMap(HandedOut::event);
    }

    static Optional<TicketEvent> event(Choice choice) {
        return switch (choice) {
            case Choice.Given given -> Optional.of(new TicketEvent.Assigned(By.postroom(Way.RULE), given.to()));
            case Choice.Waits _ -> Optional.empty();
        };
    }

    /** For the trace of a mail: who got it and why, or why nobody; empty where no rule was to be asked. */
    public Optional<String> trace() {
        return waits().filter(Reason.NO_RULE::equals).isPresent() ? Optional.empty() : choice.map(Choice::sentence);
    }

    /** What agents should know who are told of a ticket that nobody got. */
    public Optional<String> note() {
        return waits().flatMap(reason -> switch (reason) {
            case NO_RULE, NO_AGENTS -> Optional.empty();
            case BY_HAND -> Optional.of("Nobody has this ticket yet: #take makes it yours, #assign gives it away.");
            case CLOSED -> Optional.of("Nobody has this ticket yet: it came outside business hours.");
            case ALL_AWAY -> Optional.of("Nobody has this ticket yet: all agents of the group are away.");
        });
    }

    private Optional<Reason> waits() {
        return choice.filter(Choice.Waits.class::isInstance).map(waits -> ((Choice.Waits) waits).reason());
    }
}
