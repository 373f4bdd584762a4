package org.postroom.intake;

import java.util.Locale;

/** How a mail ended; each ends as exactly one of these (SPEC B4). */
public enum Disposition {
    /** It opened a ticket. */
    NEW_TICKET,
    /** It was added to a ticket: a customer's reply, an agent's answer, comment or command. */
    ADDED,
    /** It says of an agent, and of no ticket, that they are away or back; or its agent was asked whether it is theirs. */
    AVAILABILITY,
    /** Its bytes were already held from the same mailbox. */
    DUPLICATE,
    /** A report that a mail of ours did not arrive; it is on the ticket it is about. */
    BOUNCE,
    /** A program's mail: recorded, changes no state, is never answered. */
    AUTOMATIC,
    /** It could not be processed; its bytes and the reason are on a ticket that agents see. */
    QUARANTINED;

    /** As it stands in the database and in texts: {@code new-ticket}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The disposition of a word. Throws IllegalArgumentException for an unknown one. */
    public static Disposition of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
