package org.postroom.intake;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.postroom.conversation.ThreadIndex;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.IncomingMail.Correspondents;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Article;
import org.postroom.ticket.Article.Kind;
import org.postroom.ticket.Article.Visibility;
import org.postroom.ticket.ArticleStore;
import org.postroom.ticket.By;
import org.postroom.ticket.NewTicket;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketDesk;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.TicketId;

/** Writes mails into tickets: article, Message-ID, event. */
final class TicketBook {
    private final TicketDesk desk;
    private final ArticleStore articles;
    private final ThreadIndex threads;
    private final InstantSource clock;

    TicketBook(TicketDesk desk, ArticleStore articles, ThreadIndex threads, InstantSource clock) {
        this.desk = desk;
        this.articles = articles;
        this.threads = threads;
        this.clock = clock;
    }

    /** Opens a ticket in the front line of the mail's department; its sender is the customer. */
    Ticket open(Transaction transaction, MailCase mail) {
        Ticket.Matter matter = new Ticket.Matter(mail.mail().subject(), mail.sender());
        return desk.open(
                transaction,
                new NewTicket(
                        mail.department().ticketPrefix(),
                        mail.department().frontLine(),
                        matter,
                        mail.by(),
                        clock.instant()));
    }

    /** Adds the mail to a ticket as an article; later mails that answer it find the ticket. */
    Article add(Transaction transaction, TicketId ticket, MailCase mail, Kind kind, Visibility visibility, By by) {
        return add(
                transaction,
                ticket,
                mail,
                kind,
                visibility,
                by,
                mail.mail().content().text());
    }

    /** As {@link #add}, with another text than the mail's own. */
    Article add(
            Transaction transaction,
            TicketId ticket,
            MailCase mail,
            Kind kind,
            Visibility visibility,
            By by,
            String text) {
        IncomingMail incoming = mail.mail();
        Correspondents people = incoming.correspondents();
        Article.Content content = new Article.Content(
                kind,
                visibility,
                by,
                new Article.Addresses(people.from(), people.to(), people.cc()),
                incoming.subject(),
                incoming.thread().messageId(),
                text,
                sourceOf(mail.receipt()),
                incoming.content().attachments().stream()
                        .map(Article.AttachedFile::of)
                        .toList());
        incoming.thread()
                .messageId()
                .ifPresent(id -> threads.add(transaction, id, ticket, ThreadIndex.Origin.RECEIVED));
        return articles.add(transaction, ticket, content, clock.instant());
    }

    /** Adds an article of ours that is no mail that came in. */
    Article add(Transaction transaction, TicketId ticket, Article.Content content) {
        content.messageId().ifPresent(id -> threads.add(transaction, id, ticket, ThreadIndex.Origin.SENT));
        return articles.add(transaction, ticket, content, clock.instant());
    }

    /** Notes an event that the rules never refuse, or that was checked before. */
    void note(Transaction transaction, TicketId ticket, TicketEvent event, Optional<Article> article) {
        desk.apply(transaction, ticket, event, article.map(Article::id));
    }

    /** Links the ticket to others, with the reason for agents. */
    void relate(Transaction transaction, Ticket ticket, List<Ticket> others, String reason, By by) {
        others.forEach(other -> desk.relate(transaction, ticket, other, reason, by));
    }

    static Article.Source sourceOf(Receipt receipt) {
        return new Article.Source(
                Optional.of(receipt.id().value()), Optional.of(receipt.content().rawId()));
    }
}
