package org.postroom.ticket;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.postroom.storage.Transaction;

final class JdbiEraserStore implements TicketEraser {
    /** In an order in which no row is left that refers to one that is gone. */
    private static final List<String> STATEMENTS = List.of(
            "DELETE FROM draft_file WHERE draft_id IN (SELECT id FROM draft WHERE ticket_id = :ticket)",
            "DELETE FROM draft WHERE ticket_id = :ticket",
            "DELETE FROM ticket_seen WHERE ticket_id = :ticket",
            "DELETE FROM presence WHERE ticket_id = :ticket",
            "DELETE FROM ticket_share WHERE ticket_id = :ticket",
            "DELETE FROM ticket_related WHERE ticket_id = :ticket",
            "DELETE FROM ticket_related WHERE other_id = :ticket",
            "DELETE FROM attachment WHERE article_id IN (SELECT id FROM article WHERE ticket_id = :ticket)",
            "DELETE FROM article WHERE ticket_id = :ticket",
            "DELETE FROM history WHERE ticket_id = :ticket",
            "DELETE FROM participant WHERE ticket_id = :ticket",
            "DELETE FROM ticket WHERE id = :ticket");

    @Override
    public Set<Long> erase(Transaction transaction, TicketId ticket) {
        Set<Long> raws = new HashSet<>(rawsOf(
                transaction, "SELECT raw_id FROM article WHERE ticket_id = :ticket AND raw_id IS NOT NULL", ticket));
        raws.addAll(rawsOf(
                transaction,
                "SELECT raw_id FROM draft_file WHERE draft_id IN (SELECT id FROM draft WHERE ticket_id = :ticket)",
                ticket));
        JdbiWordStore.remove(transaction, ticket);
        STATEMENTS.forEach(statement -> transaction
                .handle()
                .createUpdate(statement)
                .bind("ticket", ticket.value())
                .execute());
        return raws;
    }

    private static List<Long> rawsOf(Transaction transaction, String query, TicketId ticket) {
        return transaction
                .handle()
                .createQuery(query)
                .bind("ticket", ticket.value())
                .mapTo(Long.class)
                .list();
    }

    @Override
    public Set<Long> inUse(Transaction transaction, Set<Long> raws) {
        return raws.isEmpty()
                ? Set.of()
                : transaction
                        .handle()
                        .createQuery("SELECT raw_id FROM article WHERE raw_id IN (<raws>)"
                                + " UNION SELECT raw_id FROM draft_file WHERE raw_id IN (<raws>)")
                        .bindList("raws", raws)
                        .mapTo(Long.class)
                        .collectIntoSet();
    }
}
