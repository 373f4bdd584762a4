package org.postroom.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.Decision;
import org.postroom.agent.Department;
import org.postroom.agent.Organisation;
import org.postroom.agent.Policy;
import org.postroom.agent.TicketPlace;
import org.postroom.ticket.By;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.Transition;

/** What an order amounts to, and why it cannot be carried out. Decided purely. */
record Plan(List<Step> steps, List<String> faults) {
    Plan {
        steps = List.copyOf(steps);
        faults = List.copyOf(faults);
    }

    /** An act that changes something, as the event that tells of it. */
    record Step(Act act, TicketEvent event) {}

    /** The plan for an order about the ticket as it stands. */
    static Plan of(Order order, Ticket ticket, Organisation organisation, Instant now) {
        List<Step> steps = order.acts().stream()
                .flatMap(act -> event(act, order, ticket).map(event -> new Step(act, event)).stream())
                .toList();
        List<String> faults = new ArrayList<>(forbidden(order, ticket, organisation));
        for (Act act : order.acts()) {
            fault(act, ticket, organisation).ifPresent(faults::add);
        }
        refusal(ticket, steps, now).ifPresent(faults::add);
        return new Plan(steps, faults);
    }

    boolean has(Class<? extends Act> kind) {
        return steps.stream().map(Step::act).anyMatch(kind::isInstance);
    }

    /** What becomes of the act; nothing when all is so already. */
    private static Optional<TicketEvent> event(Act act, Order order, Ticket ticket) {
        By by = order.by();
        return switch (act) {
            case Act.Answer _ -> Optional.of(new TicketEvent.Answered(by));
            case Act.Comment _ -> Optional.of(new TicketEvent.Commented(by));
            case Act.Assign(AgentId to) -> given(to, order, ticket);
            case Act.Take() -> given(order.agent().id(), order, ticket);
            case Act.Unassign() ->
                ticket.assignee().isEmpty() ? Optional.empty() : Optional.of(new TicketEvent.Unassigned(by));
            case Act.Close() -> Optional.of(new TicketEvent.Closed(by));
            case Act.Reopen() -> Optional.of(new TicketEvent.Reopened(by));
            case Act.Lock() -> Optional.of(new TicketEvent.Locked(by));
            case Act.Unlock() -> Optional.of(new TicketEvent.Unlocked(by));
        };
    }

    private static Optional<TicketEvent> given(AgentId to, Order order, Ticket ticket) {
        if (ticket.assignee().filter(to::equals).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                order.agent().id().equals(to)
                        ? new TicketEvent.Taken(order.by(), to)
                        : new TicketEvent.Assigned(order.by(), to));
    }

    private static List<String> forbidden(Order order, Ticket ticket, Organisation organisation) {
        Policy policy = new Policy(organisation);
        TicketPlace place = new TicketPlace(ticket.group(), ticket.assignee());
        return order.acts().stream()
                .map(Act::action)
                .distinct()
                .flatMap(action -> switch (policy.decide(order.agent(), action, place)) {
                    case Decision.Allowed() -> Stream.empty();
                    case Decision.Refused refused -> Stream.of(refused.sentence());
                })
                .toList();
    }

    private static Optional<String> fault(Act act, Ticket ticket, Organisation organisation) {
        return switch (act) {
            case Act.Answer(Words words) -> nothingIn(words).or(() -> nobodySends(ticket, organisation));
            case Act.Comment(Words words) -> nothingIn(words).or(() -> nobodySends(ticket, organisation));
            case Act.Assign(AgentId to) -> stranger(to, ticket, organisation);
            case Act.Take _, Act.Unassign _, Act.Close _, Act.Reopen _, Act.Lock _, Act.Unlock _ -> Optional.empty();
        };
    }

    private static Optional<String> nothingIn(Words words) {
        return words.isEmpty() ? Optional.of("There are no words and no file.") : Optional.empty();
    }

    private static Optional<String> nobodySends(Ticket ticket, Organisation organisation) {
        Optional<Department> department = organisation.department(ticket.department());
        return department.isPresent()
                ? Optional.empty()
                : Optional.of("Department " + ticket.department()
                        + " is not in conf any more, so nothing can be written on its tickets.");
    }

    private static Optional<String> stranger(AgentId to, Ticket ticket, Organisation organisation) {
        boolean works = organisation
                .agent(to)
                .filter(agent -> agent.isIn(ticket.department()))
                .isPresent();
        return works
                ? Optional.empty()
                : Optional.of(
                        "Nobody called \"" + to + "\" works in department " + ticket.department() + ". There are: "
                                + String.join(
                                        ", ",
                                        organisation.membersOf(ticket.department()).stream()
                                                .map(Agent::id)
                                                .map(AgentId::value)
                                                .toList())
                                + ".");
    }

    /** Why one of these steps could not happen after those before it. */
    private static Optional<String> refusal(Ticket ticket, List<Step> steps, Instant now) {
        Ticket then = ticket;
        for (Step step : steps) {
            switch (then.on(step.event(), now)) {
                case Transition.Refused(String reason) -> {
                    return Optional.of(reason);
                }
                case Transition.Moved(Ticket moved) -> then = moved;
            }
        }
        return Optional.empty();
    }
}
