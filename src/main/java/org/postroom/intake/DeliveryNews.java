package org.postroom.intake;

import java.time.InstantSource;
import java.util.Optional;
import org.postroom.bounce.BounceReader;
import org.postroom.desk.NoticeDesk;
import org.postroom.desk.TicketBook;
import org.postroom.mail.EmailAddress;
import org.postroom.outbound.DeliveryListener;
import org.postroom.outbound.OutboundKind;
import org.postroom.outbound.OutboundMail;
import org.postroom.storage.Transaction;
import org.postroom.ticket.By;
import org.postroom.ticket.FailingAddresses;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.Way;

/** What became of our mails: written into their tickets, and told to agents when a customer did not get an answer. */
final class DeliveryNews implements DeliveryListener {
    private static final By POSTROOM = By.postroom(Way.TIMER);

    private final TicketBook book;
    private final FailingAddresses failing;
    private final NoticeDesk notices;
    private final InstantSource clock;

    DeliveryNews(TicketBook book, FailingAddresses failing, NoticeDesk notices, InstantSource clock) {
        this.book = book;
        this.failing = failing;
        this.notices = notices;
        this.clock = clock;
    }

    @Override
    public void delivered(Transaction transaction, OutboundMail mail, EmailAddress recipient, String reply) {
        failing.works(transaction, recipient);
    }

    @Override
    public void failed(Transaction transaction, OutboundMail mail, EmailAddress recipient, String reply) {
        if (BounceReader.addressIsBad(reply)) {
            failing.failed(transaction, recipient, reply, clock.instant());
        }
        boolean answer = mail.about().kind() == OutboundKind.ANSWER;
        ticketOf(transaction, mail).ifPresent(ticket -> {
            note(transaction, ticket, new TicketEvent.DeliveryFailed(POSTROOM, recipient, answer, reply));
            if (answer) {
                notices.tellOfFailedDelivery(transaction, ticket, mail, recipient, reply);
            }
        });
    }

    @Override
    public void uncertain(Transaction transaction, OutboundMail mail, EmailAddress recipient, String reply) {
        ticketOf(transaction, mail)
                .ifPresent(ticket ->
                        note(transaction, ticket, new TicketEvent.DeliveryUncertain(POSTROOM, recipient, reply)));
    }

    /** While a mail was on its way, its ticket may have been merged, or its article split off. */
    private Optional<TicketId> ticketOf(Transaction transaction, OutboundMail mail) {
        return mail.about()
                .ticket()
                .flatMap(id -> book.whereabouts(transaction, id, mail.about().article()));
    }

    private void note(Transaction transaction, TicketId ticket, TicketEvent event) {
        book.note(transaction, ticket, event, Optional.empty());
    }
}
