package org.postroom.notify;

import java.util.Optional;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.GroupId;
import org.postroom.agent.Organisation;
import org.postroom.agent.SharingLevel;
import org.postroom.template.Model;
import org.postroom.template.TemplateName;
import org.postroom.ticket.TicketEvent;

/** To whom a ticket came by something an agent did. */
public sealed interface HandOver {
    /** To an agent. */
    record Given(AgentId to) implements HandOver {}

    /** To a group. */
    record Transferred(GroupId from, GroupId to) implements HandOver {}

    /** To an agent's eyes. */
    record Forwarded(AgentId to) implements HandOver {}

    /** To another department, beside its own. */
    record Shared(DepartmentId with, SharingLevel level) implements HandOver {}

    /** How the event handed the ticket over, if it did. */
    static Optional<HandOver> of(TicketEvent event) {
        return switch (event) {
            case TicketEvent.Assigned assigned -> Optional.of(new Given(assigned.to()));
            case TicketEvent.Transferred moved -> Optional.of(new Transferred(moved.from(), moved.to()));
            case TicketEvent.Forwarded forwarded -> Optional.of(new Forwarded(forwarded.to()));
            case TicketEvent.Shared shared -> Optional.of(new Shared(shared.department(), shared.level()));
            default -> Optional.empty();
        };
    }

    /**
     * What the notice tells of it, who did it included.
     *
     * @param by empty when a rule did
     */
    default Model model(Optional<Agent> by, Organisation now) {
        String who = by.map(Agent::name).orElse("");
        return switch (this) {
            case Given _ -> Model.EMPTY.with("assigned.by", who);
            case Transferred(GroupId from, GroupId to) ->
                Model.EMPTY
                        .with("transferred.by", who)
                        .with("transferred.from", nameOf(from.department(), now) + ", " + from.name())
                        .with("transferred.to", nameOf(to.department(), now) + ", " + to.name());
            case Forwarded _ -> Model.EMPTY.with("forwarded.by", who);
            case Shared(DepartmentId with, SharingLevel level) ->
                Model.EMPTY
                        .with("shared.by", who)
                        .with("shared.with", nameOf(with, now))
                        .with("shared.level", level.word());
        };
    }

    private static String nameOf(DepartmentId id, Organisation now) {
        return now.department(id).map(now::nameOf).orElse(id.value());
    }

    /** The notice that tells of it. */
    default TemplateName template() {
        return switch (this) {
            case Given _ -> TemplateName.AGENT_ASSIGNED;
            case Transferred _ -> TemplateName.AGENT_TRANSFERRED;
            case Forwarded _ -> TemplateName.AGENT_FORWARDED;
            case Shared _ -> TemplateName.AGENT_SHARED;
        };
    }
}
