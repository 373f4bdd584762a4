package org.postroom.desk;

import java.util.List;
import java.util.Optional;
import org.postroom.mail.MessageId;
import org.postroom.ticket.Article;
import org.postroom.ticket.By;

/**
 * The mail that brought somebody's words.
 *
 * @param addresses as its header named them
 * @param files all its attachments, in their order
 */
public record Carrier(
        Article.Addresses addresses,
        String subject,
        Optional<MessageId> messageId,
        Article.Source source,
        List<Article.AttachedFile> files) {
    public Carrier {
        files = List.copyOf(files);
    }

    /** The words as an article that holds the mail itself. */
    public Article.Content content(Article.Kind kind, Article.Visibility visibility, By by, String text) {
        return new Article.Content(kind, visibility, by, addresses, subject, messageId, text, source, files);
    }
}
