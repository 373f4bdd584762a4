package org.postroom.intake;

import java.util.Set;
import org.postroom.storage.Transaction;
import org.postroom.ticket.TicketId;

final class JdbiReceiptEraserStore implements ReceiptEraser {
    @Override
    public Set<Long> erase(Transaction transaction, TicketId ticket, String trace) {
        Set<Long> raws = transaction
                .handle()
                .createQuery("SELECT raw_id FROM receipt WHERE ticket_id = :ticket")
                .bind("ticket", ticket.value())
                .mapTo(Long.class)
                .collectIntoSet();
        transaction
                .handle()
                .createUpdate("UPDATE receipt SET ticket_id = NULL, article_id = NULL, fault = NULL, trace = :trace"
                        + " WHERE ticket_id = :ticket")
                .bind("trace", trace)
                .bind("ticket", ticket.value())
                .execute();
        return raws;
    }

    @Override
    public boolean hasOpen(Transaction transaction, TicketId ticket) {
        return transaction
                .handle()
                .createQuery("SELECT 1 FROM receipt WHERE ticket_id = :ticket AND state <> 'done'")
                .bind("ticket", ticket.value())
                .mapTo(Integer.class)
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
