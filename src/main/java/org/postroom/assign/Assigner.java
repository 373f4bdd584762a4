package org.postroom.assign;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.Assignment;
import org.postroom.agent.Department;
import org.postroom.agent.Group;
import org.postroom.agent.GroupId;
import org.postroom.agent.Organisation;
import org.postroom.assign.Choice.Reason;
import org.postroom.storage.Transaction;
import org.postroom.ticket.TicketLists;

/** Chooses who gets a ticket that comes to a group and is nobody's, as conf says for the group (SPEC F3). */
public final class Assigner {
    /** All groups that look at the load share one line, since an agent may be in several of them. */
    private static final String LOAD_LINE = "load";

    private final Supplier<Organisation> organisation;
    private final AvailabilityStore availability;
    private final TurnStore turns;
    private final TicketLists tickets;
    private final InstantSource clock;

    public Assigner(
            Supplier<Organisation> organisation,
            AvailabilityStore availability,
            TurnStore turns,
            TicketLists tickets,
            InstantSource clock) {
        this.organisation = organisation;
        this.availability = availability;
        this.turns = turns;
        this.tickets = tickets;
        this.clock = clock;
    }

    /**
     * The choice for one ticket, which counts as a turn. Whoever else gives out tickets of the group waits until the
     * transaction ends, so the ticket has to be given to whom was chosen before that.
     */
    public Choice choose(Transaction transaction, GroupId id) {
        Optional<Department> department = organisation.get().department(id.department());
        Assignment rule = department.stream()
                .flatMap(found -> found.groups().stream())
                .filter(group -> group.id().equals(id))
                .map(Group::assignment)
                .findFirst()
                .orElse(Assignment.NONE);
        return switch (rule) {
            case NONE -> new Choice.Waits(id, Reason.NO_RULE);
            case MANUAL -> new Choice.Waits(id, Reason.BY_HAND);
            case ROUND_ROBIN, LOAD ->
                department.orElseThrow().hours().isOpen(clock.instant())
                        ? choose(transaction, id, rule)
                        : new Choice.Waits(id, Reason.CLOSED);
        };
    }

    private Choice choose(Transaction transaction, GroupId group, Assignment rule) {
        List<AgentId> members =
                organisation.get().membersOf(group).stream().map(Agent::id).toList();
        if (members.isEmpty()) {
            return new Choice.Waits(group, Reason.NO_AGENTS);
        }
        // The turn first: what is read behind it is what all earlier turns left
        String line = rule == Assignment.LOAD ? LOAD_LINE : group.toString();
        Optional<AgentId> last = turns.begin(transaction, line);
        Set<AgentId> away = availability.away(transaction);
        List<AgentId> available =
                members.stream().filter(agent -> !away.contains(agent)).toList();
        Optional<AgentId> chosen = rule == Assignment.LOAD
                ? Turns.leastLoaded(tickets.activeOf(transaction, available), available, last)
                : Turns.next(available, last);
        chosen.ifPresent(agent -> turns.end(transaction, line, agent));
        return chosen.<Choice>map(agent -> new Choice.Given(agent, group, rule))
                .orElseGet(() -> new Choice.Waits(group, Reason.ALL_AWAY));
    }
}
