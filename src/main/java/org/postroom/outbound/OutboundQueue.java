package org.postroom.outbound;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.postroom.agent.SmtpAccountId;
import org.postroom.mail.MessageId;
import org.postroom.mail.OutgoingMail;
import org.postroom.storage.Ids;
import org.postroom.storage.RawStore;
import org.postroom.storage.Transaction;
import org.postroom.ticket.ArticleId;
import org.postroom.ticket.TicketId;

/** Mail waiting to leave, and mail that left. */
public interface OutboundQueue {
    /**
     * The queue in the database.
     *
     * @param wake called after the commit of a transaction that queued mail, with its account
     */
    static OutboundQueue jdbi(Ids ids, RawStore raws, InstantSource clock, Consumer<SmtpAccountId> wake) {
        return new JdbiOutboundStore(ids, raws, clock, wake);
    }

    /**
     * Puts a mail into the queue: composes it, stores its bytes, and wakes the delivery once the transaction is committed.
     *
     * @throws IllegalArgumentException when its Message-ID is not ASCII or has more than 500 characters
     */
    default OutboundId enqueue(Transaction transaction, OutboundOrder order) {
        return enqueue(transaction, store(transaction, order.mail()), order.about());
    }

    /**
     * Composes a mail and stores its bytes, for what refers to them before it can be queued, as the article does that
     * the mail carries.
     *
     * @throws IllegalArgumentException when its Message-ID is not ASCII or has more than 500 characters
     */
    StoredMail store(Transaction transaction, OutgoingMail mail);

    /** Puts a mail into the queue whose bytes are stored, and wakes the delivery once the transaction is committed. */
    OutboundId enqueue(Transaction transaction, StoredMail mail, OutboundMail.About about);

    /** The mail of ours with this Message-ID, such as one that a bounce is about. */
    Optional<OutboundMail> byMessageId(Transaction transaction, MessageId id);

    /** All mail that left or is to leave for a ticket, oldest first. */
    List<OutboundMail> ofTicket(Transaction transaction, TicketId ticket);

    /** Lets all mail of a ticket be of another one. */
    void moveAll(Transaction transaction, TicketId from, TicketId to);

    /** Lets the mails that carry these articles be of another ticket. */
    void move(Transaction transaction, TicketId from, Collection<ArticleId> articles, TicketId to);

    /** Whether a mail of the ticket is to leave. */
    boolean hasOpen(Transaction transaction, TicketId ticket);

    /** Forgets all mail of a ticket, and returns the ids of the raw mails it had. */
    Set<Long> forget(Transaction transaction, TicketId ticket);

    /** What is in the queue and not done with, oldest first. */
    List<QueueEntry> list(Transaction transaction, int most);

    /** A mail with its attempts. */
    Optional<QueueEntry> show(Transaction transaction, OutboundId id);

    /** Tries a waiting mail now; one that ended failed or uncertain once more, for the recipients who did not get it. */
    OperatorResult retry(Transaction transaction, OutboundId id);

    /** Takes a waiting mail out of the queue: those who have not got it will not. */
    OperatorResult drop(Transaction transaction, OutboundId id);

    /**
     * Lets nothing leave that waits now: answers by agents are held until an operator lets them go or drops them, all other mail is
     * dropped. For a database that is older than what was sent.
     *
     * @param words why, noted with each recipient of mail that is dropped
     */
    Held holdAll(Transaction transaction, String words);

    /** How many mails were kept from leaving. */
    record Held(int answers, int dropped) {}

    /** What came of an operator's wish. */
    enum OperatorResult {
        /** Done. */
        CHANGED,
        /** Nobody is left to whom it applies. */
        NOTHING_TO_DO,
        /** A worker has it in hand; ask again later. */
        UNDER_WAY,
        /** There is no such mail. */
        UNKNOWN
    }
}
