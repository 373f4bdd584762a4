package org.postroom.intake;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.postroom.agent.Department;
import org.postroom.conversation.ThreadIndex;
import org.postroom.desk.HandedOut;
import org.postroom.desk.NoticeDesk;
import org.postroom.desk.TicketBook;
import org.postroom.mail.Attachment;
import org.postroom.mail.Bytes;
import org.postroom.notify.Note;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Article;
import org.postroom.ticket.By;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.TicketState;
import org.postroom.ticket.Way;

/** Mail that could not be read or processed: a ticket says so, and has the raw mail with it; once it is tried again, how that ended. */
final class QuarantineDesk {
    private final TicketBook book;
    private final NoticeDesk notices;
    private final IntakeStores stores;
    private final InstantSource clock;

    QuarantineDesk(TicketBook book, NoticeDesk notices, IntakeStores stores, InstantSource clock) {
        this.book = book;
        this.notices = notices;
        this.stores = stores;
        this.clock = clock;
    }

    /** Sets a mail aside: once more on the ticket it has, where people look at that one, else on a ticket of its own. */
    Fate settle(Transaction transaction, Receipt receipt, Department department, String reason, Trace trace) {
        Optional<Ticket> before = toldOn(transaction, receipt);
        if (before.filter(QuarantineDesk::isOpen).isPresent()) {
            return again(transaction, receipt, before.get(), reason, trace);
        }
        Fate fate = first(transaction, receipt, department, reason, trace);
        before.ifPresent(ticket -> relate(transaction, ticket, fate));
        return fate;
    }

    /**
     * A mail that was set aside was tried again and came to its end: the ticket that told of it says so, and is closed where
     * there is nothing else on it.
     */
    void cameThrough(Transaction transaction, Receipt receipt, Fate fate) {
        toldOn(transaction, receipt)
                .filter(ticket -> !fate.ticket().equals(Optional.of(ticket.id())))
                .ifPresent(ticket -> conclude(transaction, receipt, ticket, fate));
    }

    private Optional<Ticket> toldOn(Transaction transaction, Receipt receipt) {
        return receipt.work().toldOn().flatMap(ticket -> stores.desk().tickets().lockSurvivor(transaction, ticket));
    }

    private static boolean isOpen(Ticket ticket) {
        return ticket.state() == TicketState.ACTIVE || ticket.state() == TicketState.WAITING;
    }

    private Fate again(Transaction transaction, Receipt receipt, Ticket ticket, String reason, Trace trace) {
        trace.note("Set aside again, on " + ticket.number() + ": " + reason);
        String text = "It was tried again. " + text(receipt, reason);
        return Fate.of(
                Disposition.QUARANTINED,
                book.add(transaction, ticket.id(), AsideMail.article(receipt, text), ThreadIndex.Origin.RECEIVED));
    }

    private void conclude(Transaction transaction, Receipt receipt, Ticket ticket, Fate fate) {
        boolean nothingElse = isOpen(ticket) && isAboutNothingElse(transaction, receipt, ticket);
        String where = relate(transaction, ticket, fate)
                .map(other -> "It is on " + other.number() + " now.")
                .orElse("It was about an agent's being away or back.");
        book.add(
                transaction,
                ticket.id(),
                Article.Content.note("The mail that was set aside was tried again, and processed. " + where),
                ThreadIndex.Origin.RECEIVED);
        if (nothingElse) {
            book.note(transaction, ticket.id(), new TicketEvent.Closed(By.postroom(Way.RULE)), Optional.empty());
        }
    }

    private Optional<Ticket> relate(Transaction transaction, Ticket ticket, Fate fate) {
        Optional<Ticket> other =
                fate.ticket().flatMap(id -> stores.desk().tickets().find(transaction, id));
        other.ifPresent(found -> book.relate(
                transaction, ticket, List.of(found), "The mail that was set aside.", By.postroom(Way.RULE)));
        return other;
    }

    /** Not merged with another ticket, no customer's, and nobody wrote on it. */
    private boolean isAboutNothingElse(Transaction transaction, Receipt receipt, Ticket ticket) {
        Optional<Long> own = Optional.of(receipt.id().value());
        return receipt.work().toldOn().equals(Optional.of(ticket.id()))
                && ticket.customer().isEmpty()
                && stores.desk().articles().articles(transaction, ticket.id()).stream()
                        .map(Article::content)
                        .allMatch(content -> content.source().receipt().equals(own)
                                || content.by().equals(By.postroom(Way.RULE)));
    }

    private Fate first(Transaction transaction, Receipt receipt, Department department, String reason, Trace trace) {
        trace.note("Set aside with a ticket of its own: " + reason);
        Ticket ticket = book.open(transaction, AsideMail.ticket(department, By.unknown(), clock.instant()));
        Article article = book.add(
                transaction,
                ticket.id(),
                AsideMail.article(receipt, text(receipt, reason)),
                ThreadIndex.Origin.RECEIVED);
        List<Attachment> files = List.of(rawFile(stores.spool().raw(transaction, receipt)));
        HandedOut handedOut = book.handOut(transaction, ticket);
        handedOut.trace().ifPresent(trace::note);
        List<Note> notes = handedOut.note().map(Note::of).stream().toList();
        notices.tellOfNewTicket(
                transaction, new NoticeDesk.Arrival(department, handedOut.ticket(), article, files, notes));
        return Fate.of(Disposition.QUARANTINED, article);
    }

    private static Attachment rawFile(Bytes raw) {
        return new Attachment(AsideMail.FILE, AsideMail.TYPE, false, Optional.empty(), raw);
    }

    private static String text(Receipt receipt, String reason) {
        return "A mail was set aside. " + reason + "\n\nIts bytes are kept unchanged ("
                + receipt.content().size() + " bytes, receipt " + receipt.id().value()
                + "). The administrator can look at it with: postroom quarantine show "
                + receipt.id().value();
    }
}
