package org.postroom.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.postroom.agent.DepartmentId;
import org.postroom.storage.Ids;
import org.postroom.storage.Transaction;

final class JdbiSightingStore implements SightingStore {
    private static final String THESE = " WHERE mailbox = :mailbox AND uid_validity = :uidValidity AND uid = :uid";

    private final Ids ids;

    JdbiSightingStore(Ids ids) {
        this.ids = ids;
    }

    @Override
    public void missed(Transaction transaction, Collection<Missed> messages, String fault, Instant now) {
        messages.forEach(message -> {
            if (!again(transaction, message, fault, now)) {
                transaction.insertIfAbsent(() -> insert(transaction, message, fault, now));
            }
        });
    }

    private static boolean again(Transaction transaction, Missed message, String fault, Instant now) {
        return transaction
                        .handle()
                        .createUpdate("UPDATE sighting SET attempts = attempts + 1, last_tried_at = :now,"
                                + " fault = :fault, listed_size = :size, gone_at = NULL" + THESE)
                        .bind("now", now)
                        .bind("fault", fault)
                        .bind("size", message.listedSize())
                        .bind("mailbox", message.place().mailbox())
                        .bind("uidValidity", message.place().uidValidity())
                        .bind("uid", message.place().uid())
                        .execute()
                > 0;
    }

    private void insert(Transaction transaction, Missed message, String fault, Instant now) {
        transaction
                .handle()
                .createUpdate("INSERT INTO sighting (id, mailbox, uid_validity, uid, listed_size, department,"
                        + " first_seen_at, last_tried_at, attempts, fault) VALUES (:id, :mailbox, :uidValidity, :uid,"
                        + " :size, :department, :now, :now, 1, :fault)")
                .bind("id", ids.next())
                .bind("mailbox", message.place().mailbox())
                .bind("uidValidity", message.place().uidValidity())
                .bind("uid", message.place().uid())
                .bind("size", message.listedSize())
                .bind("department", message.place().department().value())
                .bind("now", now)
                .bind("fault", fault)
                .execute();
    }

    @Override
    public void held(Transaction transaction, String mailbox, long uidValidity, Collection<String> uids) {
        uids.forEach(uid -> transaction
                .handle()
                .createUpdate("DELETE FROM sighting" + THESE)
                .bind("mailbox", mailbox)
                .bind("uidValidity", uidValidity)
                .bind("uid", uid)
                .execute());
    }

    @Override
    public void gone(Transaction transaction, String mailbox, long uidValidity, Collection<String> uids, Instant now) {
        uids.forEach(uid -> transaction
                .handle()
                .createUpdate("UPDATE sighting SET gone_at = :now" + THESE)
                .bind("now", now)
                .bind("mailbox", mailbox)
                .bind("uidValidity", uidValidity)
                .bind("uid", uid)
                .execute());
    }

    @Override
    public List<Sighting> of(Transaction transaction, String mailbox) {
        return transaction
                .handle()
                .createQuery("SELECT * FROM sighting WHERE mailbox = :mailbox ORDER BY first_seen_at, id")
                .bind("mailbox", mailbox)
                .map((row, _) -> sighting(row))
                .list();
    }

    private static Sighting sighting(ResultSet row) throws SQLException {
        return new Sighting(
                new Receipt.Origin(
                        row.getString("mailbox"),
                        row.getLong("uid_validity"),
                        row.getString("uid"),
                        new DepartmentId(row.getString("department"))),
                row.getLong("listed_size"),
                Instant.ofEpochMilli(row.getLong("first_seen_at")),
                row.getInt("attempts"),
                row.getString("fault"),
                instant(row, "gone_at"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    @Override
    public Waiting waiting(Transaction transaction) {
        return transaction
                .handle()
                .createQuery("SELECT COUNT(*) AS number, MIN(first_seen_at) AS oldest FROM sighting"
                        + " WHERE gone_at IS NULL")
                .map((row, _) -> new Waiting(row.getLong("number"), instant(row, "oldest")))
                .one();
    }
}
