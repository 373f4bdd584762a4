package org.postroom.ticket;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.postroom.storage.Ids;
import org.postroom.storage.Transaction;

/** Keeps what was written on tickets. Articles are added, never changed. */
public interface ArticleStore {
    /** The store in the database. */
    static ArticleStore jdbi(Ids ids) {
        return new JdbiArticleStore(ids);
    }

    /** Adds an article to a ticket. */
    Article add(Transaction transaction, TicketId ticket, Article.Content content, Instant at);

    /**
     * The latest article whose mail has exactly these bytes.
     *
     * @param sha256 of the mail, lower-case hexadecimal
     */
    Optional<Article> ofMail(Transaction transaction, String sha256);

    /** The article with this id. */
    Optional<Article> find(Transaction transaction, ArticleId id);

    /** All articles of a ticket, oldest first. */
    List<Article> articles(Transaction transaction, TicketId ticket);

    /** The ids of a ticket's articles that came after this one, oldest first; their words are not read. */
    List<ArticleId> after(Transaction transaction, TicketId ticket, ArticleId article);

    /** Agents' answers that were recorded later than this moment, oldest first. */
    List<Article> answersAfter(Transaction transaction, TicketId ticket, Instant moment);
}
