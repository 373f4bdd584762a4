package org.postroom.intake;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postroom.agent.DepartmentId;
import org.postroom.mail.Bytes;
import org.postroom.storage.Ids;
import org.postroom.storage.RawStore;
import org.postroom.storage.Transaction;

/**
 * Where mails are held between the server and their end: one receipt per message, kept for ever, so that no message is taken
 * in twice and none is removed from its server before it is held. The database's unique keys decide, not a look-up.
 */
public interface Spool {
    /** The store in the database. */
    static Spool jdbi(Ids ids, RawStore rawMails) {
        return new JdbiSpoolStore(ids, rawMails);
    }

    /** Which of these messages are held and were not removed from the server. */
    Map<String, Known> knownUids(Transaction transaction, String mailbox, long uidValidity, Collection<String> uids);

    /**
     * Holds mails of one mailbox and one UIDVALIDITY, and returns a receipt for each, in their order. What has a receipt
     * already gets the same one again, back among those to be removed. The same bytes under another UID become a receipt that
     * is done at once, as a duplicate. Other bytes under a UID that is known show that the former message is gone.
     */
    List<Receipt> accept(Transaction transaction, List<FetchedMail> mails);

    /** Receipts of messages that may be removed from the server and were not yet; oldest first. Never of too large ones. */
    List<Receipt> toRemove(Transaction transaction, String mailbox, long uidValidity, int most);

    /** Notes that these messages are gone from their server. */
    void markRemoved(Transaction transaction, Collection<ReceiptId> ids, Instant at);

    /** All receipts to be processed now, in the order of their arrival. */
    default List<Receipt> due(Transaction transaction, Instant now, int most) {
        return due(transaction, Portion.all(), now, most);
    }

    /** Those of these departments for which mail waits, due or not. */
    Set<DepartmentId> waiting(Transaction transaction, Portion portion);

    /** Receipts of these departments to be processed now, in the order of their arrival. */
    List<Receipt> due(Transaction transaction, Portion portion, Instant now, int most);

    /** When the next receipt of these departments is due that waits for another try. */
    Optional<Instant> nextDue(Transaction transaction, Portion portion);

    /** The bytes of a receipt's message. */
    Bytes raw(Transaction transaction, Receipt receipt);

    /**
     * Ends a pending receipt. {@link Disposition#QUARANTINED} sets it aside with what ticket it has.
     *
     * @param findings what is noted of it beside its end
     * @throws IllegalStateException when it is not pending: another node was faster, and this transaction must not stand
     */
    void finish(Transaction transaction, ReceiptId id, Receipt.End end, Findings findings);

    /**
     * Counts an attempt at pending receipts, before it is made: one that ends with the process counts as well.
     *
     * @param receipts at least one, with as many attempts as each other
     * @return those that are as they were seen; with the others somebody else has begun
     */
    List<Receipt> begin(Transaction transaction, List<Receipt> receipts);

    /** Takes the attempt back that {@link #begin} counted with these together, unless a receipt has come to its end or somebody else has begun with it. */
    void giveBack(Transaction transaction, List<Receipt> begun);

    /** Notes why the attempt at a pending receipt failed; it is due again at the given time. */
    void failed(Transaction transaction, ReceiptId id, String fault, Instant nextDue);

    /** Sets a pending receipt aside. Throws IllegalStateException when it is not pending. */
    void quarantine(Transaction transaction, ReceiptId id, String reason);

    Optional<Receipt> find(Transaction transaction, ReceiptId id);

    /** All that are set aside, oldest first. */
    List<Receipt> listQuarantined(Transaction transaction);

    /** Has a receipt that was set aside processed anew, as if it had just arrived; false when it is not set aside. */
    boolean release(Transaction transaction, ReceiptId id, Instant now);

    /** Ends a receipt that was set aside, by somebody's word. Throws IllegalStateException when it is not set aside. */
    void settleAside(Transaction transaction, ReceiptId id, Receipt.End end);

    /** When the oldest message that waits to be processed was fetched. */
    Optional<Instant> oldestUnprocessed(Transaction transaction);

    /**
     * A message that is held.
     *
     * @param listing what the server's listing claimed of it; one listed otherwise is another message, under a UID used again
     * @param whole whether all of it is held
     */
    record Known(FetchedMail.Listing listing, boolean whole) {}
}
