package org.postroom.intake;

import java.util.Set;
import org.postroom.agent.DepartmentId;

/** Which departments' mail a node brings to its end: one node at a time for each, so that it keeps the order of arrival. */
public sealed interface Portion {
    /** Everybody's. */
    static Portion all() {
        return new AllBut(Set.of());
    }

    /** Of these departments alone. */
    record Of(Set<DepartmentId> departments) implements Portion {
        public Of {
            departments = Set.copyOf(departments);
        }
    }

    /** Of all but these, those that are not in conf any more too. */
    record AllBut(Set<DepartmentId> departments) implements Portion {
        public AllBut {
            departments = Set.copyOf(departments);
        }
    }

    /** Whether it is nobody's. */
    default boolean isNone() {
        return this instanceof Of(Set<DepartmentId> departments) && departments.isEmpty();
    }
}
