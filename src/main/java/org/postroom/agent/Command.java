package org.postroom.agent;

/** What an agent orders in a mail, on a line of its own at the top (SPEC F1). */
public sealed interface Command {
    /** Close the ticket. */
    record Close() implements Command {}

    /** What is written below is a comment for agents, not an answer. */
    record Note() implements Command {}

    /** Give the ticket to an agent. Who: as written, an id, a name or an address. */
    record Assign(String who) implements Command {}

    /** Take the ticket. */
    record Take() implements Command {}

    /** Tell which commands there are. */
    record Help() implements Command {}
}
