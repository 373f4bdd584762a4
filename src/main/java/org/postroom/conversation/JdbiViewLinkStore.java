package org.postroom.conversation;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.Update;
import org.postroom.mail.Bytes;
import org.postroom.mail.EmailAddress;
import org.postroom.storage.Transaction;
import org.postroom.ticket.TicketId;

final class JdbiViewLinkStore implements ViewLinks {
    private static final int TOKEN_BYTES = 32;
    private static final String WORKING = " AND revoked_at IS NULL AND expires_at > :now";

    private final SecureRandom random;

    JdbiViewLinkStore(SecureRandom random) {
        this.random = random;
    }

    @Override
    public String create(
            Transaction transaction, TicketId ticket, EmailAddress address, Instant now, Duration lifetime) {
        String token = token();
        transaction
                .handle()
                .createUpdate("INSERT INTO view_link"
                        + " (token_hash, ticket_id, address_key, address, issued_at, expires_at)"
                        + " VALUES (:hash, :ticket, :key, :address, :issued, :expires)")
                .bind("hash", hash(token))
                .bind("ticket", ticket.value())
                .bind("key", address.key())
                .bind("address", address.value())
                .bind("issued", now.toEpochMilli())
                .bind("expires", now.plus(lifetime).toEpochMilli())
                .execute();
        return token;
    }

    @Override
    public Optional<ViewLink> find(Transaction transaction, String token, Instant now) {
        return find(transaction, List.of(token), now).stream().findFirst();
    }

    /** The links of several tokens, those that work. */
    List<ViewLink> find(Transaction transaction, List<String> tokens, Instant now) {
        return transaction
                .handle()
                .createQuery("SELECT ticket_id, address, issued_at, expires_at FROM view_link"
                        + " WHERE token_hash IN (<hashes>)" + WORKING)
                .bindList("hashes", tokens.stream().map(JdbiViewLinkStore::hash).toList())
                .bind("now", now.toEpochMilli())
                .map((row, _) -> link(row))
                .list();
    }

    @Override
    public Working working(Transaction transaction, TicketId ticket, Instant now) {
        return transaction
                .handle()
                .createQuery("SELECT COUNT(*) AS number, COALESCE(MAX(issued_at), -1) AS latest FROM view_link"
                        + " WHERE ticket_id = :ticket" + WORKING)
                .bind("ticket", ticket.value())
                .bind("now", now.toEpochMilli())
                .map((row, _) -> new Working(row.getInt("number"), latest(row.getLong("latest"))))
                .one();
    }

    private static Optional<Instant> latest(long millis) {
        return millis < 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    @Override
    public void move(Transaction transaction, TicketId from, TicketId to) {
        transaction
                .handle()
                .createUpdate("UPDATE view_link SET ticket_id = :to WHERE ticket_id = :from")
                .bind("from", from.value())
                .bind("to", to.value())
                .execute();
    }

    @Override
    public void move(Transaction transaction, TicketId from, TicketId to, Collection<EmailAddress> addresses) {
        if (!addresses.isEmpty()) {
            transaction
                    .handle()
                    .createUpdate("UPDATE view_link SET ticket_id = :to WHERE ticket_id = :from"
                            + " AND address_key IN (<keys>)")
                    .bind("from", from.value())
                    .bind("to", to.value())
                    .bindList("keys", addresses.stream().map(EmailAddress::key).toList())
                    .execute();
        }
    }

    @Override
    public int revoke(Transaction transaction, TicketId ticket, Instant now) {
        return revoke(revoking(transaction, "ticket_id = :whose").bind("whose", ticket.value()), now);
    }

    @Override
    public Map<TicketId, Integer> revoke(Transaction transaction, EmailAddress address, Instant now) {
        Map<TicketId, Integer> working = transaction
                .handle()
                .createQuery("SELECT ticket_id, COUNT(*) AS links FROM view_link WHERE address_key = :key" + WORKING
                        + " GROUP BY ticket_id")
                .bind("key", address.key())
                .bind("now", now.toEpochMilli())
                .reduceRows(new LinkedHashMap<>(), (counts, row) -> {
                    counts.put(
                            new TicketId(row.getColumn("ticket_id", Long.class)),
                            row.getColumn("links", Integer.class));
                    return counts;
                });
        revoke(revoking(transaction, "address_key = :whose").bind("whose", address.key()), now);
        return working;
    }

    @Override
    public int forgetExpired(Transaction transaction, Instant before) {
        return transaction
                .handle()
                .createUpdate("DELETE FROM view_link WHERE expires_at < :before")
                .bind("before", before.toEpochMilli())
                .execute();
    }

    private static Update revoking(Transaction transaction, String whose) {
        return transaction.handle().createUpdate("UPDATE view_link SET revoked_at = :now WHERE " + whose + WORKING);
    }

    private static int revoke(Update update, Instant now) {
        return update.bind("now", now.toEpochMilli()).execute();
    }

    private static ViewLink link(ResultSet row) throws SQLException {
        return new ViewLink(
                new TicketId(row.getLong("ticket_id")),
                EmailAddress.of(row.getString("address")),
                Instant.ofEpochMilli(row.getLong("issued_at")),
                Instant.ofEpochMilli(row.getLong("expires_at")));
    }

    private String token() {
        byte[] bits = new byte[TOKEN_BYTES];
        random.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    private static String hash(String token) {
        return Bytes.of(token).sha256();
    }

    @Override
    public void forget(Transaction transaction, TicketId ticket) {
        transaction.handle().execute("DELETE FROM view_link WHERE ticket_id = ?", ticket.value());
    }
}
