package org.postroom.intake;

import java.time.Instant;
import java.util.List;
import org.postroom.agent.AgentId;
import org.postroom.storage.Transaction;
import org.postroom.ticket.TicketId;

/** Agents' mails that wait to be confirmed. */
public interface HeldMailStore {
    /** The store in the database. */
    static HeldMailStore jdbi() {
        return new JdbiHeldMailStore();
    }

    /** Holds a mail. */
    void hold(Transaction transaction, HeldMail mail);

    /** All mails of this agent that were ever held on this ticket, or on one merged into it, oldest first. */
    List<HeldMail> of(Transaction transaction, TicketId ticket, AgentId agent);

    /** Lets all mails that were held on a ticket be of another one. */
    void moveAll(Transaction transaction, TicketId from, TicketId to);

    /** Whether a mail on this ticket waits, or on one merged into it. */
    boolean hasOpen(Transaction transaction, TicketId ticket);

    /** Forgets all mails that were held on a ticket. */
    void forget(Transaction transaction, TicketId ticket);

    /** Settles a waiting mail; false when it was settled before, so that it is sent once however often an agent says SEND. */
    boolean settle(Transaction transaction, HeldMail mail, HeldMail.State state, Instant now);

    /** Lets a mail wait again, by what it now holds: its agent was asked once more, for other reasons. */
    void askAgain(Transaction transaction, HeldMail mail);
}
