package org.postroom.ticket;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.postroom.storage.Transaction;

final class JdbiMoveStore implements TicketMoves {
    private static final String DRAFT =
            "SELECT id, agent, kind, body, cc_line, save_no, deleted FROM draft" + " WHERE ticket_id = :ticket";

    @Override
    public void all(Transaction transaction, TicketId from, TicketId to, Instant now) {
        move(
                transaction,
                "UPDATE history SET ticket_id = :to WHERE ticket_id = :from AND article_id IS NOT NULL",
                from,
                to);
        move(transaction, "UPDATE article SET ticket_id = :to WHERE ticket_id = :from", from, to);
        looks(transaction, from, to);
        drafts(transaction, from, to, now);
    }

    @Override
    public void drafts(Transaction transaction, TicketId from, TicketId to, Instant now) {
        drafts(transaction, from).forEach(draft -> move(transaction, draft, to, now));
    }

    @Override
    public int articles(Transaction transaction, TicketId from, Collection<ArticleId> articles, TicketId to) {
        List<Long> ids = articles.stream().map(ArticleId::value).toList();
        if (ids.isEmpty()) {
            return 0;
        }
        some(
                transaction,
                "UPDATE history SET ticket_id = :to WHERE ticket_id = :from AND article_id IN (<ids>)",
                from,
                ids,
                to);
        return some(
                transaction,
                "UPDATE article SET ticket_id = :to WHERE ticket_id = :from AND id IN (<ids>)",
                from,
                ids,
                to);
    }

    private static void move(Transaction transaction, String update, TicketId from, TicketId to) {
        transaction
                .handle()
                .createUpdate(update)
                .bind("from", from.value())
                .bind("to", to.value())
                .execute();
    }

    private static int some(Transaction transaction, String update, TicketId from, List<Long> ids, TicketId to) {
        return transaction
                .handle()
                .createUpdate(update)
                .bind("from", from.value())
                .bind("to", to.value())
                .bindList("ids", ids)
                .execute();
    }

    private record Look(String agent, Instant at) {}

    private static void looks(Transaction transaction, TicketId from, TicketId to) {
        List<Look> looks = transaction
                .handle()
                .createQuery("SELECT agent, seen_at FROM ticket_seen WHERE ticket_id = :from")
                .bind("from", from.value())
                .map((row, _) -> new Look(row.getString("agent"), Instant.ofEpochMilli(row.getLong("seen_at"))))
                .list();
        looks.forEach(look -> transaction
                .handle()
                .createUpdate("UPDATE ticket_seen SET seen_at = :at"
                        + " WHERE ticket_id = :to AND agent = :agent AND seen_at > :at")
                .bind("to", to.value())
                .bind("agent", look.agent())
                .bind("at", look.at())
                .execute());
        transaction
                .handle()
                .createUpdate("DELETE FROM ticket_seen WHERE ticket_id = :from")
                .bind("from", from.value())
                .execute();
    }

    private record DraftOf(
            long id, String agent, String kind, String body, String cc, long saveNumber, boolean deleted) {}

    private static DraftOf draft(ResultSet row) throws SQLException {
        return new DraftOf(
                row.getLong("id"),
                row.getString("agent"),
                row.getString("kind"),
                row.getString("body"),
                row.getString("cc_line"),
                row.getLong("save_no"),
                row.getInt("deleted") != 0);
    }

    private static List<DraftOf> drafts(Transaction transaction, TicketId ticket) {
        return transaction
                .handle()
                .createQuery(DRAFT)
                .bind("ticket", ticket.value())
                .map((row, _) -> draft(row))
                .filter(draft -> !draft.deleted())
                .list();
    }

    private static void move(Transaction transaction, DraftOf draft, TicketId to, Instant now) {
        Optional<DraftOf> there = same(transaction, draft, to);
        if (there.isEmpty()) {
            transaction
                    .handle()
                    .createUpdate("UPDATE draft SET ticket_id = :to WHERE id = :id")
                    .bind("to", to.value())
                    .bind("id", draft.id())
                    .execute();
            return;
        }
        append(transaction, draft, there.get(), now);
        transaction
                .handle()
                .createUpdate("UPDATE draft_file SET draft_id = :to WHERE draft_id = :from")
                .bind("to", there.get().id())
                .bind("from", draft.id())
                .execute();
        transaction
                .handle()
                .createUpdate("DELETE FROM draft WHERE id = :id")
                .bind("id", draft.id())
                .execute();
    }

    private static Optional<DraftOf> same(Transaction transaction, DraftOf draft, TicketId to) {
        return transaction
                .handle()
                .createQuery(DRAFT + " AND agent = :agent AND kind = :kind")
                .bind("ticket", to.value())
                .bind("agent", draft.agent())
                .bind("kind", draft.kind())
                .map((row, _) -> draft(row))
                .findOne();
    }

    /** Later than every save from a page shown before, so that a window left open does not take the words away again. */
    private static void append(Transaction transaction, DraftOf draft, DraftOf there, Instant now) {
        boolean alone = there.deleted();
        transaction
                .handle()
                .createUpdate("UPDATE draft SET body = :body, cc_line = :cc, save_no = :saveNo, updated_at = :now,"
                        + " deleted = 0 WHERE id = :id")
                .bind("body", alone ? draft.body() : joined(there.body(), "\n\n", draft.body()))
                .bind("cc", alone ? draft.cc() : joined(there.cc(), ", ", draft.cc()))
                .bind("saveNo", Math.max(Math.max(draft.saveNumber(), there.saveNumber()), now.toEpochMilli()))
                .bind("now", now)
                .bind("id", there.id())
                .execute();
    }

    private static String joined(String first, String between, String second) {
        String ending = second.strip();
        if (first.strip().equals(ending) || first.strip().endsWith(between + ending)) {
            return first;
        }
        return first.isBlank() || second.isBlank() ? first + second : first + between + second;
    }
}
