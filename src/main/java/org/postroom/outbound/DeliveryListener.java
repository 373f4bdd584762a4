package org.postroom.outbound;

import org.postroom.mail.EmailAddress;
import org.postroom.storage.Transaction;

/**
 * Is told what became of mails, within the transaction that records it: what it writes stands if and only if the outcome does.
 * It may be called again for the same outcome when the transaction is repeated. Where it throws an exception
 * other than an outage of the database, the outcome is recorded without it after the third time, and the log says so.
 */
public interface DeliveryListener {
    /** The server took charge of the mail for this recipient. */
    void delivered(Transaction transaction, OutboundMail mail, EmailAddress recipient, String reply);

    /** This recipient will not get the mail: refused, or given up. */
    void failed(Transaction transaction, OutboundMail mail, EmailAddress recipient, String reply);

    /** The server may have taken the mail without our knowing. An answer will be sent again, other mail will not. */
    void uncertain(Transaction transaction, OutboundMail mail, EmailAddress recipient, String reply);
}
