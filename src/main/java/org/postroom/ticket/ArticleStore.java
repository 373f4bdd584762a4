package org.postroom.ticket;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postroom.agent.AgentId;
import org.postroom.storage.Ids;
import org.postroom.storage.Transaction;

/** Keeps what was written on tickets. Articles are added, never changed. */
public interface ArticleStore {
    /** The store in the database. */
    static ArticleStore jdbi(Ids ids) {
        return new JdbiArticleStore(ids);
    }

    /**
     * Adds an article to a ticket. Where the ticket holds very much text already, only the beginning of a long one is kept: all who
     * look at a ticket read the words of all of it, and whoever takes part can write without end. The raw mail has the rest.
     */
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

    /** The agents who wrote on a ticket; no words are read for it. */
    Set<AgentId> writers(Transaction transaction, TicketId ticket);

    /** Agents' answers that were recorded later than this moment, oldest first. */
    List<Article> answersAfter(Transaction transaction, TicketId ticket, Instant moment);
}
