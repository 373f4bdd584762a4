package org.postroom.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.postroom.agent.Department;
import org.postroom.ticket.Article;
import org.postroom.ticket.Article.Kind;
import org.postroom.ticket.Article.Visibility;
import org.postroom.ticket.By;
import org.postroom.ticket.NewTicket;
import org.postroom.ticket.Ticket;

/** A mail that was set aside, as it stands on a ticket: for agents alone, its raw bytes attached. */
final class AsideMail {
    static final String FILE = "mail.eml";
    static final String TYPE = "message/rfc822";

    private static final String SUBJECT = "A mail that was set aside";

    private AsideMail() {}

    /** A ticket of its own. */
    static NewTicket ticket(Department department, By by, Instant now) {
        return new NewTicket(
                department.ticketPrefix(),
                department.frontLine(),
                new Ticket.Matter(SUBJECT, Optional.empty()),
                by,
                now);
    }

    /** @param text what agents read in place of the mail */
    static Article.Content article(Receipt receipt, String text) {
        Receipt.Content content = receipt.content();
        return new Article.Content(
                Kind.CUSTOMER_MAIL,
                Visibility.INTERNAL,
                By.unknown(),
                Article.Addresses.NONE,
                SUBJECT,
                Optional.empty(),
                text,
                new Article.Source(Optional.of(receipt.id().value()), Optional.of(content.rawId()), false),
                List.of(new Article.AttachedFile(
                        FILE, TYPE, false, Optional.empty(), content.size(), content.sha256())));
    }
}
