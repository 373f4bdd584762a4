package org.postroom.ticket;

import java.util.Set;

/** Something by which a list of tickets is narrowed; another one is a case here, which {@link ListSql} then misses. */
public sealed interface Condition {
    /** Those of one of these priorities. */
    record Prioritised(Set<Priority> any) implements Condition {
        /** Throws IllegalArgumentException without any. */
        public Prioritised {
            any = Set.copyOf(any);
            if (any.isEmpty()) {
                throw new IllegalArgumentException("No priority");
            }
        }
    }
}
