package org.postroom.web.agent;

import java.util.List;
import java.util.Optional;
import org.postroom.agent.TicketAction;
import org.postroom.desk.ArticleFiles;
import org.postroom.mail.IncomingMail;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Article;
import org.postroom.web.Download;
import org.postroom.web.Permission;
import org.postroom.web.Reply;
import org.postroom.web.Route;
import org.postroom.web.Visit;
import org.postroom.web.mailview.MailFrame;
import org.postroom.web.mailview.SafeMail;
import org.postroom.web.mailview.SafeMail.Pictures;

/** What there is of an article beside its text: its HTML in a sealed frame, its files, its raw mail. */
final class ArticlePages {
    private static final int NOT_FOUND = 404;

    private final Workroom room;
    private final ArticleFiles files;

    ArticlePages(Workroom room, ArticleFiles files) {
        this.room = room;
        this.files = files;
    }

    List<Route> routes() {
        Permission view = new Permission.OnTicket(TicketAction.VIEW);
        String article = "/tickets/{ticket}/articles/{article}";
        return List.of(
                Route.get(article + "/html", view, visit -> answer(visit, this::html)),
                Route.get(article + "/files/{place}", view, visit -> answer(visit, this::file)),
                Route.get(
                        article + "/raw",
                        new Permission.OnTicket(TicketAction.READ_RAW),
                        visit -> answer(visit, this::raw)));
    }

    /** One of the pages about an article; empty when the article has nothing of that kind. */
    private interface ArticlePage {
        Optional<Reply> of(Transaction transaction, Visit visit, Article article);
    }

    /** An article of another ticket is not there: the permission was asked for this one. */
    private Reply answer(Visit visit, ArticlePage page) {
        Optional<Reply> found = room.read(transaction -> TalkView.article(visit.path("article"))
                .flatMap(id -> room.stores().mail().desk().articles().find(transaction, id))
                .filter(article -> article.ticket().equals(visit.theTicket().id()))
                .flatMap(article -> page.of(transaction, visit, article)));
        return found.orElseGet(() -> room.errors().of(NOT_FOUND, visit));
    }

    private Optional<Reply> html(Transaction transaction, Visit visit, Article article) {
        Pictures pictures = TalkView.of(visit.ask()).pictures();
        return files.mail(transaction, article)
                .map(IncomingMail::content)
                .filter(mail -> mail.html().isPresent())
                .map(mail -> MailFrame.of(SafeMail.of(mail, pictures), pictures));
    }

    private Optional<Reply> file(Transaction transaction, Visit visit, Article article) {
        String place = visit.path("place");
        return place.matches("[0-9]{1,4}")
                ? files.file(transaction, article, Integer.parseInt(place)).map(Download::of)
                : Optional.empty();
    }

    private Optional<Reply> raw(Transaction transaction, Visit visit, Article article) {
        String name = visit.theTicket().number() + "-" + article.id() + ".eml";
        return files.raw(transaction, article).map(bytes -> Download.mail(name, bytes));
    }
}
