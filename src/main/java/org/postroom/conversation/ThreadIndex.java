package org.postroom.conversation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.postroom.mail.MessageId;
import org.postroom.storage.Ids;
import org.postroom.storage.Transaction;
import org.postroom.ticket.TicketId;

/** Keeps which Message-IDs, of mails we got and mails we sent, belong to which tickets. */
public interface ThreadIndex {
    /** The index in the database. */
    static ThreadIndex jdbi(Ids ids) {
        return new JdbiThreadIndexStore(ids);
    }

    /** Whose mail a Message-ID is of. */
    enum Origin {
        /** A mail that came in. */
        RECEIVED,
        /** A mail of ours. */
        SENT
    }

    /** Notes that a mail belongs to a ticket; it may be noted already. */
    void add(Transaction transaction, MessageId id, TicketId ticket, Origin origin);

    /** Lets all mails of a ticket belong to another one. */
    void moveAll(Transaction transaction, TicketId from, TicketId to);

    /** Lets these mails of a ticket belong to another one. */
    void move(Transaction transaction, TicketId from, Collection<MessageId> ids, TicketId to);

    /** Forgets all mails of a ticket. */
    void forget(Transaction transaction, TicketId ticket);

    /**
     * The tickets of each of these Message-IDs, compared exactly, the latest first. An id nobody knows is not in the map;
     * one that a sender used twice, or sent to two departments, may have several tickets.
     */
    Map<MessageId, List<TicketId>> ticketsOf(Transaction transaction, List<MessageId> ids);
}
