package org.postroom.web.agent;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.postroom.agent.AgentId;
import org.postroom.agent.TicketAction;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketState;

/** A button above a ticket; what it does, {@link PressedForm} reads. */
enum TicketButton {
    TAKE(TicketAction.ASSIGN, "taken"),
    ASSIGN(TicketAction.ASSIGN, "assigned"),
    UNASSIGN(TicketAction.ASSIGN, "unassigned"),
    TRANSFER(TicketAction.TRANSFER, "transferred"),
    SHARE(TicketAction.SHARE, "shared"),
    FORWARD(TicketAction.FORWARD, "forwarded"),
    MERGE(TicketAction.MERGE, "merged"),
    PRODUCT(TicketAction.CHANGE, "product"),
    PRIORITY(TicketAction.CHANGE, "priority"),
    RELATE(TicketAction.CHANGE, "related"),
    UNRELATE(TicketAction.CHANGE, "unrelated"),
    CLOSE(TicketAction.CHANGE, "closed"),
    REOPEN(TicketAction.CHANGE, "reopened"),
    LOCK(TicketAction.LOCK, "locked"),
    UNLOCK(TicketAction.LOCK, "unlocked");

    private final TicketAction action;
    private final String done;

    TicketButton(TicketAction action, String done) {
        this.action = action;
        this.done = done;
    }

    /** As it stands in paths and texts. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What one must be allowed to do for it. */
    TicketAction action() {
        return action;
    }

    /** The word of the notice after it. */
    String done() {
        return done;
    }

    /** In which menu it stands where one can say something to colleagues with it; empty when it takes no words. */
    Optional<TicketButton> menu() {
        return switch (this) {
            case ASSIGN, UNASSIGN -> Optional.of(ASSIGN);
            case TRANSFER, SHARE, FORWARD -> Optional.of(this);
            case TAKE, MERGE, PRODUCT, PRIORITY, RELATE, UNRELATE, CLOSE, REOPEN, LOCK, UNLOCK -> Optional.empty();
        };
    }

    /** Whether the ticket is already as the button would make it: pressed twice, or by two people at once. */
    boolean isDoneOn(Ticket ticket) {
        TicketState state = ticket.state();
        return switch (this) {
            case TAKE, ASSIGN, UNASSIGN, TRANSFER, SHARE, FORWARD, PRODUCT, PRIORITY, RELATE, UNRELATE -> false;
            case MERGE -> state == TicketState.MERGED;
            case CLOSE, UNLOCK -> state == TicketState.CLOSED;
            case REOPEN -> state == TicketState.ACTIVE || state == TicketState.WAITING;
            case LOCK -> state == TicketState.LOCKED;
        };
    }

    /** The buttons that make sense to this agent on a ticket as it stands, whether permitted or not. */
    static Set<TicketButton> sensible(Ticket ticket, AgentId viewer) {
        Set<TicketButton> buttons = EnumSet.noneOf(TicketButton.class);
        switch (ticket.state()) {
            case ACTIVE, WAITING -> {
                buttons.addAll(Set.of(
                        ASSIGN, TRANSFER, SHARE, FORWARD, MERGE, PRODUCT, PRIORITY, RELATE, UNRELATE, CLOSE, LOCK));
                if (ticket.assignee().filter(viewer::equals).isEmpty()) {
                    buttons.add(TAKE);
                }
                if (ticket.assignee().isPresent()) {
                    buttons.add(UNASSIGN);
                }
            }
            case CLOSED ->
                buttons.addAll(
                        Set.of(TRANSFER, SHARE, FORWARD, MERGE, PRODUCT, PRIORITY, RELATE, UNRELATE, REOPEN, LOCK));
            case LOCKED -> buttons.addAll(Set.of(SHARE, RELATE, UNRELATE, UNLOCK));
            case MERGED -> {}
        }
        return buttons;
    }
}
