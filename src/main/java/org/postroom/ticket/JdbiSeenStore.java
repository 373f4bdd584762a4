package org.postroom.ticket;

import java.time.Instant;
import java.util.Optional;
import org.postroom.agent.AgentId;
import org.postroom.storage.Transaction;

final class JdbiSeenStore implements SeenStore {
    @Override
    public void seen(Transaction transaction, AgentId agent, TicketId ticket, Instant at) {
        if (!moveOn(transaction, agent, ticket, at)
                && !transaction.insertIfAbsent(() -> insert(transaction, agent, ticket, at))) {
            // There by now, in a window opened at the same time, or with a later look, which stays
            moveOn(transaction, agent, ticket, at);
        }
    }

    private static boolean moveOn(Transaction transaction, AgentId agent, TicketId ticket, Instant at) {
        return transaction
                        .handle()
                        .createUpdate("UPDATE ticket_seen SET seen_at = :at"
                                + " WHERE ticket_id = :ticket AND agent = :agent AND seen_at < :at")
                        .bind("ticket", ticket.value())
                        .bind("agent", agent.value())
                        .bind("at", at)
                        .execute()
                > 0;
    }

    private static void insert(Transaction transaction, AgentId agent, TicketId ticket, Instant at) {
        transaction
                .handle()
                .createUpdate("INSERT INTO ticket_seen (ticket_id, agent, seen_at) VALUES (:ticket, :agent, :at)")
                .bind("ticket", ticket.value())
                .bind("agent", agent.value())
                .bind("at", at)
                .execute();
    }

    @Override
    public Optional<Instant> lastSeen(Transaction transaction, AgentId agent, TicketId ticket) {
        return transaction
                .handle()
                .createQuery("SELECT seen_at FROM ticket_seen WHERE ticket_id = :ticket AND agent = :agent")
                .bind("ticket", ticket.value())
                .bind("agent", agent.value())
                .mapTo(Instant.class)
                .findOne();
    }
}
