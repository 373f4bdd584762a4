package org.postroom.web.login;

import java.time.Instant;
import java.util.Optional;
import org.postroom.storage.Transaction;

final class JdbiThrottleStore implements ThrottleStore {
    @Override
    public Standing look(Transaction transaction, String key) {
        return find(transaction, key, "").orElse(Standing.NONE);
    }

    @Override
    public Standing lock(Transaction transaction, String key) {
        return locked(transaction, key).orElseGet(() -> insert(transaction, key));
    }

    private static Optional<Standing> locked(Transaction transaction, String key) {
        return find(transaction, key, transaction.dialect().forUpdate());
    }

    /** Else there would be no row to lock, and of many first tries at once some would not count. */
    private static Standing insert(Transaction transaction, String key) {
        boolean mine = transaction.insertIfAbsent(() -> transaction
                .handle()
                .execute(
                        "INSERT INTO login_throttle (throttle_key, failures, counted_at, free_at, known_until, forget_at)"
                                + " VALUES (?, 0, 0, 0, 0, 0)",
                        key));
        return mine ? Standing.NONE : locked(transaction, key).orElseThrow();
    }

    private static Optional<Standing> find(Transaction transaction, String key, String lock) {
        return transaction
                .handle()
                .createQuery("SELECT failures, counted_at, free_at, known_until FROM login_throttle"
                        + " WHERE throttle_key = :key" + lock)
                .bind("key", key)
                .map((row, _) -> new Standing(
                        row.getInt("failures"),
                        Instant.ofEpochMilli(row.getLong("counted_at")),
                        Instant.ofEpochMilli(row.getLong("free_at")),
                        Instant.ofEpochMilli(row.getLong("known_until"))))
                .findOne();
    }

    @Override
    public void save(Transaction transaction, String key, Standing standing, Pace pace) {
        transaction
                .handle()
                .createUpdate("UPDATE login_throttle SET failures = :failures, counted_at = :counted, free_at = :free,"
                        + " known_until = :known, forget_at = :forget WHERE throttle_key = :key")
                .bind("key", key)
                .bind("failures", standing.failures())
                .bind("counted", standing.counted().toEpochMilli())
                .bind("free", standing.free().toEpochMilli())
                .bind("known", standing.knownUntil().toEpochMilli())
                .bind("forget", standing.forget(pace).toEpochMilli())
                .execute();
    }

    @Override
    public int sweep(Transaction transaction, Instant now) {
        return transaction
                .handle()
                .createUpdate("DELETE FROM login_throttle WHERE forget_at <= :now")
                .bind("now", now.toEpochMilli())
                .execute();
    }
}
