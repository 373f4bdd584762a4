package org.postroom.desk;

/** What came of an order that was to wait. */
public sealed interface Planning {
    /** It waits, and leaves by itself. */
    record Planned(PlannedAnswer answer) implements Planning {}

    /** It does not wait: it is refused, or its agent has to confirm it first. */
    record Objected(Outcome why) implements Planning {}
}
