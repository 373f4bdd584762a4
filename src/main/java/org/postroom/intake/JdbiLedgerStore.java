package org.postroom.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;
import org.postroom.agent.DepartmentId;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.MessageId;
import org.postroom.storage.Transaction;
import org.postroom.ticket.TicketId;

final class JdbiLedgerStore implements LedgerStore {
    /** Values in one list of a statement. */
    private static final int LIST = 500;

    @Override
    public Optional<LedgerEntry> find(Transaction transaction, ReceiptId id) {
        return entries(JdbiReceiptStore.query(transaction, "WHERE id = :id").bind("id", id.value())).stream()
                .findFirst();
    }

    /** Identical copies have no Message-ID of their own, but the original's bytes. */
    @Override
    public List<LedgerEntry> byMessageId(Transaction transaction, MessageId id) {
        List<Long> raws = transaction
                .handle()
                .createQuery("SELECT DISTINCT raw_id FROM receipt WHERE message_hash = :hash AND message_id = :id")
                .bind("hash", id.hash())
                .bind("id", id.value())
                .mapTo(Long.class)
                .list();
        return withRaw(transaction, raws);
    }

    @Override
    public List<LedgerEntry> bySha256(Transaction transaction, String sha256) {
        List<Long> raws = transaction
                .handle()
                .createQuery("SELECT id FROM raw_mail WHERE sha256 = :sha")
                .bind("sha", sha256)
                .mapTo(Long.class)
                .list();
        return withRaw(transaction, raws);
    }

    private static List<LedgerEntry> withRaw(Transaction transaction, List<Long> raws) {
        return raws.isEmpty()
                ? List.of()
                : entries(JdbiReceiptStore.query(transaction, "WHERE raw_id IN (<raws>) ORDER BY id")
                        .bindList("raws", raws));
    }

    @Override
    public List<LedgerEntry> ofTicket(Transaction transaction, TicketId ticket) {
        return entries(JdbiReceiptStore.query(transaction, "WHERE ticket_id = :ticket ORDER BY id")
                .bind("ticket", ticket.value()));
    }

    @Override
    public List<LedgerEntry> under(Transaction transaction, String mailbox, long uidValidity, Collection<String> uids) {
        List<String> all = List.copyOf(uids);
        List<LedgerEntry> found = new ArrayList<>();
        for (int from = 0; from < all.size(); from += LIST) {
            found.addAll(entries(JdbiReceiptStore.query(
                            transaction,
                            "WHERE mailbox = :mailbox AND uid_validity = :uidValidity AND uid IN (<uids>)"
                                    + " ORDER BY id")
                    .bind("mailbox", mailbox)
                    .bind("uidValidity", uidValidity)
                    .bindList("uids", all.subList(from, Math.min(from + LIST, all.size())))));
        }
        return found;
    }

    @Override
    public List<LedgerEntry> present(Transaction transaction, String mailbox, long uidValidity, long after, int most) {
        return entries(JdbiReceiptStore.query(
                        transaction,
                        "WHERE mailbox = :mailbox AND uid_validity = :uidValidity AND removed_at IS NULL"
                                + " AND id > :after ORDER BY id LIMIT :most")
                .bind("mailbox", mailbox)
                .bind("uidValidity", uidValidity)
                .bind("after", after)
                .bind("most", most));
    }

    @Override
    public Map<Long, Long> presentByValidity(Transaction transaction, String mailbox) {
        return transaction
                .handle()
                .createQuery("SELECT uid_validity, COUNT(*) AS number FROM receipt WHERE mailbox = :mailbox"
                        + " AND removed_at IS NULL GROUP BY uid_validity")
                .bind("mailbox", mailbox)
                .map((row, _) -> Map.entry(row.getLong("uid_validity"), row.getLong("number")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, TreeMap::new));
    }

    @Override
    public List<LedgerEntry> page(Transaction transaction, Stretch stretch) {
        String since = stretch.since().isPresent() ? " AND received_at >= :since" : "";
        String whose = stretch.department().isPresent() ? " AND department = :department" : "";
        Query query = JdbiReceiptStore.query(
                        transaction, "WHERE id > :after" + since + whose + " ORDER BY id LIMIT :most")
                .bind("after", stretch.after())
                .bind("most", stretch.most());
        stretch.since().ifPresent(instant -> query.bind("since", instant));
        stretch.department().map(DepartmentId::value).ifPresent(id -> query.bind("department", id));
        return entries(query);
    }

    @Override
    public Counts counts(Transaction transaction) {
        return new Counts(
                count(transaction, Receipt.State.PENDING.word()), count(transaction, Receipt.State.QUARANTINED.word()));
    }

    private static long count(Transaction transaction, String state) {
        return transaction
                .handle()
                .createQuery("SELECT COUNT(*) FROM receipt WHERE state = :state")
                .bind("state", state)
                .mapTo(Long.class)
                .one();
    }

    @Override
    public List<Receipt> lacking(Transaction transaction, int most) {
        return JdbiReceiptStore.query(
                        transaction,
                        "WHERE message_hash IS NULL AND state <> 'pending' AND duplicate_of IS NULL"
                                + " ORDER BY id DESC LIMIT :most")
                .bind("most", most)
                .map((row, _) -> JdbiReceiptStore.receipt(row))
                .list();
    }

    @Override
    public void fill(Transaction transaction, ReceiptId id, Findings findings) {
        transaction
                .handle()
                .createUpdate("UPDATE receipt SET message_id = :messageId, message_hash = :hash,"
                        + " sender = COALESCE(sender, :sender) WHERE id = :id")
                .bind("messageId", messageId(findings))
                .bind("hash", hash(findings))
                .bind("sender", findings.sender().map(EmailAddress::value).orElse(null))
                .bind("id", id.value())
                .execute();
    }

    /** Empty for a mail without one, which is more than not knowing. */
    static String messageId(Findings findings) {
        return findings.messageId().map(MessageId::value).orElse("");
    }

    static long hash(Findings findings) {
        return findings.messageId().map(MessageId::hash).orElse(0L);
    }

    private static List<LedgerEntry> entries(Query query) {
        return query.map((row, _) -> entry(row)).list();
    }

    private static LedgerEntry entry(ResultSet row) throws SQLException {
        long removed = row.getLong("removed_at");
        Optional<Instant> removedAt = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(removed));
        return new LedgerEntry(JdbiReceiptStore.receipt(row), row.getLong("listed_size"), removedAt, findings(row));
    }

    private static Findings findings(ResultSet row) throws SQLException {
        return new Findings(
                text(row, "message_id").filter(id -> !id.isEmpty()).map(MessageId::new),
                text(row, "sender").flatMap(EmailAddress::parse),
                text(row, "kind").map(Findings::kindOf),
                text(row, "answering").map(Findings.Answering::of));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }
}
