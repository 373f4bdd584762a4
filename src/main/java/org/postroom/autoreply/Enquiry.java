package org.postroom.autoreply;

import java.util.Optional;
import org.postroom.agent.Department;
import org.postroom.mail.IncomingMail;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketNumber;

/**
 * A customer's mail that may be answered automatically.
 *
 * @param department whose mailbox it came to
 * @param verdict what its headers say of its kind
 * @param ticket it opened or meant
 */
public record Enquiry(
        Department department,
        IncomingMail mail,
        AutoReplyFacts.Verdict verdict,
        Occasion occasion,
        Optional<TicketRef> ticket) {

    /** Throws IllegalArgumentException when a new or locked ticket is not named. */
    public Enquiry {
        boolean needed =
                occasion == Occasion.NEW_TICKET || occasion == Occasion.FORWARDED || occasion == Occasion.TICKET_LOCKED;
        if (needed && ticket.isEmpty()) {
            throw new IllegalArgumentException("The ticket is missing: " + occasion);
        }
    }

    /** A ticket by both its names. */
    public record TicketRef(TicketId id, TicketNumber number) {}
}
