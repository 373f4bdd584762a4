package org.postroom.autoreply;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postroom.conversation.ViewLink;
import org.postroom.conversation.ViewLinks;
import org.postroom.mail.EmailAddress;
import org.postroom.storage.Transaction;
import org.postroom.ticket.TicketId;

/** Links for tests of what is written with them: the tokens are numbered, and nothing is in the database. */
public final class CountedLinks implements ViewLinks {
    private final List<ViewLink> made = new ArrayList<>();

    /** What was made, in order. */
    public List<ViewLink> made() {
        return List.copyOf(made);
    }

    /** The token of the first, second … link. */
    public static String token(int number) {
        return "token-number-%d-of-this-test".formatted(number);
    }

    @Override
    public String create(
            Transaction transaction, TicketId ticket, EmailAddress address, Instant now, Duration lifetime) {
        made.add(new ViewLink(ticket, address, now, now.plus(lifetime)));
        return token(made.size());
    }

    @Override
    public Optional<ViewLink> find(Transaction transaction, String token, Instant now) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Working working(Transaction transaction, TicketId ticket, Instant now) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void move(Transaction transaction, TicketId from, TicketId to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void move(Transaction transaction, TicketId from, TicketId to, Collection<EmailAddress> addresses) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int revoke(Transaction transaction, TicketId ticket, Instant now) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<TicketId, Integer> revoke(Transaction transaction, EmailAddress address, Instant now) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int forgetExpired(Transaction transaction, Instant before) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void forget(Transaction transaction, TicketId ticket) {
        throw new UnsupportedOperationException();
    }
}
