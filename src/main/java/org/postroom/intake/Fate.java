package org.postroom.intake;

import java.util.Optional;
import org.postroom.ticket.Article;
import org.postroom.ticket.ArticleId;
import org.postroom.ticket.TicketId;

/** What became of a mail: its disposition, and where it is now. */
record Fate(Disposition disposition, Optional<TicketId> ticket, Optional<ArticleId> article) {
    static Fate of(Disposition disposition, Article article) {
        return new Fate(disposition, Optional.of(article.ticket()), Optional.of(article.id()));
    }
}
