package org.postroom.agent;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may do what (SPEC F5): the one place that decides it, for mail and page alike.
 *
 * <ul>
 *   <li>Agents: everything but locking and reading raw mails, on tickets of their groups and on those assigned to them.
 *   <li>Managers: everything, on tickets of their departments.
 *   <li>Admins: everything, on every ticket.
 *   <li>Agents of a department that a ticket is shared with: what its {@link SharingLevel} says.
 *   <li>Everybody else: what the department's {@link OpenTo} lets in.
 * </ul>
 *
 * <p>A department that conf switched off keeps its rules: its tickets stay readable by those who could read them.
 */
public final class Policy {
    private static final int MOST_NAMED = 5;

    /** What only whoever looks after the department may do. */
    private static final Set<TicketAction> RUNNERS_ALONE = Set.of(TicketAction.LOCK, TicketAction.READ_RAW);

    private final Organisation organisation;

    public Policy(Organisation organisation) {
        this.organisation = organisation;
    }

    /** Whether this agent may do this with a ticket that lies there. */
    public Decision decide(Agent who, TicketAction action, TicketPlace ticket) {
        return ownRight(who, action, ticket)
                        || rightOfOutsiders(who, action, ticket.department())
                        || ticket.sharing().allows(who, action)
                ? new Decision.Allowed()
                : refusal(who, action, ticket);
    }

    /** The same as a yes or no. */
    public boolean allows(Agent who, TicketAction action, TicketPlace ticket) {
        return decide(who, action, ticket).isAllowed();
    }

    /**
     * What this agent's lists may contain: exactly the tickets {@link #decide} lets the agent {@link TicketAction#VIEW},
     * those of departments that are open to the agent included, since what may be seen must be findable somewhere.
     *
     * <p>Shared tickets stand in a list of their own, {@link #sharesOf}.
     */
    public Reach reachOf(Agent who) {
        Set<DepartmentId> whole = new LinkedHashSet<>();
        for (Department department : organisation.departments()) {
            if (runs(who, department.id()) || rightOfOutsiders(who, TicketAction.VIEW, department.id())) {
                whole.add(department.id());
            }
        }
        Set<GroupId> elsewhere = who.groups().stream()
                .filter(group -> !whole.contains(group.department()))
                .collect(Collectors.toUnmodifiableSet());
        return new Reach(who.admin(), whole, elsewhere, Optional.of(who.id()), Set.of());
    }

    /** What the agent's list of shared tickets may contain: exactly the tickets that are shared with a department of the agent. */
    public Reach sharesOf(Agent who) {
        return Reach.shared(who.departments());
    }

    /** Whether this agent looks after a department's queue and quarantine: its managers and admins do. */
    public boolean mayRun(Agent who, DepartmentId department) {
        return runs(who, department);
    }

    /** Whether this agent sees what is kept for these; private things are their author's, whoever is admin. */
    public boolean maySee(Agent who, Audience audience) {
        return switch (audience) {
            case Audience.Alone(AgentId agent) -> agent.equals(who.id());
            case Audience.Of(DepartmentId department) -> who.isIn(department) || runs(who, department);
            case Audience.Everyone() -> true;
        };
    }

    /** Whether this agent makes, changes and removes what is kept for these. */
    public boolean mayKeep(Agent who, Audience audience) {
        return switch (audience) {
            case Audience.Alone(AgentId agent) -> agent.equals(who.id());
            case Audience.Of(DepartmentId department) -> runs(who, department);
            case Audience.Everyone() -> who.admin();
        };
    }

    /** Whose things an agent has at hand: the own ones, those of the departments the agent works in, and everyone's. */
    public Set<Audience> audiencesOf(Agent who) {
        Set<Audience> audiences = new LinkedHashSet<>();
        audiences.add(new Audience.Alone(who.id()));
        organisation.departments().stream()
                .map(Department::id)
                .filter(who::isIn)
                .map(Audience.Of::new)
                .forEach(audiences::add);
        audiences.add(new Audience.Everyone());
        return audiences;
    }

    private static boolean runs(Agent who, DepartmentId department) {
        return who.admin() || who.isManagerOf(department);
    }

    private static boolean ownRight(Agent who, TicketAction action, TicketPlace ticket) {
        boolean works = who.isIn(ticket.group()) || ticket.isAssignedTo(who.id());
        return runs(who, ticket.department()) || (works && !RUNNERS_ALONE.contains(action));
    }

    private boolean rightOfOutsiders(Agent who, TicketAction action, DepartmentId department) {
        OpenTo open = organisation
                .department(department)
                .map(Department::tickets)
                .map(TicketRules::openTo)
                .orElse(OpenTo.nobody());
        boolean manager = who.roles().containsValue(Role.MANAGER);
        return switch (action) {
            case VIEW -> open.allAgentsMayFind() || (manager && open.managersOutsideMayView());
            case COMMENT -> open.allAgentsMayFind();
            case ANSWER, CHANGE, ASSIGN, FORWARD, TRANSFER, MERGE, SHARE -> manager && open.allAgentsMayFind();
            case LOCK, READ_RAW -> false;
        };
    }

    private Decision.Refused refusal(Agent who, TicketAction action, TicketPlace ticket) {
        String department = organisation
                .department(ticket.department())
                .map(Department::name)
                .orElse(ticket.department().value());
        return new Decision.Refused(
                action, ticket.group().name(), department, ticket.sharing().levelOf(who), help(ticket.department()));
    }

    private Decision.Help help(DepartmentId department) {
        List<Agent> managers = organisation.managersOf(department);
        if (!managers.isEmpty()) {
            return help(Decision.Whom.MANAGERS, managers);
        }
        List<Agent> admins = organisation.agents().stream().filter(Agent::admin).toList();
        return help(admins.isEmpty() ? Decision.Whom.WHO_KEEPS_CONF : Decision.Whom.ADMINS, admins);
    }

    private static Decision.Help help(Decision.Whom whom, List<Agent> agents) {
        return new Decision.Help(
                whom, agents.stream().limit(MOST_NAMED).map(Agent::name).toList(), agents.size() > MOST_NAMED);
    }
}
