package org.postroom.ticket;

import java.time.Instant;
import java.util.Optional;
import org.postroom.mail.EmailAddress;
import org.postroom.storage.Transaction;

/** Keeps which addresses do not take mail, so that agents are told before they write to one. */
public interface FailingAddresses {
    /** The store in the database. */
    static FailingAddresses jdbi() {
        return new JdbiFailingAddressStore();
    }

    /** Notes a permanent failure; its status is such as {@code 5.1.1} (RFC 3463), or the server's words; may be empty */
    void failed(Transaction transaction, EmailAddress address, String status, Instant at);

    /** Forgets failures: mail was taken there. That mail came from there proves nothing, as senders are easily forged. */
    void works(Transaction transaction, EmailAddress address);

    /** What is known against an address; empty when nothing is. */
    Optional<Failing> find(Transaction transaction, EmailAddress address);

    /**
     * An address that does not take mail.
     *
     * @param since the first failure of the present run
     * @param last the latest failure
     */
    record Failing(EmailAddress address, Instant since, Instant last, String status) {}
}
