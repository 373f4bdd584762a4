package org.postroom.conversation;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.postroom.mail.EmailAddress;
import org.postroom.storage.Transaction;
import org.postroom.ticket.TicketId;

/**
 * Keeps the links by which customers see their tickets on the page (SPEC D2, FAULTS F7). A token is 256 random bits, written
 * in 43 letters of base64url (RFC 4648 section 5). Only its SHA-256 is kept, and that is what it is looked up by: neither
 * the database nor the time a look-up takes tells anybody a token.
 */
public interface ViewLinks {
    /** The links in the database. */
    static ViewLinks jdbi(SecureRandom random) {
        return new JdbiViewLinkStore(random);
    }

    /** Makes a link for the one this address belongs to, and returns its token, which nothing can tell again. */
    String create(Transaction transaction, TicketId ticket, EmailAddress address, Instant now, Duration lifetime);

    /** The link of this token. Empty when it is unknown, has expired or was revoked: nobody can tell which. */
    Optional<ViewLink> find(Transaction transaction, String token, Instant now);

    /** The links of a ticket that work. */
    Working working(Transaction transaction, TicketId ticket, Instant now);

    /**
     * Links that work.
     *
     * @param latest when the last of them was sent; empty when there is none
     */
    record Working(int number, Optional<Instant> latest) {}

    /** Lets all links of a ticket open another one. */
    void move(Transaction transaction, TicketId from, TicketId to);

    /** Lets the links of these addresses open another ticket than this one. */
    void move(Transaction transaction, TicketId from, TicketId to, Collection<EmailAddress> addresses);

    /** Ends all links of a ticket for good; returns how many worked until now. */
    int revoke(Transaction transaction, TicketId ticket, Instant now);

    /** Ends all links that were sent to an address, in any case of letters; returns how many worked until now, by ticket. */
    Map<TicketId, Integer> revoke(Transaction transaction, EmailAddress address, Instant now);

    /** Forgets all links of a ticket. */
    void forget(Transaction transaction, TicketId ticket);

    /** Forgets links that expired before then; returns how many. */
    int forgetExpired(Transaction transaction, Instant before);
}
