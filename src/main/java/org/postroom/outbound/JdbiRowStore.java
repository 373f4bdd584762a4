package org.postroom.outbound;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.statement.Query;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.SmtpAccountId;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.MessageId;
import org.postroom.outbound.OutboundMail.About;
import org.postroom.outbound.OutboundMail.Recipient;
import org.postroom.outbound.OutboundMail.Stored;
import org.postroom.storage.Transaction;
import org.postroom.ticket.ArticleId;
import org.postroom.ticket.TicketId;

/** Reads the queue's rows as its words. */
final class JdbiRowStore {
    private static final String COLUMNS =
            "id, account, kind, department, ticket_id, article_id, message_id, envelope_sender, raw_id, size,"
                    + " queued_at, state, due_at, attempts";

    private static final String WAITING =
            "SELECT " + COLUMNS + " FROM outbound_mail WHERE state = 'waiting' AND account = :account AND ";

    /** Walks along the index outbound_mail_due, however long the queue is. */
    static final String DUE = WAITING + "due_at <= :time ORDER BY due_at, id LIMIT :most";

    /** A row without its recipients. */
    private record Row(QueueEntry entry) {
        QueueEntry with(List<Recipient> recipients) {
            OutboundMail mail = entry.mail();
            OutboundMail whole = new OutboundMail(
                    mail.id(),
                    mail.about(),
                    mail.messageId(),
                    mail.stored(),
                    recipients,
                    mail.attempts(),
                    mail.queuedAt());
            return new QueueEntry(whole, entry.state(), entry.dueAt(), List.of());
        }
    }

    /** How a value of an enum is written in a column. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** The mails that a condition with one {@code :value} picks, without their attempts. */
    List<QueueEntry> entries(Transaction transaction, String condition, Object value) {
        return entries(transaction, query(transaction, condition).bind("value", value));
    }

    /** A query for whole mails; the condition is what follows FROM. */
    static Query query(Transaction transaction, String condition) {
        return transaction.handle().createQuery("SELECT " + COLUMNS + " FROM outbound_mail " + condition);
    }

    /** The mails that a query picks, without their attempts. */
    List<QueueEntry> entries(Transaction transaction, Query query) {
        return withRecipients(transaction, query.map((row, context) -> row(row)).list());
    }

    /** The mails of an account that are due at or before a time, longest due first; held until the transaction ends. */
    List<QueueEntry> due(Transaction transaction, SmtpAccountId account, Instant now, int most) {
        return waiting(transaction, DUE + transaction.dialect().forUpdateSkipLocked(), account, now, most);
    }

    /** The mails of an account that were queued before a time. */
    List<QueueEntry> waitingSince(Transaction transaction, SmtpAccountId account, Instant before, int most) {
        return waiting(transaction, WAITING + "queued_at < :time ORDER BY id LIMIT :most", account, before, most);
    }

    private List<QueueEntry> waiting(
            Transaction transaction, String query, SmtpAccountId account, Instant time, int most) {
        return withRecipients(
                transaction,
                transaction
                        .handle()
                        .createQuery(query)
                        .bind("account", account.value())
                        .bind("time", time)
                        .bind("most", most)
                        .map((row, context) -> row(row))
                        .list());
    }

    List<QueueEntry.Attempt> attempts(Transaction transaction, OutboundId id) {
        return transaction
                .handle()
                .createQuery("SELECT began_at, ended_at, uncertain, summary FROM outbound_attempt WHERE mail_id = :id"
                        + " ORDER BY id")
                .bind("id", id.value())
                .map((row, context) -> new QueueEntry.Attempt(
                        instant(row, "began_at"),
                        instant(row, "ended_at"),
                        row.getInt("uncertain") == 1,
                        row.getString("summary")))
                .list();
    }

    private List<QueueEntry> withRecipients(Transaction transaction, List<Row> found) {
        if (found.isEmpty()) {
            return List.of();
        }
        Map<Long, List<Recipient>> recipients = recipients(
                transaction,
                found.stream().map(row -> row.entry().mail().id().value()).toList());
        return found.stream()
                .map(row ->
                        row.with(recipients.getOrDefault(row.entry().mail().id().value(), List.of())))
                .toList();
    }

    private static Map<Long, List<Recipient>> recipients(Transaction transaction, List<Long> mails) {
        Map<Long, List<Recipient>> recipients = new HashMap<>();
        transaction
                .handle()
                .createQuery("SELECT mail_id, number, address, state, reply FROM outbound_recipient"
                        + " WHERE mail_id IN (<mails>) ORDER BY mail_id, number")
                .bindList("mails", mails)
                .map((row, context) -> recipients
                        .computeIfAbsent(row.getLong("mail_id"), id -> new ArrayList<>())
                        .add(recipient(row)))
                .list();
        return recipients;
    }

    private static Recipient recipient(ResultSet row) throws SQLException {
        String text = row.getString("address");
        EmailAddress address = StoredAddress.read(text, row.getInt("number"));
        boolean unreadable = StoredAddress.isUnreadable(Optional.of(address));
        return new Recipient(
                address,
                RecipientState.valueOf(upper(row, "state")),
                unreadable ? "This is stored as a recipient and no address: " + text : row.getString("reply"));
    }

    private static Row row(ResultSet row) throws SQLException {
        OutboundMail mail = new OutboundMail(
                new OutboundId(row.getLong("id")),
                about(row),
                new MessageId(row.getString("message_id")),
                new Stored(
                        Optional.ofNullable(row.getString("envelope_sender")).map(text -> StoredAddress.read(text, 0)),
                        row.getLong("raw_id"),
                        row.getLong("size")),
                List.of(),
                row.getInt("attempts"),
                instant(row, "queued_at"));
        return new Row(
                new QueueEntry(mail, QueueEntry.State.valueOf(upper(row, "state")), instant(row, "due_at"), List.of()));
    }

    private static About about(ResultSet row) throws SQLException {
        return new About(
                new SmtpAccountId(row.getString("account")),
                OutboundKind.valueOf(upper(row, "kind")),
                new DepartmentId(row.getString("department")),
                number(row, "ticket_id").stream().mapToObj(TicketId::new).findFirst(),
                number(row, "article_id").stream().mapToObj(ArticleId::new).findFirst());
    }

    private static OptionalLong number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    private static String upper(ResultSet row, String column) throws SQLException {
        return row.getString(column).toUpperCase(Locale.ROOT);
    }
}
