package org.postroom.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.postroom.agent.AgentId;
import org.postroom.mail.Attachment;
import org.postroom.storage.Ids;
import org.postroom.storage.RawStore;
import org.postroom.storage.Transaction;
import org.postroom.ticket.ArticleId;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.Way;

final class JdbiPlannedStore implements PlannedStore {
    private static final String SELECT = "SELECT id, ticket_id, agent, way, kind, state, planned_at, due_at, asked_at,"
            + " settled_at, seen_article, receipt_id, acts, body, copies, reasons FROM planned_answer WHERE ";
    private static final String OPEN = "state IN ('waiting', 'held')";
    private static final RowMapper<PlannedAnswer> ROW = (row, _) -> answer(row);

    private final Ids ids;
    private final JdbiPlannedFileStore files;

    JdbiPlannedStore(Ids ids, RawStore raws) {
        this.ids = ids;
        this.files = new JdbiPlannedFileStore(ids, raws);
    }

    @Override
    public PlannedAnswer add(
            Transaction transaction,
            PlannedAnswer.Sender sender,
            PlannedAnswer.Timing timing,
            PlannedAnswer.Content content,
            List<Attachment> attached,
            Instant now) {
        PlannedAnswer added = new PlannedAnswer(
                ids.next(),
                sender,
                timing,
                new PlannedAnswer.Times(now, Optional.empty(), Optional.empty()),
                content,
                PlannedAnswer.State.WAITING);
        insert(transaction, added);
        attached.forEach(file -> files.add(transaction, added.id(), file));
        return added;
    }

    private static void insert(Transaction transaction, PlannedAnswer answer) {
        PlannedAnswer.Content content = answer.content();
        transaction
                .handle()
                .createUpdate("INSERT INTO planned_answer (id, ticket_id, agent, way, kind, state, planned_at, due_at,"
                        + " seen_article, receipt_id, acts, body, copies, reasons) VALUES (:id, :ticket, :agent, :way,"
                        + " :kind, :state, :planned, :due, :seen, :receipt, :acts, :body, :copies, '')")
                .bind("id", answer.id())
                .bind("ticket", answer.sender().ticket().value())
                .bind("agent", answer.sender().agent().value())
                .bind("way", answer.sender().way().word())
                .bind("kind", answer.timing().kind().word())
                .bind("state", answer.state().word())
                .bind("planned", answer.times().planned())
                .bind("due", answer.timing().due())
                .bind("seen", content.seen().value())
                .bind("receipt", content.receipt())
                .bind("acts", lines(content.acts()))
                .bind("body", content.text())
                .bind("copies", CopyLines.write(content.cc()))
                .execute();
    }

    @Override
    public Optional<PlannedAnswer> find(Transaction transaction, long id) {
        return transaction
                .handle()
                .createQuery(SELECT + "id = :id")
                .bind("id", id)
                .map(ROW)
                .findOne();
    }

    @Override
    public Optional<PlannedAnswer> lock(Transaction transaction, long id) {
        return transaction
                .handle()
                .createQuery(SELECT + "id = :id" + transaction.dialect().forUpdate())
                .bind("id", id)
                .map(ROW)
                .findOne()
                .filter(PlannedAnswer::isOpen);
    }

    @Override
    public List<PlannedAnswer.File> files(Transaction transaction, long id) {
        return files.of(transaction, id);
    }

    @Override
    public List<Attachment> attachments(Transaction transaction, long id) {
        return files.attachments(transaction, id);
    }

    @Override
    public List<Long> due(Transaction transaction, Instant now, int most) {
        return transaction
                .handle()
                .createQuery(
                        "SELECT id FROM planned_answer WHERE state = 'waiting'"
                                + " AND (due_at <= :now OR (kind = 'undo' AND due_at > :horizon)) ORDER BY due_at, id LIMIT :most")
                .bind("now", now)
                .bind("horizon", now.plus(PlannedAnswer.FARTHEST_UNDO))
                .bind("most", most)
                .mapTo(Long.class)
                .list();
    }

    @Override
    public Optional<Instant> nextDue(Transaction transaction) {
        return transaction
                .handle()
                .createQuery("SELECT due_at FROM planned_answer WHERE state = 'waiting' ORDER BY due_at LIMIT 1")
                .mapTo(Instant.class)
                .findOne();
    }

    @Override
    public List<PlannedAnswer> ofTicket(Transaction transaction, TicketId ticket) {
        return transaction
                .handle()
                .createQuery(SELECT + "ticket_id = :ticket AND " + OPEN + " ORDER BY id")
                .bind("ticket", ticket.value())
                .map(ROW)
                .list();
    }

    @Override
    public List<PlannedAnswer> ofAgent(Transaction transaction, AgentId agent) {
        return transaction
                .handle()
                .createQuery(SELECT + "agent = :agent AND " + OPEN + " ORDER BY due_at, id")
                .bind("agent", agent.value())
                .map(ROW)
                .list();
    }

    @Override
    public int count(Transaction transaction, AgentId agent) {
        return transaction
                .handle()
                .createQuery("SELECT COUNT(*) FROM planned_answer WHERE agent = :agent AND " + OPEN)
                .bind("agent", agent.value())
                .mapTo(Integer.class)
                .one();
    }

    @Override
    public List<PlannedAnswer> leaving(Transaction transaction, AgentId agent, int most) {
        return transaction
                .handle()
                .createQuery(SELECT + "agent = :agent AND state = 'waiting' AND kind = 'undo' ORDER BY due_at, id"
                        + " LIMIT :most")
                .bind("agent", agent.value())
                .bind("most", most)
                .map(ROW)
                .list();
    }

    @Override
    public List<PlannedAnswer> asked(Transaction transaction, TicketId ticket, AgentId agent) {
        return transaction
                .handle()
                .createQuery(SELECT + "ticket_id = :ticket AND agent = :agent AND asked_at IS NOT NULL ORDER BY id")
                .bind("ticket", ticket.value())
                .bind("agent", agent.value())
                .map(ROW)
                .list();
    }

    @Override
    public void moveAll(Transaction transaction, TicketId from, TicketId to) {
        transaction
                .handle()
                .createUpdate("UPDATE planned_answer SET ticket_id = :to WHERE ticket_id = :from")
                .bind("from", from.value())
                .bind("to", to.value())
                .execute();
    }

    @Override
    public void asked(Transaction transaction, long id, Instant asked) {
        transaction
                .handle()
                .createUpdate("UPDATE planned_answer SET asked_at = :asked WHERE id = :id")
                .bind("asked", asked)
                .bind("id", id)
                .execute();
    }

    @Override
    public void hold(Transaction transaction, long id, List<String> reasons) {
        transaction
                .handle()
                .createUpdate("UPDATE planned_answer SET state = 'held', reasons = :reasons"
                        + " WHERE id = :id AND state IN ('waiting', 'held')")
                .bind(
                        "reasons",
                        lines(reasons.stream()
                                .map(reason -> reason.replaceAll("\\s+", " "))
                                .toList()))
                .bind("id", id)
                .execute();
    }

    @Override
    public void postpone(Transaction transaction, long id, Instant due) {
        transaction
                .handle()
                .createUpdate("UPDATE planned_answer SET due_at = :due WHERE id = :id AND state = 'waiting'")
                .bind("due", due)
                .bind("id", id)
                .execute();
    }

    @Override
    public void settle(Transaction transaction, long id, PlannedAnswer.State end, Instant now) {
        files.drop(transaction, id);
        int settled = transaction
                .handle()
                .createUpdate("UPDATE planned_answer SET state = :state, settled_at = :now, acts = '', body = '',"
                        + " copies = '', reasons = '' WHERE id = :id AND state IN ('waiting', 'held')")
                .bind("state", end.word())
                .bind("now", now)
                .bind("id", id)
                .execute();
        if (settled != 1) {
            throw new IllegalStateException("Planned answer " + id + " was settled by somebody else");
        }
    }

    @Override
    public int sweep(Transaction transaction, Instant before) {
        return transaction
                .handle()
                .createUpdate("DELETE FROM planned_answer WHERE settled_at < :before")
                .bind("before", before)
                .execute();
    }

    private static PlannedAnswer answer(ResultSet row) throws SQLException {
        return new PlannedAnswer(
                row.getLong("id"),
                new PlannedAnswer.Sender(
                        new AgentId(row.getString("agent")),
                        new TicketId(row.getLong("ticket_id")),
                        Way.ofWord(row.getString("way"))),
                new PlannedAnswer.Timing(
                        PlannedAnswer.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        Instant.ofEpochMilli(row.getLong("due_at"))),
                new PlannedAnswer.Times(
                        Instant.ofEpochMilli(row.getLong("planned_at")),
                        number(row, "asked_at").map(Instant::ofEpochMilli),
                        number(row, "settled_at").map(Instant::ofEpochMilli)),
                new PlannedAnswer.Content(
                        row.getString("body"),
                        CopyLines.read(row.getString("copies")),
                        row.getString("acts").lines().toList(),
                        number(row, "receipt_id"),
                        new ArticleId(row.getLong("seen_article")),
                        row.getString("reasons").lines().toList()),
                PlannedAnswer.State.ofWord(row.getString("state")));
    }

    private static Optional<Long> number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(number);
    }

    private static String lines(List<String> lines) {
        return String.join("\n", lines);
    }

    @Override
    public void forget(Transaction transaction, TicketId ticket) {
        transaction
                .handle()
                .execute("DELETE FROM planned_answer WHERE ticket_id = ? AND settled_at IS NOT NULL", ticket.value());
    }
}
