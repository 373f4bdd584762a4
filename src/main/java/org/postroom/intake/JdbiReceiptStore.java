package org.postroom.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.statement.Query;
import org.postroom.agent.DepartmentId;
import org.postroom.storage.Transaction;
import org.postroom.ticket.ArticleId;
import org.postroom.ticket.TicketId;

/** Receipts as rows. */
final class JdbiReceiptStore {
    private JdbiReceiptStore() {}

    /** A query for whole receipts; the condition is what follows FROM. */
    static Query query(Transaction transaction, String condition) {
        return transaction.handle().createQuery("SELECT * FROM receipt " + condition);
    }

    /** Inserts a fresh receipt; false when its identity, or its bytes as an original, are held already. */
    static boolean insert(Transaction transaction, Receipt receipt, FetchedMail.Listing listing) {
        Optional<Receipt.End> end = receipt.end();
        return transaction.insertIfAbsent(() -> transaction
                .handle()
                .createUpdate("INSERT INTO receipt (id, mailbox, uid_validity, uid, sha256, original_sha, size,"
                        + " listed_size, listed_at, whole, raw_id, department, received_at, state, due_at, attempts, disposition,"
                        + " duplicate_of, trace) VALUES (:id, :mailbox, :uidValidity, :uid, :sha256, :originalSha,"
                        + " :size, :listedSize, :listedAt, :whole, :rawId, :department, :receivedAt, :state, :dueAt, 0,"
                        + " :disposition, :duplicateOf, :trace)")
                .bind("id", receipt.id().value())
                .bind("mailbox", receipt.origin().mailbox())
                .bind("uidValidity", receipt.origin().uidValidity())
                .bind("uid", receipt.origin().uid())
                .bind("sha256", receipt.content().sha256())
                .bind("originalSha", end.isEmpty() ? receipt.content().sha256() : null)
                .bind("size", receipt.content().size())
                .bind("listedSize", listing.size())
                .bind("listedAt", listing.arrived().orElse(null))
                .bind("whole", receipt.content().whole())
                .bind("rawId", receipt.content().rawId())
                .bind("department", receipt.origin().department().value())
                .bind("receivedAt", receipt.receivedAt())
                .bind("state", receipt.work().state().word())
                .bind("dueAt", receipt.work().dueAt())
                .bind(
                        "disposition",
                        end.map(Receipt.End::disposition).map(Disposition::word).orElse(null))
                .bind(
                        "duplicateOf",
                        end.flatMap(Receipt.End::duplicateOf)
                                .map(ReceiptId::value)
                                .orElse(null))
                .bind("trace", end.map(Receipt.End::trace).orElse(null))
                .execute());
    }

    /** The receipt in this row. */
    static Receipt receipt(ResultSet row) throws SQLException {
        Optional<Receipt.End> end = end(row);
        return new Receipt(
                new ReceiptId(row.getLong("id")),
                new Receipt.Origin(
                        row.getString("mailbox"),
                        row.getLong("uid_validity"),
                        row.getString("uid"),
                        new DepartmentId(row.getString("department"))),
                new Receipt.Content(
                        row.getString("sha256"), row.getLong("size"), row.getLong("raw_id"), row.getInt("whole") == 1),
                Instant.ofEpochMilli(row.getLong("received_at")),
                new Receipt.Work(
                        Receipt.State.of(row.getString("state")),
                        row.getInt("attempts"),
                        Optional.ofNullable(row.getString("fault")),
                        Instant.ofEpochMilli(row.getLong("due_at")),
                        end.isPresent() ? Optional.empty() : ticket(row)),
                end);
    }

    /** What the server's listing claimed of the receipt in this row. */
    static FetchedMail.Listing listing(ResultSet row) throws SQLException {
        OptionalLong arrived = number(row, "listed_at");
        return new FetchedMail.Listing(
                row.getLong("listed_size"),
                arrived.isEmpty() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(arrived.getAsLong())));
    }

    private static Optional<Receipt.End> end(ResultSet row) throws SQLException {
        String disposition = row.getString("disposition");
        if (disposition == null) {
            return Optional.empty();
        }
        OptionalLong article = number(row, "article_id");
        OptionalLong original = number(row, "duplicate_of");
        return Optional.of(new Receipt.End(
                Disposition.of(disposition),
                ticket(row),
                article.isEmpty() ? Optional.empty() : Optional.of(new ArticleId(article.getAsLong())),
                original.isEmpty() ? Optional.empty() : Optional.of(new ReceiptId(original.getAsLong())),
                Optional.ofNullable(row.getString("trace")).orElse("")));
    }

    private static Optional<TicketId> ticket(ResultSet row) throws SQLException {
        OptionalLong ticket = number(row, "ticket_id");
        return ticket.isEmpty() ? Optional.empty() : Optional.of(new TicketId(ticket.getAsLong()));
    }

    private static OptionalLong number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
