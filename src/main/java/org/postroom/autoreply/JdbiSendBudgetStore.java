package org.postroom.autoreply;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postroom.storage.Transaction;

final class JdbiSendBudgetStore implements SendBudget {
    private record Row(SlidingWindow window, long withheld) {}

    @Override
    public Grant take(Transaction transaction, List<Limit> limits, Instant now) {
        List<Row> rows = new ArrayList<>();
        for (Limit limit : limits) {
            Row row = lock(transaction, limit.key(), now);
            if (!row.window().hasRoom(limit.most(), limit.window(), now)) {
                noteWithheld(transaction, limit.key(), now);
                return new Grant.Exhausted(limit);
            }
            rows.add(row);
        }
        for (int i = 0; i < limits.size(); i++) {
            Limit limit = limits.get(i);
            update(transaction, limit.key(), rows.get(i).window().with(limit.window(), now), now);
        }
        return new Grant.Granted(rows.getFirst().withheld());
    }

    @Override
    public int forgetUnusedSince(Transaction transaction, Instant before) {
        return transaction
                .handle()
                .createUpdate("DELETE FROM send_budget WHERE last_used < :before")
                .bind("before", before.toEpochMilli())
                .execute();
    }

    @Override
    public void forget(Transaction transaction, String key) {
        transaction.handle().execute("DELETE FROM send_budget WHERE budget_key = ?", key);
    }

    /** The row, which no other transaction reads to change it until this one ends; made when it is not there. */
    private static Row lock(Transaction transaction, String key, Instant now) {
        Optional<Row> found = find(transaction, key);
        if (found.isPresent()) {
            return found.get();
        }
        boolean mine = transaction.insertIfAbsent(() -> transaction
                .handle()
                .createUpdate(
                        "INSERT INTO send_budget (budget_key, taken, withheld, last_used) VALUES (:key, '', 0, :now)")
                .bind("key", key)
                .bind("now", now.toEpochMilli())
                .execute());
        return mine ? new Row(SlidingWindow.EMPTY, 0) : find(transaction, key).orElseThrow();
    }

    private static Optional<Row> find(Transaction transaction, String key) {
        return transaction
                .handle()
                .createQuery("SELECT taken, withheld FROM send_budget WHERE budget_key = :key"
                        + transaction.dialect().forUpdate())
                .bind("key", key)
                .map((row, _) -> new Row(read(row.getString("taken")), row.getLong("withheld")))
                .findOne();
    }

    private static void update(Transaction transaction, String key, SlidingWindow window, Instant now) {
        transaction
                .handle()
                .createUpdate(
                        "UPDATE send_budget SET taken = :taken, withheld = 0, last_used = :now WHERE budget_key = :key")
                .bind("taken", write(window))
                .bind("now", now.toEpochMilli())
                .bind("key", key)
                .execute();
    }

    private static void noteWithheld(Transaction transaction, String key, Instant now) {
        transaction
                .handle()
                .createUpdate(
                        "UPDATE send_budget SET withheld = withheld + 1, last_used = :now WHERE budget_key = :key")
                .bind("now", now.toEpochMilli())
                .bind("key", key)
                .execute();
    }

    private static String write(SlidingWindow window) {
        return window.taken().stream()
                .map(at -> Long.toString(at.toEpochMilli()))
                .collect(Collectors.joining(","));
    }

    private static SlidingWindow read(String taken) {
        return new SlidingWindow(Stream.of(taken.split(","))
                .filter(at -> !at.isEmpty())
                .map(at -> Instant.ofEpochMilli(Long.parseLong(at)))
                .toList());
    }
}
