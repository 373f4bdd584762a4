package org.postroom.intake;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postroom.agent.DepartmentId;
import org.postroom.mail.MessageId;
import org.postroom.storage.Transaction;
import org.postroom.ticket.TicketId;

/** Reads the ledger of incoming mail: what operators and their programs ask about receipts. */
public interface LedgerStore {
    /** The ledger in the database. */
    static LedgerStore jdbi() {
        return new JdbiLedgerStore();
    }

    Optional<LedgerEntry> find(Transaction transaction, ReceiptId id);

    /** All mails with this Message-ID, and the identical copies of them; oldest first. */
    List<LedgerEntry> byMessageId(Transaction transaction, MessageId id);

    /** All mails with these bytes, in whichever mailbox; oldest first. */
    List<LedgerEntry> bySha256(Transaction transaction, String sha256);

    /** All mails that ended on this ticket; oldest first. */
    List<LedgerEntry> ofTicket(Transaction transaction, TicketId ticket);

    /** All that is known under these UIDs of a mailbox, gone from its server or not; several under one UID where it was used again. */
    List<LedgerEntry> under(Transaction transaction, String mailbox, long uidValidity, Collection<String> uids);

    /**
     * Messages of a mailbox that are not known to be gone from it, in the order of their receipts.
     *
     * @param after only receipts behind this one; 0 for the first page
     */
    List<LedgerEntry> present(Transaction transaction, String mailbox, long uidValidity, long after, int most);

    /** How many messages of a mailbox are not known to be gone from it, by UIDVALIDITY. */
    Map<Long, Long> presentByValidity(Transaction transaction, String mailbox);

    /** A stretch of the ledger in the order of arrival. */
    List<LedgerEntry> page(Transaction transaction, Stretch stretch);

    /** How many mails are pending and how many are set aside. */
    Counts counts(Transaction transaction);

    /** Receipts that are done with and whose Message-ID nobody looked for yet, latest first. */
    List<Receipt> lacking(Transaction transaction, int most);

    /** Notes Message-ID and sender on a receipt. */
    void fill(Transaction transaction, ReceiptId id, Findings findings);

    /**
     * A part of the ledger.
     *
     * @param after only receipts behind this one; 0 for the first page
     * @param since only what was fetched then or later
     * @param department only its own
     */
    record Stretch(long after, Optional<Instant> since, Optional<DepartmentId> department, int most) {}

    /**
     * What waits.
     *
     * @param pending to be processed
     * @param quarantined for somebody to look
     */
    record Counts(long pending, long quarantined) {}
}
