package org.postroom.intake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.postroom.storage.Transaction;
import org.postroom.ticket.TicketId;

final class JdbiReceiptEraserStore implements ReceiptEraser {
    @Override
    public Set<Long> erase(Transaction transaction, TicketId ticket, String trace) {
        Map<Long, Long> raws = new HashMap<>();
        // Those whose article went to another ticket are that one's, whatever the receipt says
        raws.putAll(rawsOf(
                transaction,
                "SELECT id, raw_id FROM receipt WHERE ticket_id = :ticket AND NOT EXISTS (SELECT 1 FROM article"
                        + " WHERE article.id = receipt.article_id AND article.ticket_id <> :ticket)",
                ticket));
        raws.putAll(rawsOf(
                transaction,
                "SELECT receipt.id AS id, receipt.raw_id AS raw_id FROM article JOIN receipt"
                        + " ON receipt.id = article.receipt_id AND receipt.article_id = article.id"
                        + " WHERE article.ticket_id = :ticket",
                ticket));
        if (!raws.isEmpty()) {
            transaction
                    .handle()
                    .createUpdate("UPDATE receipt SET ticket_id = NULL, article_id = NULL, fault = NULL, trace = :trace"
                            + " WHERE id IN (<ids>)")
                    .bind("trace", trace)
                    .bindList("ids", List.copyOf(raws.keySet()))
                    .execute();
        }
        return Set.copyOf(raws.values());
    }

    private static Map<Long, Long> rawsOf(Transaction transaction, String query, TicketId ticket) {
        return transaction
                .handle()
                .createQuery(query)
                .bind("ticket", ticket.value())
                .map((row, _) -> Map.entry(row.getLong("id"), row.getLong("raw_id")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public boolean hasOpen(Transaction transaction, TicketId ticket) {
        return transaction
                .handle()
                .createQuery("SELECT id FROM receipt WHERE ticket_id = :ticket AND state <> 'done'"
                        // Merged into it, or moved to it
                        + " UNION ALL SELECT receipt.id FROM article JOIN receipt ON receipt.id = article.receipt_id"
                        + " AND receipt.article_id = article.id"
                        + " WHERE article.ticket_id = :ticket AND receipt.state <> 'done'")
                .bind("ticket", ticket.value())
                .mapTo(Long.class)
                .findFirst()
                .isPresent();
    }

    @Override
    public Set<Long> inUse(Transaction transaction, Set<Long> raws) {
        return raws.isEmpty()
                ? Set.of()
                : transaction
                        .handle()
                        .createQuery("SELECT raw_id FROM receipt WHERE raw_id IN (<raws>)")
                        .bindList("raws", raws)
                        .mapTo(Long.class)
                        .collectIntoSet();
    }
}
