package org.postroom.web.customer;

import java.util.Optional;
import org.postroom.mail.Attachment;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Article;
import org.postroom.ticket.ArticleId;
import org.postroom.web.Download;
import org.postroom.web.Page;
import org.postroom.web.Reply;
import org.postroom.web.Visit;

/** Gives the files of what a customer may see. */
final class FilePage implements Page {
    private static final int MOST_DIGITS = 18;

    private final CustomerRoom room;
    private final Pages pages;

    FilePage(CustomerRoom room, Pages pages) {
        this.room = room;
        this.pages = pages;
    }

    @Override
    public Reply answer(Visit visit) {
        return pages.forGuest(
                visit, guest -> file(visit, guest).map(Download::of).orElseGet(() -> pages.noFile(visit, guest)));
    }

    private Optional<Attachment> file(Visit visit, Guest guest) {
        Optional<ArticleId> id = number(visit.path("article")).map(ArticleId::new);
        Optional<Integer> place = number(visit.path("place"))
                .filter(it -> it <= Integer.MAX_VALUE)
                .map(Long::intValue);
        if (id.isEmpty() || place.isEmpty()) {
            return Optional.empty();
        }
        return room.database()
                .read(transaction -> article(transaction, guest, id.get())
                        .flatMap(article -> room.desks().files().file(transaction, article, place.get())));
    }

    /** Of this ticket and no other, and only what its page shows. */
    private Optional<Article> article(Transaction transaction, Guest guest, ArticleId id) {
        return room.stores()
                .articles()
                .find(transaction, id)
                .filter(article -> article.ticket().equals(guest.ticket().id()))
                .filter(article -> PublicTalk.shows(article, guest.who().address()));
    }

    private static Optional<Long> number(String digits) {
        return digits.length() <= MOST_DIGITS && digits.matches("[0-9]+")
                ? Optional.of(Long.parseLong(digits))
                : Optional.empty();
    }
}
