package org.postroom.storm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.mapper.RowMapper;
import org.postroom.agent.DepartmentId;
import org.postroom.autoreply.Limit;
import org.postroom.storage.Ids;
import org.postroom.storage.Transaction;
import org.postroom.storm.WithheldAnswer.State;
import org.postroom.storm.WithheldAnswer.Wish;
import org.postroom.ticket.TicketId;

final class JdbiStormStore implements StormStore {
    private static final int TRIES = 3;
    private static final RowMapper<Storm> STORM = (row, _) -> new Storm(
            new StormId(row.getLong("id")),
            new Limit(row.getString("breaker"), row.getInt("most"), Duration.ofMillis(row.getLong("window_ms"))),
            Instant.ofEpochMilli(row.getLong("opened_at")),
            Instant.ofEpochMilli(row.getLong("last_at")),
            row.getLong("withheld"),
            row.getInt("told") == 1,
            end(row));

    private final Ids ids;
    private final JdbiWithheldStore answers;

    JdbiStormStore(Ids ids) {
        this.ids = ids;
        this.answers = new JdbiWithheldStore(ids);
    }

    private static Optional<Storm.End> end(ResultSet row) throws SQLException {
        long at = row.getLong("closed_at");
        return row.wasNull()
                ? Optional.empty()
                : Optional.of(new Storm.End(Instant.ofEpochMilli(at), Optional.ofNullable(row.getString("closed_by"))));
    }

    @Override
    public Storm withheld(Transaction transaction, Limit breaker, Wish wish, Instant now) {
        beginOrGoOn(transaction, breaker, now);
        Storm storm = transaction
                .handle()
                .createQuery("SELECT * FROM storm WHERE open_breaker = :breaker")
                .bind("breaker", breaker.key())
                .map(STORM)
                .one();
        answers.add(transaction, storm.id(), wish, now);
        return storm;
    }

    /** Another node may begin it, and an operator end it, between looking and writing. */
    private void beginOrGoOn(Transaction transaction, Limit breaker, Instant now) {
        for (int i = 0; i < TRIES; i++) {
            if (goOn(transaction, breaker, now) || begin(transaction, breaker, now)) {
                return;
            }
        }
        throw new IllegalStateException("The storm " + breaker.key() + " begins and ends all the time");
    }

    private static boolean goOn(Transaction transaction, Limit breaker, Instant now) {
        return transaction
                        .handle()
                        .createUpdate("UPDATE storm SET withheld = withheld + 1, last_at = :now"
                                + " WHERE open_breaker = :breaker")
                        .bind("now", now)
                        .bind("breaker", breaker.key())
                        .execute()
                == 1;
    }

    private boolean begin(Transaction transaction, Limit breaker, Instant now) {
        return transaction.insertIfAbsent(() -> transaction
                .handle()
                .createUpdate("""
                        INSERT INTO storm (id, breaker, open_breaker, most, window_ms, opened_at, last_at, withheld, told)
                        VALUES (:id, :breaker, :breaker, :most, :window, :now, :now, 1, 0)""")
                .bind("id", ids.next())
                .bind("breaker", breaker.key())
                .bind("most", breaker.most())
                .bind("window", breaker.window().toMillis())
                .bind("now", now)
                .execute());
    }

    @Override
    public void told(Transaction transaction, StormId id) {
        transaction.handle().execute("UPDATE storm SET told = 1 WHERE id = ?", id.value());
    }

    @Override
    public Set<String> active(Transaction transaction, Collection<String> breakers, Instant since) {
        return breakers.isEmpty()
                ? Set.of()
                : Set.copyOf(transaction
                        .handle()
                        .createQuery("SELECT open_breaker FROM storm WHERE open_breaker IN (<breakers>)"
                                + " AND last_at >= :since")
                        .bindList("breakers", List.copyOf(breakers))
                        .bind("since", since)
                        .mapTo(String.class)
                        .list());
    }

    @Override
    public List<Storm> open(Transaction transaction, int most) {
        return transaction
                .handle()
                .createQuery("SELECT * FROM storm WHERE open_breaker IS NOT NULL"
                        + " ORDER BY CASE WHEN (breaker LIKE 'address:%' OR breaker LIKE 'same-text:%')"
                        + " AND withheld < :loud THEN 1 ELSE 0 END, id DESC LIMIT :most")
                .bind("loud", Storm.LOUD_IF_NARROW)
                .bind("most", most)
                .map(STORM)
                .list();
    }

    @Override
    public List<Storm> calm(Transaction transaction, Instant since, int most) {
        return transaction
                .handle()
                .createQuery("SELECT * FROM storm WHERE open_breaker IS NOT NULL AND last_at < :since"
                        + " ORDER BY id LIMIT :most")
                .bind("since", since)
                .bind("most", most)
                .map(STORM)
                .list();
    }

    @Override
    public List<Storm> over(Transaction transaction, int most) {
        return transaction
                .handle()
                .createQuery("SELECT * FROM storm WHERE closed_at IS NOT NULL ORDER BY closed_at DESC LIMIT :most")
                .bind("most", most)
                .map(STORM)
                .list();
    }

    @Override
    public Optional<Storm> find(Transaction transaction, StormId id) {
        return transaction
                .handle()
                .createQuery("SELECT * FROM storm WHERE id = :id")
                .bind("id", id.value())
                .map(STORM)
                .findOne();
    }

    @Override
    public Optional<Storm> latest(Transaction transaction, String breaker) {
        return transaction
                .handle()
                .createQuery("SELECT * FROM storm WHERE breaker = :breaker ORDER BY opened_at DESC, id DESC LIMIT 1")
                .bind("breaker", breaker)
                .map(STORM)
                .findOne();
    }

    @Override
    public boolean close(Transaction transaction, StormId id, Instant calmSince, Instant now, Optional<String> by) {
        return transaction
                        .handle()
                        .createUpdate("UPDATE storm SET open_breaker = NULL, closed_at = :now, closed_by = :by"
                                + " WHERE id = :id AND open_breaker IS NOT NULL AND last_at < :since")
                        .bind("now", now)
                        .bind("by", by.orElse(null))
                        .bind("id", id.value())
                        .bind("since", calmSince)
                        .execute()
                == 1;
    }

    @Override
    public List<WithheldAnswer> withheld(
            Transaction transaction, StormId id, Optional<Set<DepartmentId>> departments, long after, int most) {
        return answers.of(transaction, id, departments, after, most);
    }

    @Override
    public boolean concerns(Transaction transaction, StormId id, Set<DepartmentId> departments) {
        return !answers.of(transaction, id, Optional.of(departments), 0, 1).isEmpty();
    }

    @Override
    public int decide(Transaction transaction, StormId id, State state) {
        return answers.decide(transaction, id, state);
    }

    @Override
    public List<WithheldAnswer> released(Transaction transaction, long after, int most) {
        return answers.released(transaction, after, most);
    }

    @Override
    public boolean lockReleased(Transaction transaction, long answer) {
        return answers.lockReleased(transaction, answer);
    }

    @Override
    public boolean settle(Transaction transaction, long answer, State state) {
        return answers.settle(transaction, answer, state);
    }

    @Override
    public Counts counts(Transaction transaction) {
        return transaction
                .handle()
                .createQuery("SELECT COUNT(*) AS storms, COALESCE(SUM(withheld), 0) AS answers FROM storm"
                        + " WHERE open_breaker IS NOT NULL")
                .map((row, _) -> new Counts(row.getInt("storms"), row.getLong("answers")))
                .one();
    }

    @Override
    public int forget(Transaction transaction, Instant before, int most) {
        int gone = answers.forgetEnded(transaction, before, most);
        return gone
                + transaction
                        .handle()
                        .createUpdate("DELETE FROM storm WHERE closed_at < :before AND NOT EXISTS"
                                + " (SELECT 1 FROM withheld_answer WHERE storm_id = storm.id)")
                        .bind("before", before)
                        .execute();
    }

    @Override
    public void forget(Transaction transaction, TicketId ticket) {
        answers.forget(transaction, ticket);
    }
}
