package org.postroom.desk;

import java.util.Optional;
import org.postroom.agent.AgentId;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.GroupId;
import org.postroom.agent.ProductId;
import org.postroom.agent.SharingLevel;
import org.postroom.agent.TicketAction;
import org.postroom.ticket.Priority;
import org.postroom.ticket.TicketNumber;

/** Something an agent does to a ticket. */
public sealed interface Act {
    /** Writes to the customer, whoever takes part, and whom the agent adds in cc. */
    record Answer(Words words) implements Act {}

    /** Leaves words for agents. */
    record Comment(Words words) implements Act {}

    /** Gives the ticket to an agent of its department, who is told so. */
    record Assign(AgentId to) implements Act {}

    /** Makes the ticket the agent's own. */
    record Take() implements Act {}

    /** Makes the ticket nobody's. */
    record Unassign() implements Act {}

    /** Moves it to another group, perhaps of another department, whose agents are told so. */
    record Transfer(GroupId to) implements Act {}

    /** Shows it to a colleague, who is told so. */
    record Forward(AgentId to) implements Act {}

    /** Gives another department a part in it, or another level; its agents are told so. */
    record Share(DepartmentId with, SharingLevel level) implements Act {}

    /** Takes another department's part in it away. */
    record Unshare(DepartmentId with) implements Act {}

    /** Says which product it is about; empty: none. */
    record About(Optional<ProductId> product) implements Act {}

    /** Says how soon it wants to be looked at. */
    record Prioritise(Priority priority) implements Act {}
    /** Something done to two tickets. */
    sealed interface Joint extends Act {
        /** The one beside that at hand. */
        TicketNumber other();
    }

    /** Makes it part of another one, with all that stands on it. */
    record Merge(TicketNumber other) implements Joint {}

    /** Links it with another ticket that the agent may see. */
    record Relate(TicketNumber other) implements Joint {}

    /** Takes the link with another ticket off. */
    record Unrelate(TicketNumber other) implements Joint {}

    /** Closes it. */
    record Close() implements Act {}

    /** Opens it again. */
    record Reopen() implements Act {}

    /** Closes it for good. */
    record Lock() implements Act {}

    /** Takes off the lock; the ticket stays closed. */
    record Unlock() implements Act {}

    /** What an agent must be allowed to do for it. */
    default TicketAction action() {
        return switch (this) {
            case Answer _ -> TicketAction.ANSWER;
            case Comment _ -> TicketAction.COMMENT;
            case Assign _, Take _, Unassign _ -> TicketAction.ASSIGN;
            case Forward _ -> TicketAction.FORWARD;
            case Transfer _ -> TicketAction.TRANSFER;
            case Merge _ -> TicketAction.MERGE;
            case Share _, Unshare _ -> TicketAction.SHARE;
            case About _, Prioritise _, Relate _, Unrelate _, Close _, Reopen _ -> TicketAction.CHANGE;
            case Lock _, Unlock _ -> TicketAction.LOCK;
        };
    }
}
