package org.postroom.intake;

import java.util.Set;
import org.postroom.storage.Transaction;
import org.postroom.ticket.TicketId;

/** Takes what was said about a mail off its receipt, once its ticket is erased. The receipt stays: the mail is not taken in again. */
interface ReceiptEraser {
    /** The receipts in the database. */
    static ReceiptEraser jdbi() {
        return new JdbiReceiptEraserStore();
    }

    /** Whether a mail of the ticket is not done with. */
    boolean hasOpen(Transaction transaction, TicketId ticket);

    /**
     * Takes a ticket off its receipts.
     *
     * @param trace takes the place of the decisions about them
     * @return the raw mails of these receipts
     */
    Set<Long> erase(Transaction transaction, TicketId ticket, String trace);

    /** Those of these raw mails that receipts refer to. */
    Set<Long> inUse(Transaction transaction, Set<Long> raws);
}
