package org.postroom.desk;

import java.time.Instant;
import org.postroom.ticket.Article;
import org.postroom.ticket.ArticleId;

/** How much of a ticket an agent had seen when giving an order. */
public sealed interface Seen {
    /** Nothing is known of it, so nothing counts as missed. */
    record Unknown() implements Seen {}

    /** The ticket as it was at this moment, as a notice told of it. */
    record At(Instant moment) implements Seen {}

    /** All up to this article: what the page showed. Exact, where moments miss what was being written just then. */
    record UpTo(ArticleId latest) implements Seen {}

    /** Whether something happened later, as far as that is known. */
    default boolean misses(Instant happened) {
        return this instanceof At(Instant moment) && happened.isAfter(moment);
    }

    /** Whether the article came later. */
    default boolean misses(Article article) {
        return switch (this) {
            case Unknown() -> false;
            case At(Instant moment) -> article.at().isAfter(moment);
            case UpTo(ArticleId latest) -> article.id().value() > latest.value();
        };
    }
}
