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

    /** Move the ticket. To: a department, or department/group, or a group of its own department. */
    record Transfer(String to) implements Command {}

    /** Share the ticket with a department at a level. With: as written, an id or a name. */
    record Share(String with, SharingLevel level) implements Command {}

    /** Take a department's part in the ticket away. */
    record Unshare(String with) implements Command {}

    /** Say which product the ticket is about. Name: as written, an id, a name or a plus word; {@code none} for none. */
    record About(String product) implements Command {}

    /** Say how urgent the ticket is. Priority: as written. */
    record Prioritise(String priority) implements Command {}

    /** The ticket that is made of a forwarded mail is this one's. Who: an address as written, perhaps with a name before it. */
    record Customer(String who) implements Command {}

    /** The agent is away: gets no tickets by a rule until {@link Back}. */
    record Away() implements Command {}

    /** The agent is back from being away. */
    record Back() implements Command {}

    /** Make the ticket nobody's. */
    record Unassign() implements Command {}

    /** Open the closed ticket again. */
    record Reopen() implements Command {}

    /** Bring the ticket into a state: active, closed or locked. */
    record Status(String state) implements Command {}

    /** Send the answer of this mail to these too, who take part from then on. Whom: addresses with commas or blanks between. */
    record Cc(String whom) implements Command {}

    /** Show the ticket to a colleague; what is written below is for colleagues. Who: as written, an id, a name or an address. */
    record Forward(String to) implements Command {}

    /** Make the ticket part of another one. Into: its number, as written. */
    record Merge(String into) implements Command {}

    /** Link the ticket with another one. Other: its number, as written. */
    record Relate(String other) implements Command {}

    /** Take the link with another ticket off. */
    record Unrelate(String other) implements Command {}

    /** Send the answer of this mail later. When: as written, a date with its time, a span, or open. */
    record Later(String when) implements Command {}

    /** Tell which commands there are. */
    record Help() implements Command {}
}
