package org.postroom.intake;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.statement.Update;
import org.postroom.agent.DepartmentId;
import org.postroom.storage.Transaction;
import org.postroom.ticket.TicketId;

final class JdbiFloodStore implements FloodStore {
    @Override
    public Optional<Flood> lock(Transaction transaction, DepartmentId department, String sender) {
        return transaction
                .handle()
                .createQuery("SELECT ticket_id, last_at, mails FROM flood"
                        + " WHERE department = :department AND sender = :sender"
                        + transaction.dialect().forUpdate())
                .bind("department", department.value())
                .bind("sender", sender)
                .map((row, _) -> new Flood(
                        new TicketId(row.getLong("ticket_id")),
                        Instant.ofEpochMilli(row.getLong("last_at")),
                        row.getLong("mails")))
                .findOne();
    }

    @Override
    public void begin(Transaction transaction, DepartmentId department, String sender, TicketId ticket, Instant now) {
        boolean first = transaction.insertIfAbsent(() -> bound(
                        transaction
                                .handle()
                                .createUpdate("INSERT INTO flood (department, sender, ticket_id, began_at, last_at,"
                                        + " mails) VALUES (:department, :sender, :ticket, :now, :now, 1)"),
                        department,
                        sender,
                        now)
                .bind("ticket", ticket.value())
                .execute());
        if (!first) {
            bound(
                            transaction
                                    .handle()
                                    .createUpdate("UPDATE flood SET ticket_id = :ticket, began_at = :now,"
                                            + " last_at = :now, mails = 1"
                                            + " WHERE department = :department AND sender = :sender"),
                            department,
                            sender,
                            now)
                    .bind("ticket", ticket.value())
                    .execute();
        }
    }

    @Override
    public void add(Transaction transaction, DepartmentId department, String sender, Instant now) {
        bound(
                        transaction
                                .handle()
                                .createUpdate("UPDATE flood SET mails = mails + 1, last_at = :now"
                                        + " WHERE department = :department AND sender = :sender"),
                        department,
                        sender,
                        now)
                .execute();
    }

    private static Update bound(Update update, DepartmentId department, String sender, Instant now) {
        return update.bind("department", department.value())
                .bind("sender", sender)
                .bind("now", now);
    }

    @Override
    public int forgetBefore(Transaction transaction, Instant before) {
        return transaction
                .handle()
                .createUpdate("DELETE FROM flood WHERE last_at < :before")
                .bind("before", before)
                .execute();
    }

    @Override
    public void forget(Transaction transaction, TicketId ticket) {
        transaction.handle().execute("DELETE FROM flood WHERE ticket_id = ?", ticket.value());
    }
}
