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

/** Mail that could not be read or processed: a ticket says so, and has the raw mail with it. */
final class QuarantineDesk {
    private final TicketBook book;
    private final NoticeDesk notices;
    private final Spool spool;
    private final InstantSource clock;

    QuarantineDesk(TicketBook book, NoticeDesk notices, Spool spool, InstantSource clock) {
        this.book = book;
        this.notices = notices;
        this.spool = spool;
        this.clock = clock;
    }

    Fate settle(Transaction transaction, Receipt receipt, Department department, String reason, Trace trace) {
        trace.note("Set aside with a ticket of its own: " + reason);
        Ticket ticket = book.open(transaction, AsideMail.ticket(department, By.unknown(), clock.instant()));
        Article article = book.add(
                transaction,
                ticket.id(),
                AsideMail.article(receipt, text(receipt, reason)),
                ThreadIndex.Origin.RECEIVED);
        List<Attachment> files = List.of(rawFile(spool.raw(transaction, receipt)));
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
