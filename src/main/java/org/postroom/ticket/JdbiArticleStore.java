package org.postroom.ticket;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.postroom.agent.AgentId;
import org.postroom.mail.MessageId;
import org.postroom.storage.Ids;
import org.postroom.storage.Transaction;

final class JdbiArticleStore implements ArticleStore {
    private static final String FROM = " FROM article WHERE ";
    private static final String SELECT = "SELECT id, ticket_id, recorded_at, kind, visibility, actor_kind, actor, way,"
            + " addresses, subject, message_id, body, receipt_id, raw_id, formatted" + FROM;

    /** Bytes of text on one ticket, a hundred times what people write on the longest ones. */
    private static final long MUCH = 8L * 1024 * 1024;

    private static final int LONGEST_THEN = 10_000;
    private static final String REMARK =
            "\n\n[The rest is in the mail itself: this ticket holds too much text already.]";

    private final Ids ids;

    JdbiArticleStore(Ids ids) {
        this.ids = ids;
    }

    @Override
    public Article add(Transaction transaction, TicketId ticket, Article.Content content, Instant at) {
        boolean full = content.text().length() > LONGEST_THEN && bytesOn(transaction, ticket) > MUCH;
        Article.Content kept = full ? content.shortened(LONGEST_THEN, REMARK) : content;
        Article article = new Article(new ArticleId(ids.next()), ticket, at, kept);
        insert(transaction, article);
        insertFiles(transaction, article);
        return article;
    }

    private static long bytesOn(Transaction transaction, TicketId ticket) {
        return transaction
                .handle()
                .createQuery("SELECT COALESCE(SUM(OCTET_LENGTH(body)), 0) FROM article WHERE ticket_id = :ticket")
                .bind("ticket", ticket.value())
                .mapTo(Long.class)
                .one();
    }

    private static void insert(Transaction transaction, Article article) {
        Article.Content content = article.content();
        ActorColumns actor = ActorColumns.of(content.by().actor());
        transaction
                .handle()
                .createUpdate(
                        "INSERT INTO article (id, ticket_id, recorded_at, kind, visibility, actor_kind, actor, way,"
                                + " addresses, subject, message_id, body, receipt_id, raw_id, formatted) VALUES (:id, :ticket, :at, :kind,"
                                + " :visibility, :actorKind, :actor, :way, :addresses, :subject, :messageId, :body, :receipt, :raw, :formatted)")
                .bind("id", article.id().value())
                .bind("ticket", article.ticket().value())
                .bind("at", article.at().toEpochMilli())
                .bind("kind", word(content.kind()))
                .bind("visibility", word(content.visibility()))
                .bind("actorKind", actor.kind())
                .bind("actor", actor.who())
                .bind("way", content.by().way().word())
                .bind("addresses", AddressLines.write(content.addresses()))
                .bind("subject", content.subject())
                .bind("messageId", content.messageId().map(MessageId::value).orElse(null))
                .bind("body", content.text())
                .bind("receipt", content.source().receipt().orElse(null))
                .bind("raw", content.source().raw().orElse(null))
                .bind("formatted", content.source().formatted())
                .execute();
    }

    private static void insertFiles(Transaction transaction, Article article) {
        List<Article.AttachedFile> files = article.content().attachments();
        if (files.isEmpty()) {
            return;
        }
        PreparedBatch batch = transaction
                .handle()
                .prepareBatch(
                        "INSERT INTO attachment (article_id, place, name, media_type, is_inline, content_id, size,"
                                + " sha256) VALUES (:article, :place, :name, :type, :inline, :contentId, :size, :sha256)");
        for (int place = 0; place < files.size(); place++) {
            Article.AttachedFile file = files.get(place);
            batch.bind("article", article.id().value())
                    .bind("place", place)
                    .bind("name", file.name())
                    .bind("type", file.mediaType())
                    .bind("inline", file.inline() ? 1 : 0)
                    .bind("contentId", file.contentId().orElse(null))
                    .bind("size", file.size())
                    .bind("sha256", file.sha256())
                    .add();
        }
        batch.execute();
    }

    @Override
    public Optional<Article> find(Transaction transaction, ArticleId id) {
        return list(transaction, "id = :id", query -> query.bind("id", id.value())).stream()
                .findFirst();
    }

    @Override
    public List<Article> articles(Transaction transaction, TicketId ticket) {
        return list(transaction, "ticket_id = :ticket", query -> query.bind("ticket", ticket.value()));
    }

    @Override
    public List<ArticleId> after(Transaction transaction, TicketId ticket, ArticleId article) {
        return transaction
                .handle()
                .createQuery("SELECT id FROM article WHERE ticket_id = :ticket AND id > :article ORDER BY id")
                .bind("ticket", ticket.value())
                .bind("article", article.value())
                .map((row, _) -> new ArticleId(row.getLong("id")))
                .list();
    }

    @Override
    public Set<AgentId> writers(Transaction transaction, TicketId ticket) {
        return transaction
                .handle()
                .createQuery("SELECT DISTINCT actor FROM article WHERE ticket_id = :ticket AND actor_kind = 'agent'")
                .bind("ticket", ticket.value())
                .map((row, _) -> new AgentId(row.getString("actor")))
                .set();
    }

    @Override
    public Optional<Article> ofMail(Transaction transaction, String sha256) {
        List<Article> all = list(
                transaction,
                "raw_id IN (SELECT id FROM raw_mail WHERE sha256 = :sha)",
                query -> query.bind("sha", sha256));
        return all.reversed().stream().findFirst();
    }

    @Override
    public List<Article> answersAfter(Transaction transaction, TicketId ticket, Instant moment) {
        return list(
                transaction,
                "ticket_id = :ticket AND kind = 'answer' AND recorded_at > :moment",
                query -> query.bind("ticket", ticket.value()).bind("moment", moment.toEpochMilli()));
    }

    private interface Binding {
        Query bind(Query query);
    }

    private static List<Article> list(Transaction transaction, String condition, Binding binding) {
        Map<Long, List<Article.AttachedFile>> files = binding.bind(transaction
                        .handle()
                        .createQuery("SELECT article_id, name, media_type, is_inline, content_id, size, sha256"
                                + " FROM attachment WHERE article_id IN (SELECT id" + FROM + condition + ")"
                                + " ORDER BY article_id, place"))
                .map((row, _) -> Map.entry(row.getLong("article_id"), file(row)))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return binding.bind(transaction.handle().createQuery(SELECT + condition + " ORDER BY id"))
                .map((row, _) -> article(row, files.getOrDefault(row.getLong("id"), List.of())))
                .list();
    }

    private static Article article(ResultSet row, List<Article.AttachedFile> files) throws SQLException {
        Article.Content content = new Article.Content(
                Article.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                Article.Visibility.valueOf(row.getString("visibility").toUpperCase(Locale.ROOT)),
                new By(
                        new ActorColumns(row.getString("actor_kind"), row.getString("actor")).actor(),
                        Way.ofWord(row.getString("way"))),
                AddressLines.read(row.getString("addresses")),
                row.getString("subject"),
                Optional.ofNullable(row.getString("message_id")).map(MessageId::new),
                row.getString("body"),
                new Article.Source(
                        optionalLong(row, "receipt_id"), optionalLong(row, "raw_id"), row.getInt("formatted") != 0),
                files);
        return new Article(
                new ArticleId(row.getLong("id")),
                new TicketId(row.getLong("ticket_id")),
                Instant.ofEpochMilli(row.getLong("recorded_at")),
                content);
    }

    private static Article.AttachedFile file(ResultSet row) throws SQLException {
        return new Article.AttachedFile(
                row.getString("name"),
                row.getString("media_type"),
                row.getInt("is_inline") != 0,
                Optional.ofNullable(row.getString("content_id")),
                row.getLong("size"),
                row.getString("sha256"));
    }

    private static Optional<Long> optionalLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
