package org.postroom.ticket;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.postroom.mail.EmailAddress;
import org.postroom.storage.Ids;
import org.postroom.storage.Transaction;

/** Keeps tickets, who takes part in them, and which may have to do with which. */
public interface TicketStore {
    /** The store in the database. */
    static TicketStore jdbi(Ids ids) {
        return new JdbiTicketStore(ids);
    }

    /** Opens a ticket under the next number of its prefix; its customer takes part. */
    Ticket open(Transaction transaction, NewTicket ticket);

    /** The ticket as this transaction sees it. */
    Optional<Ticket> find(Transaction transaction, TicketId id);

    /** The ticket people call by this number. */
    Optional<Ticket> find(Transaction transaction, TicketNumber number);

    /** The tickets opened last, the latest first; those merged into others are left out. */
    List<Ticket> latest(Transaction transaction, int most);

    /** The ticket as it stands now; nobody else changes it until this transaction ends. */
    Optional<Ticket> lock(Transaction transaction, TicketId id);

    /**
     * Stores group, state, assignee, product and times of the ticket, and returns it with its new version.
     *
     * @throws StaleTicketException when it is no longer at the version given
     */
    Ticket update(Transaction transaction, Ticket ticket);

    /** Stores with which departments the ticket is shared. */
    void share(Transaction transaction, Ticket ticket);

    /** Stores whose ticket it is, of one that was nobody's: the customer takes part from then on. */
    void nameCustomer(Transaction transaction, Ticket ticket);

    /** Who takes part, the customer first, then in the order they came. */
    List<Participant> participants(Transaction transaction, TicketId ticket);

    /** Lets somebody take part; false when the address does already, which then stays in its role. */
    boolean addParticipant(Transaction transaction, TicketId ticket, Participant participant);

    /** Takes somebody out; false when the address does not take part. */
    boolean removeParticipant(Transaction transaction, TicketId ticket, EmailAddress address);

    /** The ticket, or the one it was merged into. */
    Optional<Ticket> survivor(Transaction transaction, TicketId id);

    /** As {@link #survivor}, locked as {@link #lock} does it: what is brought to a ticket lands on this one. */
    Optional<Ticket> lockSurvivor(Transaction transaction, TicketId id);

    /** The tickets that were merged into this one, the oldest first. */
    List<TicketId> mergedInto(Transaction transaction, TicketId ticket);

    /**
     * From now on one ticket, and whatever was merged into it before, leads to another one, which is not merged itself and is
     * found by the same words.
     */
    void merge(Transaction transaction, TicketId from, TicketId into);

    /** Links two tickets in both directions; does nothing when they are linked already, or the same. */
    void relate(Transaction transaction, TicketId one, TicketId other, String reason, Instant at);

    /** Takes the link between two tickets off, in both directions; does nothing when there is none. */
    void unrelate(Transaction transaction, TicketId one, TicketId other);

    /** The tickets linked to this one, oldest link first. */
    List<Related> related(Transaction transaction, TicketId ticket);

    /** A link to a ticket; the reason is one sentence for agents. */
    record Related(TicketId ticket, String reason, Instant at) {}
}
