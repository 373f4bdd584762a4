package org.postroom.intake;

import java.util.HashSet;
import java.util.Set;
import org.postroom.storage.RawStore;
import org.postroom.storage.Transaction;
import org.postroom.ticket.TicketEraser;

/** Removes the bytes of mails that what had them has let go. */
record RawRemoval(TicketEraser tickets, ReceiptEraser receipts, RawStore raws) {
    /** Bytes that no other ticket has are deleted; of those in the ledger, length and SHA-256 stay. */
    void remove(Transaction transaction, Set<Long> mails) {
        Set<Long> gone = new HashSet<>(mails);
        gone.removeAll(tickets.inUse(transaction, mails));
        Set<Long> inLedger = receipts.inUse(transaction, gone);
        for (long raw : gone) {
            if (inLedger.contains(raw)) {
                raws.empty(transaction, raw);
            } else {
                raws.delete(transaction, raw);
            }
        }
    }
}
