package org.postroom.conversation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.postroom.mail.MessageId;
import org.postroom.storage.Ids;
import org.postroom.storage.Transaction;
import org.postroom.ticket.TicketId;

final class JdbiThreadIndexStore implements ThreadIndex {
    private final Ids ids;

    JdbiThreadIndexStore(Ids ids) {
        this.ids = ids;
    }

    private record Entry(MessageId id, TicketId ticket) {}

    @Override
    public void add(Transaction transaction, MessageId id, TicketId ticket, Origin origin) {
        transaction
                .handle()
                .createUpdate("INSERT INTO thread_ref (id, id_hash, message_id, ticket_id, origin)"
                        + " VALUES (:id, :hash, :messageId, :ticket, :origin)")
                .bind("id", ids.next())
                .bind("hash", id.hash())
                .bind("messageId", id.value())
                .bind("ticket", ticket.value())
                .bind("origin", origin.name().toLowerCase(Locale.ROOT))
                .execute();
    }

    @Override
    public void moveAll(Transaction transaction, TicketId from, TicketId to) {
        transaction
                .handle()
                .createUpdate("UPDATE thread_ref SET ticket_id = :to WHERE ticket_id = :from")
                .bind("from", from.value())
                .bind("to", to.value())
                .execute();
    }

    @Override
    public void move(Transaction transaction, TicketId from, Collection<MessageId> ids, TicketId to) {
        ids.forEach(id -> transaction
                .handle()
                .createUpdate("UPDATE thread_ref SET ticket_id = :to"
                        + " WHERE ticket_id = :from AND id_hash = :hash AND message_id = :messageId")
                .bind("from", from.value())
                .bind("to", to.value())
                .bind("hash", id.hash())
                .bind("messageId", id.value())
                .execute());
    }

    @Override
    public Map<MessageId, List<TicketId>> ticketsOf(Transaction transaction, List<MessageId> wanted) {
        if (wanted.isEmpty()) {
            return Map.of();
        }
        Set<Long> hashes = wanted.stream().map(MessageId::hash).collect(Collectors.toSet());
        Map<MessageId, List<TicketId>> found = new LinkedHashMap<>();
        transaction
                .handle()
                .createQuery(
                        "SELECT message_id, ticket_id FROM thread_ref WHERE id_hash IN (<hashes>) ORDER BY id DESC")
                .bindList("hashes", List.copyOf(hashes))
                .map((row, _) ->
                        new Entry(new MessageId(row.getString("message_id")), new TicketId(row.getLong("ticket_id"))))
                .filter(entry -> wanted.contains(entry.id()))
                .forEach(entry -> note(found, entry));
        return found;
    }

    private static void note(Map<MessageId, List<TicketId>> found, Entry entry) {
        List<TicketId> tickets = found.computeIfAbsent(entry.id(), _ -> new ArrayList<>());
        if (!tickets.contains(entry.ticket())) {
            tickets.add(entry.ticket());
        }
    }

    @Override
    public void forget(Transaction transaction, TicketId ticket) {
        transaction.handle().execute("DELETE FROM thread_ref WHERE ticket_id = ?", ticket.value());
    }
}
