package org.postroom.ticket;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.postroom.storage.Ids;
import org.postroom.storage.Transaction;

final class JdbiHistoryStore implements HistoryStore {
    private final Ids ids;

    JdbiHistoryStore(Ids ids) {
        this.ids = ids;
    }

    @Override
    public HistoryLine add(
            Transaction transaction,
            TicketId ticket,
            TicketEvent event,
            Instant at,
            Optional<ArticleId> article,
            Map<String, String> more) {
        EventWords words = EventWords.of(event);
        Map<String, String> data = new TreeMap<>(words.data());
        data.putAll(more);
        HistoryLine line =
                new HistoryLine(ids.next(), ticket, at, event.by(), article, words.kind(), words.detail(), data);
        insert(transaction, line);
        return line;
    }

    private static void insert(Transaction transaction, HistoryLine line) {
        ActorColumns actor = ActorColumns.of(line.by().actor());
        transaction
                .handle()
                .createUpdate(
                        "INSERT INTO history (id, ticket_id, happened_at, actor_kind, actor, way, article_id, kind,"
                                + " detail, data) VALUES (:id, :ticket, :at, :actorKind, :actor, :way, :article, :kind, :detail,"
                                + " :data)")
                .bind("id", line.id())
                .bind("ticket", line.ticket().value())
                .bind("at", line.at().toEpochMilli())
                .bind("actorKind", actor.kind())
                .bind("actor", actor.who())
                .bind("way", line.by().way().word())
                .bind("article", line.article().map(ArticleId::value).orElse(null))
                .bind("kind", line.kind())
                .bind("detail", line.detail())
                .bind("data", FlatJson.write(line.data()))
                .execute();
    }

    @Override
    public List<HistoryLine> history(Transaction transaction, TicketId ticket) {
        return transaction
                .handle()
                .createQuery("SELECT id, ticket_id, happened_at, actor_kind, actor, way, article_id, kind, detail, data"
                        + " FROM history WHERE ticket_id = :ticket ORDER BY id")
                .bind("ticket", ticket.value())
                .map((row, _) -> line(row))
                .list();
    }

    @Override
    public long latest(Transaction transaction, TicketId ticket) {
        return transaction
                .handle()
                .createQuery("SELECT COALESCE(MAX(id), 0) FROM history WHERE ticket_id = :ticket")
                .bind("ticket", ticket.value())
                .mapTo(Long.class)
                .one();
    }

    private static HistoryLine line(ResultSet row) throws SQLException {
        long article = row.getLong("article_id");
        Optional<ArticleId> articleId = row.wasNull() ? Optional.empty() : Optional.of(new ArticleId(article));
        return new HistoryLine(
                row.getLong("id"),
                new TicketId(row.getLong("ticket_id")),
                Instant.ofEpochMilli(row.getLong("happened_at")),
                new By(
                        new ActorColumns(row.getString("actor_kind"), row.getString("actor")).actor(),
                        Way.ofWord(row.getString("way"))),
                articleId,
                row.getString("kind"),
                row.getString("detail"),
                FlatJson.read(row.getString("data")));
    }
}
