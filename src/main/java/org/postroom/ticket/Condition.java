package org.postroom.ticket;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.GroupId;
import org.postroom.agent.ProductId;

/**
 * Something by which a list of tickets is narrowed. Another one is a case here, which {@link ListSql} then misses. One that
 * names nothing at all holds of no ticket.
 */
public sealed interface Condition {
    /** None. */
    record Nothing() implements Condition {}

    /** Those of these departments. */
    record InDepartments(Set<DepartmentId> any) implements Condition {
        public InDepartments {
            any = Set.copyOf(any);
        }
    }

    /** Those of these groups. */
    record InGroups(Set<GroupId> any) implements Condition {
        public InGroups {
            any = Set.copyOf(any);
        }
    }

    /** Those about one of these products; about none, where an empty one is among them. */
    record About(Set<Optional<ProductId>> any) implements Condition {
        public About {
            any = Set.copyOf(any);
        }
    }

    /** Those of one of these priorities. */
    record Prioritised(Set<Priority> any) implements Condition {
        public Prioritised {
            any = Set.copyOf(any);
        }
    }

    /** Those that are shared with one of these departments. */
    record SharedWith(Set<DepartmentId> any) implements Condition {
        public SharedWith {
            any = Set.copyOf(any);
        }
    }

    /** Those that are shared with any department. */
    record SharedOn() implements Condition {}

    /** Those opened before, or from then on. */
    record Opened(Side side, Instant at) implements Condition {}

    /** Those that a person last touched before, or from then on. */
    record Changed(Side side, Instant at) implements Condition {}

    /** On which side of an instant. */
    enum Side {
        /** Before it. */
        BEFORE,
        /** Then, and after it. */
        SINCE
    }

    /** Whether it names nothing, so that no ticket can pass. */
    default boolean isEmpty() {
        return switch (this) {
            case InDepartments(Set<DepartmentId> any) -> any.isEmpty();
            case InGroups(Set<GroupId> any) -> any.isEmpty();
            case About(Set<Optional<ProductId>> any) -> any.isEmpty();
            case Prioritised(Set<Priority> any) -> any.isEmpty();
            case SharedWith(Set<DepartmentId> any) -> any.isEmpty();
            case Nothing() -> true;
            case SharedOn _, Opened _, Changed _ -> false;
        };
    }

    /** Whether a ticket's group alone tells whether it passes. */
    default boolean isOfPlace() {
        return this instanceof InDepartments || this instanceof InGroups;
    }

    /** Whether it is about other departments' part in a ticket, which few tickets have. */
    default boolean isOfSharing() {
        return this instanceof SharedWith || this instanceof SharedOn;
    }

    /** Whether tickets of this group can pass. */
    default boolean mayHoldIn(GroupId group) {
        return switch (this) {
            case InDepartments(Set<DepartmentId> any) -> any.contains(group.department());
            case InGroups(Set<GroupId> any) -> any.contains(group);
            case Nothing() -> false;
            case About _, Prioritised _, SharedWith _, SharedOn _, Opened _, Changed _ -> true;
        };
    }
}
