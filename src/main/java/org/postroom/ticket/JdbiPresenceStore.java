package org.postroom.ticket;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.statement.Update;
import org.postroom.agent.AgentId;
import org.postroom.storage.Transaction;

final class JdbiPresenceStore implements PresenceStore {
    @Override
    public void note(Transaction transaction, TicketId ticket, AgentId agent, boolean writing, Instant until) {
        Note note = new Note(ticket, agent, writing, until);
        if (!note.update(transaction) && !transaction.insertIfAbsent(() -> note.insert(transaction))) {
            note.update(transaction);
        }
    }

    @Override
    public List<Present> present(Transaction transaction, TicketId ticket, Instant now) {
        return transaction
                .handle()
                .createQuery("SELECT agent, writing FROM presence WHERE ticket_id = :ticket AND until_at > :now"
                        + " ORDER BY agent")
                .bind("ticket", ticket.value())
                .bind("now", now)
                .map((row, _) -> new Present(new AgentId(row.getString("agent")), row.getInt("writing") != 0))
                .list();
    }

    @Override
    public int sweep(Transaction transaction, Instant now) {
        return transaction
                .handle()
                .createUpdate("DELETE FROM presence WHERE until_at <= :now")
                .bind("now", now)
                .execute();
    }

    private record Note(TicketId ticket, AgentId agent, boolean writing, Instant until) {
        boolean update(Transaction transaction) {
            return execute(
                    transaction,
                    "UPDATE presence SET writing = :writing, until_at = :until"
                            + " WHERE ticket_id = :ticket AND agent = :agent");
        }

        void insert(Transaction transaction) {
            execute(
                    transaction,
                    "INSERT INTO presence (ticket_id, agent, writing, until_at)"
                            + " VALUES (:ticket, :agent, :writing, :until)");
        }

        private boolean execute(Transaction transaction, String sql) {
            Update update = transaction
                    .handle()
                    .createUpdate(sql)
                    .bind("ticket", ticket.value())
                    .bind("agent", agent.value())
                    .bind("writing", writing)
                    .bind("until", until);
            return update.execute() > 0;
        }
    }
}
