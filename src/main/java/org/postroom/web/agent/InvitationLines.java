package org.postroom.web.agent;

import java.util.Optional;
import java.util.Set;
import org.postroom.desk.ArticleFiles;
import org.postroom.mail.calendar.CalendarReader;
import org.postroom.mail.calendar.InvitationWords;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Article;
import org.postroom.ticket.Article.AttachedFile;
import org.postroom.web.Manner;

/** Says in a line what a calendar file of an article is about, in the reader's language and time. */
final class InvitationLines {
    private static final Set<String> TYPES = Set.of("text/calendar", "application/ics");
    private static final int LARGEST = 200_000;

    private final ArticleFiles files;
    private final Manner manner;

    InvitationLines(ArticleFiles files, Manner manner) {
        this.files = files;
        this.manner = manner;
    }

    /** The line for the first calendar of the article that has an event; empty when there is none, which costs nothing. */
    Optional<String> of(Transaction transaction, Article article) {
        int place = 0;
        for (AttachedFile file : article.content().attachments()) {
            if (TYPES.contains(file.mediaType()) && file.size() <= LARGEST) {
                return files.file(transaction, article, place)
                        .flatMap(calendar ->
                                CalendarReader.read(calendar.content().utf8()))
                        .map(invitation -> InvitationWords.in(manner.locale(), invitation.at(manner.zone()))
                                .line());
            }
            place++;
        }
        return Optional.empty();
    }
}
