package org.postroom.ticket;

import static org.postroom.ticket.TicketState.ACTIVE;
import static org.postroom.ticket.TicketState.CLOSED;
import static org.postroom.ticket.TicketState.LOCKED;
import static org.postroom.ticket.TicketState.MERGED;
import static org.postroom.ticket.TicketState.WAITING;

import java.time.Instant;
import java.util.Optional;
import org.postroom.agent.AgentId;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.GroupId;
import org.postroom.mail.NamedAddress;

/** The rules of a ticket's life; the table stands in the package's documentation. */
record Rules(Ticket ticket, Instant now) {

    Transition on(TicketEvent event) {
        boolean gone = ticket.state() == MERGED && !(event instanceof TicketEvent.HandedOver);
        return gone ? refused("was merged into another ticket") : onLiving(event);
    }

    private Transition onLiving(TicketEvent event) {
        return switch (event) {
            case TicketEvent.Opened _ -> refused("has been opened already");
            case TicketEvent.CustomerReplied _ -> customerReplied();
            case TicketEvent.Answered _ -> answered();
            case TicketEvent.Commented _, TicketEvent.Forwarded _ -> moved(ticket.state());
            case TicketEvent.Assigned assigned -> givenTo(assigned.to());
            case TicketEvent.Taken taken -> givenTo(taken.agent());
            case TicketEvent.Unassigned _ -> unassigned();
            case TicketEvent.Transferred transferred -> transferred(transferred.to());
            case TicketEvent.HandedOver handed ->
                ticket.group().equals(handed.to())
                        ? refused("is in group " + handed.to() + " already")
                        : new Transition.Moved(ticket.handedOver(handed.to(), handed.product()));
            case TicketEvent.Shared shared -> shared(shared);
            case TicketEvent.Unshared unshared -> unshared(unshared.department());
            case TicketEvent.CustomerNamed named -> customerNamed(named.customer());
            case TicketEvent.ProductChosen chosen -> productChosen(chosen);
            case TicketEvent.Prioritised(By _, Priority priority) -> prioritised(priority);
            case TicketEvent.Closed _ -> closed();
            case TicketEvent.Reopened _ -> reopened();
            case TicketEvent.Locked _ -> ticket.state() == LOCKED ? refused("is locked already") : moved(LOCKED);
            case TicketEvent.Unlocked _ -> ticket.state() == LOCKED ? moved(CLOSED) : refused("is not locked");
            case TicketEvent.MergedInto _ ->
                ticket.state() == LOCKED
                        ? refused("is locked; take off the lock first")
                        : new Transition.Moved(ticket.merged(now));
            case TicketEvent.Merged merged ->
                ticket.state() == LOCKED
                        ? refused("is locked; take off the lock first")
                        : moved(merged.active() ? ACTIVE : ticket.state());
            case TicketEvent.SplitOff _ ->
                ticket.state() == LOCKED ? refused("is locked and stays as it is") : moved(ticket.state());
            case TicketEvent.SplitFrom split -> moved(split.active() ? ACTIVE : WAITING);
            case TicketEvent.DeliveryFailed failed -> deliveryFailed(failed);
            case TicketEvent.ReplyRejected _,
                    TicketEvent.AutomaticMailReceived _,
                    TicketEvent.BounceReceived _,
                    TicketEvent.AutoResponseSent _,
                    TicketEvent.AutomaticMailSuppressed _,
                    TicketEvent.DeliveryUncertain _,
                    TicketEvent.ParticipantAdded _,
                    TicketEvent.MailHeld _,
                    TicketEvent.MailReleased _,
                    TicketEvent.MailCancelled _,
                    TicketEvent.AnswersCrossed _,
                    TicketEvent.LinksRevoked _,
                    TicketEvent.MarkedRelated _,
                    TicketEvent.ParticipantRemoved _,
                    TicketEvent.Related _,
                    TicketEvent.Unrelated _,
                    TicketEvent.AnswerPlanned _,
                    TicketEvent.AnswerTakenBack _,
                    TicketEvent.AnswerStayed _ -> new Transition.Moved(ticket);
        };
    }

    private Transition customerReplied() {
        return ticket.state() == LOCKED ? refused("is locked and takes no replies") : moved(ACTIVE);
    }

    private Transition answered() {
        if (ticket.state() == LOCKED) {
            return refused("is locked; nothing can be sent from it");
        }
        return ticket.customer().isPresent() ? moved(WAITING) : refused("has no customer's address to answer to");
    }

    private Transition givenTo(AgentId agent) {
        if (ticket.state() == LOCKED) {
            return refused("is locked and stays with whom it is");
        }
        return ticket.assignee().filter(agent::equals).isPresent()
                ? refused("is " + agent + "'s already")
                : new Transition.Moved(ticket.givenTo(Optional.of(agent), now));
    }

    private Transition unassigned() {
        if (ticket.state() == LOCKED) {
            return refused("is locked and stays with whom it is");
        }
        return ticket.assignee().isEmpty()
                ? refused("is nobody's already")
                : new Transition.Moved(ticket.givenTo(Optional.empty(), now));
    }

    private Transition transferred(GroupId to) {
        if (ticket.state() == LOCKED) {
            return refused("is locked and stays where it is");
        }
        return ticket.group().equals(to)
                ? refused("is in group " + to + " already")
                : new Transition.Moved(ticket.transferred(to, now));
    }

    private Transition shared(TicketEvent.Shared event) {
        if (ticket.department().equals(event.department())) {
            return refused("is of department " + event.department() + " itself");
        }
        return ticket.sharing()
                        .with(event.department())
                        .filter(event.level()::equals)
                        .isPresent()
                ? refused("is shared with " + event.department() + " at "
                        + event.level().word() + " already")
                : new Transition.Moved(ticket.shared(ticket.sharing().and(event.department(), event.level()), now));
    }

    private Transition unshared(DepartmentId department) {
        return ticket.sharing().with(department).isEmpty()
                ? refused("is not shared with " + department)
                : new Transition.Moved(ticket.shared(ticket.sharing().without(department), now));
    }

    private Transition customerNamed(NamedAddress customer) {
        if (ticket.state() == LOCKED) {
            return refused("is locked and stays as it is");
        }
        return ticket.customer().isPresent()
                ? refused("has a customer already")
                : new Transition.Moved(ticket.ofCustomer(customer, now));
    }

    private Transition productChosen(TicketEvent.ProductChosen chosen) {
        if (ticket.state() == LOCKED) {
            return refused("is locked and stays as it is");
        }
        return ticket.product().equals(chosen.product())
                ? refused(chosen.product()
                        .map(product -> "is about product " + product + " already")
                        .orElse("is about no product already"))
                : new Transition.Moved(ticket.about(chosen.product(), now));
    }

    private Transition prioritised(Priority priority) {
        if (ticket.state() == LOCKED) {
            return refused("is locked and stays as it is");
        }
        return ticket.priority() == priority
                ? refused("has priority " + priority.word() + " already")
                : new Transition.Moved(ticket.prioritised(priority, now));
    }

    private Transition closed() {
        return switch (ticket.state()) {
            case ACTIVE, WAITING -> moved(CLOSED);
            case CLOSED -> refused("is closed already");
            case LOCKED, MERGED -> refused("is locked already");
        };
    }

    private Transition reopened() {
        return switch (ticket.state()) {
            case ACTIVE, WAITING -> refused("is not closed");
            case CLOSED -> moved(ACTIVE);
            case LOCKED, MERGED -> refused("is locked; take off the lock first");
        };
    }

    /** The customer waits for an answer that will not come: we owe one again. */
    private Transition deliveryFailed(TicketEvent.DeliveryFailed failed) {
        boolean toCustomer = ticket.customer()
                .filter(customer -> customer.address().equals(failed.to()))
                .isPresent();
        return failed.answer() && toCustomer && ticket.state() == WAITING
                ? moved(ACTIVE)
                : new Transition.Moved(ticket);
    }

    private Transition moved(TicketState state) {
        return new Transition.Moved(ticket.moved(state, now));
    }

    private Transition refused(String why) {
        return new Transition.Refused("Ticket " + ticket.number() + " " + why + ".");
    }
}
