package org.postroom.notify;

import org.postroom.agent.TicketPlace;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketNumber;

/** Something an agent should know beside the words of a message. */
public sealed interface Note {
    /** For whoever may see the ticket. */
    record Plain(String sentence) implements Note {}

    /**
     * It may have to do with another ticket, which not everybody who is told may see.
     *
     * @param why one sentence
     */
    record OtherTicket(TicketNumber number, String subject, TicketPlace place, String why) implements Note {}

    static Note of(String sentence) {
        return new Plain(sentence);
    }

    /** @param why what the other ticket has to do with this one, one sentence */
    static Note of(Ticket other, String why) {
        return new OtherTicket(other.number(), other.subject(), other.place(), why);
    }
}
