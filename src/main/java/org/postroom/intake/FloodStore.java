package org.postroom.intake;

import java.time.Instant;
import java.util.Optional;
import org.postroom.agent.DepartmentId;
import org.postroom.storage.Transaction;
import org.postroom.ticket.TicketId;

/** Which senders' mails go to one ticket. A sender is known by one key for all spellings of an address. */
public interface FloodStore {
    /** The store in the database. */
    static FloodStore jdbi() {
        return new JdbiFloodStore();
    }

    /** The flood of this sender, as no other transaction changes it until this one ends. */
    Optional<Flood> lock(Transaction transaction, DepartmentId department, String sender);

    /** From now on the sender's mails go to this ticket, which has the first of them. */
    void begin(Transaction transaction, DepartmentId department, String sender, TicketId ticket, Instant now);

    /** One more went to its ticket. */
    void add(Transaction transaction, DepartmentId department, String sender, Instant now);

    /** Forgets those that got nothing since then; returns how many. */
    int forgetBefore(Transaction transaction, Instant before);

    /** Forgets that mails go to this ticket. */
    void forget(Transaction transaction, TicketId ticket);
}
