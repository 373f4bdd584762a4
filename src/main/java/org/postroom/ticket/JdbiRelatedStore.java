package org.postroom.ticket;

import java.time.Instant;
import java.util.List;
import org.postroom.storage.Transaction;
import org.postroom.ticket.TicketStore.Related;

/** Keeps which tickets are linked with which, each link in both directions. */
final class JdbiRelatedStore {
    private JdbiRelatedStore() {}

    static void relate(Transaction transaction, TicketId one, TicketId other, String reason, Instant at) {
        if (!one.equals(other)) {
            insertLink(transaction, one, new Related(other, reason, at));
            insertLink(transaction, other, new Related(one, reason, at));
        }
    }

    private static void insertLink(Transaction transaction, TicketId from, Related to) {
        transaction.insertIfAbsent(() -> transaction
                .handle()
                .createUpdate("INSERT INTO ticket_related (ticket_id, other_id, reason, linked_at)"
                        + " VALUES (:ticket, :other, :reason, :at)")
                .bind("ticket", from.value())
                .bind("other", to.ticket().value())
                .bind("reason", to.reason())
                .bind("at", to.at().toEpochMilli())
                .execute());
    }

    static void unrelate(Transaction transaction, TicketId one, TicketId other) {
        transaction
                .handle()
                .createUpdate("DELETE FROM ticket_related WHERE (ticket_id = :one AND other_id = :other)"
                        + " OR (ticket_id = :other AND other_id = :one)")
                .bind("one", one.value())
                .bind("other", other.value())
                .execute();
    }

    static List<Related> related(Transaction transaction, TicketId ticket) {
        return transaction
                .handle()
                .createQuery("SELECT other_id, reason, linked_at FROM ticket_related WHERE ticket_id = :ticket"
                        + " ORDER BY linked_at, other_id")
                .bind("ticket", ticket.value())
                .map((row, _) -> new Related(
                        new TicketId(row.getLong("other_id")),
                        row.getString("reason"),
                        Instant.ofEpochMilli(row.getLong("linked_at"))))
                .list();
    }
}
