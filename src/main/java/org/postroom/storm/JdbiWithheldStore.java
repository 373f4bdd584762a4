package org.postroom.storm;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.mapper.RowMapper;
import org.postroom.agent.DepartmentId;
import org.postroom.autoreply.Occasion;
import org.postroom.mail.EmailAddress;
import org.postroom.storage.Ids;
import org.postroom.storage.Transaction;
import org.postroom.storm.WithheldAnswer.State;
import org.postroom.storm.WithheldAnswer.Wish;
import org.postroom.ticket.TicketId;

/** The answers that storms held back, as rows. */
final class JdbiWithheldStore {
    private static final RowMapper<WithheldAnswer> ANSWER = (row, _) -> {
        long receipt = row.getLong("receipt_id");
        boolean none = row.wasNull();
        return new WithheldAnswer(
                row.getLong("id"),
                new StormId(row.getLong("storm_id")),
                Instant.ofEpochMilli(row.getLong("withheld_at")),
                new Wish(
                        EmailAddress.of(row.getString("recipient")),
                        new DepartmentId(row.getString("department")),
                        new TicketId(row.getLong("ticket_id")),
                        none ? Optional.empty() : Optional.of(receipt),
                        Occasion.valueOf(row.getString("occasion").toUpperCase(Locale.ROOT))),
                State.of(row.getString("state")));
    };

    private final Ids ids;

    JdbiWithheldStore(Ids ids) {
        this.ids = ids;
    }

    void add(Transaction transaction, StormId storm, Wish wish, Instant now) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO withheld_answer
                        (id, storm_id, withheld_at, recipient, department, ticket_id, receipt_id, occasion, state)
                        VALUES (:id, :storm, :now, :to, :department, :ticket, :receipt, :occasion, 'withheld')""")
                .bind("id", ids.next())
                .bind("storm", storm.value())
                .bind("now", now)
                .bind("to", wish.to().value())
                .bind("department", wish.department().value())
                .bind("ticket", wish.ticket().value())
                .bind("receipt", wish.receipt().orElse(null))
                .bind("occasion", wish.occasion().name().toLowerCase(Locale.ROOT))
                .execute();
    }

    List<WithheldAnswer> of(
            Transaction transaction, StormId storm, Optional<Set<DepartmentId>> departments, long after, int most) {
        if (departments.isPresent()) {
            return departments.get().isEmpty()
                    ? List.of()
                    : ofDepartments(transaction, storm, departments.get(), after, most);
        }
        return transaction
                .handle()
                .createQuery("SELECT * FROM withheld_answer WHERE storm_id = :storm AND id > :after"
                        + " ORDER BY id LIMIT :most")
                .bind("storm", storm.value())
                .bind("after", after)
                .bind("most", most)
                .map(ANSWER)
                .list();
    }

    private static List<WithheldAnswer> ofDepartments(
            Transaction transaction, StormId storm, Set<DepartmentId> departments, long after, int most) {
        return transaction
                .handle()
                .createQuery("SELECT * FROM withheld_answer WHERE storm_id = :storm AND id > :after"
                        + " AND department IN (<departments>) ORDER BY id LIMIT :most")
                .bind("storm", storm.value())
                .bind("after", after)
                .bindList(
                        "departments",
                        departments.stream().map(DepartmentId::value).toList())
                .bind("most", most)
                .map(ANSWER)
                .list();
    }

    int decide(Transaction transaction, StormId storm, State state) {
        return transaction
                .handle()
                .createUpdate(
                        "UPDATE withheld_answer SET state = :state WHERE storm_id = :storm AND state = 'withheld'")
                .bind("state", state.word())
                .bind("storm", storm.value())
                .execute();
    }

    List<WithheldAnswer> released(Transaction transaction, long after, int most) {
        return transaction
                .handle()
                .createQuery("SELECT * FROM withheld_answer WHERE state = 'released' AND id > :after"
                        + " ORDER BY id LIMIT :most")
                .bind("after", after)
                .bind("most", most)
                .map(ANSWER)
                .list();
    }

    boolean lockReleased(Transaction transaction, long answer) {
        return transaction
                .handle()
                .createQuery("SELECT 1 FROM withheld_answer WHERE id = :id AND state = 'released'"
                        + transaction.dialect().forUpdate())
                .bind("id", answer)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    boolean settle(Transaction transaction, long answer, State state) {
        return transaction
                        .handle()
                        .createUpdate("UPDATE withheld_answer SET state = :state WHERE id = :id AND state = 'released'")
                        .bind("state", state.word())
                        .bind("id", answer)
                        .execute()
                == 1;
    }

    int forgetEnded(Transaction transaction, Instant before, int most) {
        List<Long> old = transaction
                .handle()
                .createQuery("SELECT a.id FROM withheld_answer a JOIN storm s ON s.id = a.storm_id"
                        + " WHERE s.closed_at < :before LIMIT :most")
                .bind("before", before)
                .bind("most", most)
                .mapTo(Long.class)
                .list();
        return old.isEmpty()
                ? 0
                : transaction
                        .handle()
                        .createUpdate("DELETE FROM withheld_answer WHERE id IN (<ids>)")
                        .bindList("ids", old)
                        .execute();
    }

    void forget(Transaction transaction, TicketId ticket) {
        transaction.handle().execute("DELETE FROM withheld_answer WHERE ticket_id = ?", ticket.value());
    }
}
