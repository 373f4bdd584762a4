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

    /** Sets a mail aside: on a ticket of its own, or once more on the one it has. */
    Fate settle(Transaction transaction, Receipt receipt, Department department, String reason, Trace trace) {
        return toldOn(transaction, receipt)
                .map(ticket -> again(transaction, receipt, ticket, reason, trace))
                .orElseGet(() -> first(transaction, receipt, department, reason, trace));
    }

    /** A mail that was set aside was tried again and came to its end: the ticket that told of it says so, and is done with. */
    void cameThrough(Transaction transaction, Receipt receipt, Fate fate) {
        toldOn(transaction, receipt)
                .filter(ticket -> !fate.ticket().equals(Optional.of(ticket.id())))
                .ifPresent(ticket -> closeFor(transaction, ticket, fate));
    }

    private Optional<Ticket> toldOn(Transaction transaction, Receipt receipt) {
        return receipt.work().toldOn().flatMap(ticket -> stores.desk().tickets().lockSurvivor(transaction, ticket));
    }

    private Fate again(Transaction transaction, Receipt receipt, Ticket ticket, String reason, Trace trace) {
        trace.note("Set aside again, on " + ticket.number() + ": " + reason);
        String text = "It was tried again. " + text(receipt, reason);
        return Fate.of(
                Disposition.QUARANTINED,
                book.add(transaction, ticket.id(), AsideMail.article(receipt, text), ThreadIndex.Origin.RECEIVED));
    }

    private void closeFor(Transaction transaction, Ticket ticket, Fate fate) {
        By rule = By.postroom(Way.RULE);
        Optional<Ticket> other =
                fate.ticket().flatMap(id -> stores.desk().tickets().find(transaction, id));
        String where = other.map(found -> "is on " + found.number() + " now.")
                .orElseGet(() -> "ended as " + fate.disposition().word() + ".");
        other.ifPresent(
                found -> book.relate(transaction, ticket, List.of(found), "The mail that was set aside.", rule));
        book.add(
                transaction,
                ticket.id(),
                Article.Content.note("The mail was tried again and " + where),
                ThreadIndex.Origin.RECEIVED);
        if (stores.desk().articles().writers(transaction, ticket.id()).isEmpty()) {
            book.note(transaction, ticket.id(), new TicketEvent.Closed(rule), Optional.empty());
        }
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
