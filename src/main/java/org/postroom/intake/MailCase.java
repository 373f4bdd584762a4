package org.postroom.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.postroom.agent.Department;
import org.postroom.desk.Carrier;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.IncomingMail.Correspondents;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.quote.QuoteSplitter;
import org.postroom.ticket.Article;
import org.postroom.ticket.By;
import org.postroom.ticket.NewTicket;
import org.postroom.ticket.Ticket;

/**
 * A mail on its way over the desks.
 *
 * @param mail what of it is settled: itself, or a mail that it forwards
 * @param department whose mailbox it came to
 * @param product which one of the department's the mail is about, by the address it was sent to
 */
record MailCase(
        ExaminedMail examined,
        IncomingMail mail,
        Department department,
        Optional<ProductSigns.Sign> product,
        Trace trace) {

    Receipt receipt() {
        return examined.receipt();
    }

    KindVerdict kind() {
        return examined.kind();
    }

    /** What its sender wrote, without quoted history and signature. */
    String newText() {
        return examined.newText();
    }

    /** What it forwards, if it says to be an agent's. */
    Optional<ForwardReader.Forward> forward() {
        return examined.forward();
    }

    /** Another mail that came with this one, in its place. */
    MailCase of(IncomingMail other, KindVerdict kind, String newText, Optional<ProductSigns.Sign> about) {
        return new MailCase(ExaminedMail.plain(receipt(), other, kind, newText), other, department, about, trace);
    }

    Optional<NamedAddress> sender() {
        return mail.correspondents().from();
    }

    Optional<EmailAddress> senderAddress() {
        return sender().map(NamedAddress::address);
    }

    /** As {@link #newText()}, but empty for a mail that is nothing but history, all of which counts as new otherwise. */
    String ownWords() {
        return QuoteSplitter.ownWords(mail.content().text());
    }

    /** Its sender, as one who does something to a ticket. */
    By by() {
        return senderAddress().map(By::customer).orElseGet(By::unknown);
    }

    /** What agents should know beside the text. */
    List<String> oddities() {
        return Stream.of(
                        LargeMail.sentence(receipt()).stream(),
                        ServiceCode.sentence(mail).stream(),
                        mail.problems().stream())
                .flatMap(sentences -> sentences)
                .toList();
    }

    /** The ticket it opens, in the front line of the department. */
    NewTicket newTicket(Instant now) {
        product.ifPresent(
                sign -> note("About product " + sign.product().id() + ", being sent to " + sign.address() + "."));
        return new NewTicket(
                department.ticketPrefix(),
                department.frontLine(),
                new Ticket.Matter(
                        mail.subject(),
                        sender(),
                        product.map(sign -> sign.product().id())),
                by(),
                now);
    }

    /** The mail itself, as what brought its words. */
    Carrier carrier() {
        Correspondents people = mail.correspondents();
        return new Carrier(
                new Article.Addresses(people.from(), people.to(), people.cc()),
                mail.subject(),
                mail.thread().messageId(),
                new Article.Source(
                        Optional.of(receipt().id().value()),
                        Optional.of(receipt().content().rawId()),
                        mail.content().html().isPresent()),
                mail.content().attachments().stream()
                        .map(Article.AttachedFile::of)
                        .toList());
    }

    /** All of it as an article of a ticket, by its sender. */
    Article.Content article(Article.Kind kind, Article.Visibility visibility) {
        return article(kind, visibility, by());
    }

    Article.Content article(Article.Kind kind, Article.Visibility visibility, By by) {
        return carrier().content(kind, visibility, by, mail.content().text());
    }

    void note(String decision) {
        trace.note(decision);
    }
}
