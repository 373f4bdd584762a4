package org.postroom.ticket;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.statement.Query;
import org.postroom.agent.AgentId;
import org.postroom.storage.Ids;
import org.postroom.storage.Transaction;

/** Keeps drafts' rows. */
final class JdbiDraftRowStore {
    private static final String SELECT =
            "SELECT id, ticket_id, agent, kind, body, cc_line, save_no, updated_at, deleted FROM draft WHERE ";

    private final Ids ids;

    JdbiDraftRowStore(Ids ids) {
        this.ids = ids;
    }

    Optional<DraftRow> find(Transaction transaction, Draft.Key key) {
        return query(transaction, key, "").map((row, _) -> row(row)).findOne();
    }

    /** The row, made if need be; until this transaction ends nobody else changes it or its files. */
    DraftRow lock(Transaction transaction, Draft.Key key, Instant now) {
        return locked(transaction, key).orElseGet(() -> {
            DraftRow absent = DraftRow.absent(ids.next(), key, now);
            return transaction.insertIfAbsent(() -> insert(transaction, absent))
                    ? absent
                    : locked(transaction, key).orElseThrow();
        });
    }

    private static Optional<DraftRow> locked(Transaction transaction, Draft.Key key) {
        return query(transaction, key, transaction.dialect().forUpdate())
                .map((row, _) -> row(row))
                .findOne();
    }

    private static Query query(Transaction transaction, Draft.Key key, String locking) {
        return transaction
                .handle()
                .createQuery(SELECT + "ticket_id = :ticket AND agent = :agent AND kind = :kind" + locking)
                .bind("ticket", key.ticket().value())
                .bind("agent", key.agent().value())
                .bind("kind", word(key.kind()));
    }

    private static void insert(Transaction transaction, DraftRow row) {
        transaction
                .handle()
                .createUpdate("INSERT INTO draft (id, ticket_id, agent, kind, body, cc_line, save_no, updated_at,"
                        + " deleted) VALUES (:id, :ticket, :agent, :kind, :body, :cc, :saveNo, :updated, :deleted)")
                .bind("id", row.id())
                .bind("ticket", row.key().ticket().value())
                .bind("agent", row.key().agent().value())
                .bind("kind", word(row.key().kind()))
                .bind("body", row.typed().text())
                .bind("cc", row.typed().cc())
                .bind("saveNo", row.saveNumber())
                .bind("updated", row.updated())
                .bind("deleted", !row.exists())
                .execute();
    }

    void update(Transaction transaction, DraftRow row) {
        transaction
                .handle()
                .createUpdate("UPDATE draft SET body = :body, cc_line = :cc, save_no = :saveNo, updated_at = :updated,"
                        + " deleted = :deleted WHERE id = :id")
                .bind("id", row.id())
                .bind("body", row.typed().text())
                .bind("cc", row.typed().cc())
                .bind("saveNo", row.saveNumber())
                .bind("updated", row.updated())
                .bind("deleted", !row.exists())
                .execute();
    }

    Set<TicketId> tickets(Transaction transaction, AgentId agent) {
        return transaction
                .handle()
                .createQuery("SELECT ticket_id FROM draft WHERE agent = :agent AND deleted = 0"
                        + " AND (TRIM(REPLACE(body, :line, '')) <> ''"
                        + " OR EXISTS (SELECT 1 FROM draft_file WHERE draft_id = draft.id))")
                .bind("agent", agent.value())
                .bind("line", "\n")
                .map((row, _) -> new TicketId(row.getLong("ticket_id")))
                .set();
    }

    int sweep(Transaction transaction, Instant before) {
        return transaction
                .handle()
                .createUpdate("DELETE FROM draft WHERE deleted = 1 AND updated_at < :before")
                .bind("before", before)
                .execute();
    }

    private static DraftRow row(ResultSet row) throws SQLException {
        Draft.Key key = new Draft.Key(
                new AgentId(row.getString("agent")),
                new TicketId(row.getLong("ticket_id")),
                Draft.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)));
        return new DraftRow(
                row.getLong("id"),
                key,
                new Draft.Typed(row.getString("body"), row.getString("cc_line")),
                row.getLong("save_no"),
                Instant.ofEpochMilli(row.getLong("updated_at")),
                row.getInt("deleted") == 0);
    }

    private static String word(Draft.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
