package org.postroom.desk;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.postroom.ticket.Article;
import org.postroom.ticket.ArticleId;
import org.postroom.ticket.HistoryLine;

/** How much of a ticket an agent had seen when giving an order. */
public sealed interface Seen {
    /** Nothing is known of it, so nothing counts as missed. */
    record Unknown() implements Seen {}

    /** The ticket as it was at this moment, as a notice told of it. */
    record At(Instant moment) implements Seen {}

    /**
     * All up to this article: what the page showed. Exact, where moments miss what was being written just then.
     *
     * @param line id of the last line of the history then; empty when that is not known, so that no line counts as missed
     */
    record UpTo(ArticleId latest, Optional<Long> line) implements Seen {
        /** All up to this article, and of the history nobody knows how much. */
        public UpTo(ArticleId latest) {
            this(latest, Optional.empty());
        }
    }

    /** Whether the line came later, as far as that is known: a notice tells its moment to the second. */
    default boolean misses(HistoryLine happened) {
        return switch (this) {
            case Unknown() -> false;
            case At(Instant moment) ->
                happened.at().truncatedTo(ChronoUnit.SECONDS).isAfter(moment);
            case UpTo(ArticleId _, Optional<Long> line) ->
                line.filter(shown -> happened.id() > shown).isPresent();
        };
    }

    /** Whether the article came later. */
    default boolean misses(Article article) {
        return switch (this) {
            case Unknown() -> false;
            case At(Instant moment) -> article.at().isAfter(moment);
            case UpTo(ArticleId latest, Optional<Long> _) -> article.id().value() > latest.value();
        };
    }
}
