package org.postroom.ticket;

/** What an event makes of a ticket. */
public sealed interface Transition {
    /** It is legal; this is the ticket afterwards, the same one when the event only leaves a note. */
    record Moved(Ticket ticket) implements Transition {}

    /** It is not legal; the reason is one sentence for the person who tried. */
    record Refused(String reason) implements Transition {}
}
