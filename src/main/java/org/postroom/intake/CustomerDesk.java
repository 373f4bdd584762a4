package org.postroom.intake;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.postroom.agent.OnReplyToLocked;
import org.postroom.agent.Organisation;
import org.postroom.autoreply.Occasion;
import org.postroom.conversation.Match;
import org.postroom.conversation.ThreadIndex;
import org.postroom.desk.HandedOut;
import org.postroom.desk.TicketBook;
import org.postroom.intake.Findings.Answering;
import org.postroom.mail.NamedAddress;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Article;
import org.postroom.ticket.Article.Kind;
import org.postroom.ticket.Article.Visibility;
import org.postroom.ticket.By;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketState;
import org.postroom.ticket.TicketStore;
import org.postroom.ticket.Way;

/** Customers' mail: opens a ticket or adds to one, lets cc'ed people take part, answers by itself, tells agents. */
final class CustomerDesk {
    /** Who writes to more people than these writes to a list, which nobody wants every answer of ours on. */
    private static final int MOST_OTHERS = 50;

    private final Supplier<Organisation> organisation;
    private final TicketStore tickets;
    private final TicketBook book;
    private final Copies copies;
    private final Correspondence correspondence;
    private final FloodDesk floods;
    private final InstantSource clock;

    CustomerDesk(
            Supplier<Organisation> organisation,
            TicketStore tickets,
            TicketBook book,
            Copies copies,
            Correspondence correspondence,
            FloodDesk floods,
            InstantSource clock) {
        this.organisation = organisation;
        this.tickets = tickets;
        this.book = book;
        this.copies = copies;
        this.correspondence = correspondence;
        this.floods = floods;
        this.clock = clock;
    }

    /**
     * How a ticket begins.
     *
     * @param related tickets it may have to do with
     * @param why one sentence for agents; empty when there are none
     * @param answeredElsewhere whether another copy of the mail got the automatic answer
     */
    private record Opening(List<Ticket> related, String why, boolean answeredElsewhere) {
        static final Opening PLAIN = new Opening(List.of(), "", false);
    }

    /** A person's mail. */
    Fate settle(Transaction transaction, MailCase mail, Match match) {
        return switch (match) {
            case Match.Found(TicketId ticket, Match.How how) -> {
                mail.note("Belongs to its ticket by " + how.words() + ", and its sender takes part.");
                yield reply(transaction, mail, ticket, how);
            }
            case Match.Related(List<TicketId> others, String why) -> {
                mail.note("A new ticket: " + why);
                yield opened(transaction, mail, new Opening(found(transaction, others), why, false));
            }
            case Match.None() -> unmatched(transaction, mail);
        };
    }

    /** A mail that names no ticket may still be a second copy: to another department, or changed on its way. */
    private Fate unmatched(Transaction transaction, MailCase mail) {
        List<Ticket> sameMail = mail.mail().thread().messageId().stream()
                .flatMap(id -> copies.ticketsOf(transaction, id).stream())
                .flatMap(id -> tickets.find(transaction, id).stream())
                .filter(ticket -> takesPart(transaction, ticket, mail))
                .toList();
        Optional<Ticket> here = sameMail.stream()
                .filter(ticket -> ticket.department().equals(mail.department().id()))
                .findFirst();
        if (here.isPresent()) {
            mail.note("Has the Message-ID of a mail of this ticket, by the same sender, but other bytes.");
            return reply(transaction, mail, here.get().id(), Match.How.REFERENCE);
        }
        if (!sameMail.isEmpty()) {
            mail.note("A new ticket: the same mail went to another department as well.");
            return opened(transaction, mail, new Opening(sameMail, "The same mail went to both departments.", true));
        }
        mail.note("A new ticket: it names none.");
        return opened(transaction, mail, Opening.PLAIN);
    }

    private boolean takesPart(Transaction transaction, Ticket ticket, MailCase mail) {
        return mail.senderAddress()
                .filter(sender -> tickets.participants(transaction, ticket.id()).stream()
                        .anyMatch(participant -> participant.who().address().equals(sender)))
                .isPresent();
    }

    private Fate opened(Transaction transaction, MailCase mail, Opening opening) {
        return floods.settle(transaction, mail, Kind.CUSTOMER_MAIL)
                .orElseGet(() -> openedAlone(transaction, mail, opening));
    }

    private Fate openedAlone(Transaction transaction, MailCase mail, Opening opening) {
        Ticket ticket = book.open(transaction, mail.newTicket(clock.instant()));
        Article article = add(transaction, mail, ticket.id());
        addParticipants(transaction, mail, ticket.id());
        book.relate(transaction, ticket, opening.related(), opening.why(), By.postroom(Way.RULE));
        if (!mail.department().allowNewTickets()) {
            mail.note("Rejected by policy: " + mail.department().id() + " takes no new tickets by mail.");
            book.note(transaction, ticket.id(), new TicketEvent.Closed(By.postroom(Way.RULE)), Optional.empty());
            correspondence.answerAutomatically(transaction, mail, ticket, Occasion.NEW_TICKETS_NOT_ALLOWED);
        } else {
            if (opening.answeredElsewhere()) {
                mail.trace()
                        .answered(Answering.WITHHELD, "No automatic answer: the other department's copy was answered.");
            } else {
                correspondence.answerAutomatically(transaction, mail, ticket, Occasion.NEW_TICKET);
            }
            HandedOut handedOut = book.handOut(transaction, ticket);
            correspondence.tellOfNewTicket(transaction, mail, handedOut, article, opening.related(), opening.why());
        }
        return Fate.of(Disposition.NEW_TICKET, article);
    }

    private Fate reply(Transaction transaction, MailCase mail, TicketId named, Match.How how) {
        Ticket ticket = tickets.lockSurvivor(transaction, named).orElseThrow();
        TicketId id = ticket.id();
        if (ticket.state() == TicketState.LOCKED) {
            return locked(transaction, mail, ticket);
        }
        if (ticket.state() == TicketState.CLOSED && takesNoNew(ticket) && book.closedByRule(transaction, id)) {
            mail.note("Rejected by policy: " + ticket.number() + " was, and nobody of ours has written on it.");
            return rejected(
                    transaction, mail, ticket, "the department takes no new tickets", Occasion.NEW_TICKETS_NOT_ALLOWED);
        }
        Article article = add(transaction, mail, id);
        book.note(transaction, id, new TicketEvent.CustomerReplied(mail.by()), Optional.of(article));
        if (how == Match.How.TOKEN) {
            addParticipants(transaction, mail, id);
        } else {
            // Whoever only knows a number, a Message-ID or an old token must not get others in (cc takeover)
            mail.note("People in cc do not join: the mail has no reply token of ours that is valid.");
        }
        Ticket now = tickets.find(transaction, id).orElseThrow();
        correspondence.tellOfReply(transaction, mail, book.reopened(transaction, ticket, now), article);
        return Fate.of(Disposition.ADDED, article);
    }

    private Article add(Transaction transaction, MailCase mail, TicketId ticket) {
        Article.Content content = mail.article(Kind.CUSTOMER_MAIL, Visibility.PUBLIC);
        return book.add(transaction, ticket, content, ThreadIndex.Origin.RECEIVED);
    }

    private Fate locked(Transaction transaction, MailCase mail, Ticket ticket) {
        boolean newTicket = organisation
                .get()
                .department(ticket.department())
                .filter(department -> department.tickets().onReplyToLocked() == OnReplyToLocked.NEW_TICKET)
                .isPresent();
        if (newTicket) {
            mail.note("A new ticket: " + ticket.number() + " is locked.");
            return opened(
                    transaction, mail, new Opening(List.of(ticket), "It answers a ticket that is locked.", false));
        }
        mail.note("Rejected: " + ticket.number() + " is locked.");
        return rejected(transaction, mail, ticket, "the ticket is locked", Occasion.TICKET_LOCKED);
    }

    /** To answer a rejection does not get one in. */
    private boolean takesNoNew(Ticket ticket) {
        return organisation
                .get()
                .department(ticket.department())
                .filter(department -> !department.allowNewTickets())
                .isPresent();
    }

    /** The words are kept; the ticket stays as it is, and its customer is told so. */
    private Fate rejected(Transaction transaction, MailCase mail, Ticket ticket, String reason, Occasion occasion) {
        Article article = add(transaction, mail, ticket.id());
        TicketEvent event = new TicketEvent.ReplyRejected(mail.by(), reason);
        book.note(transaction, ticket.id(), event, Optional.of(article));
        correspondence.answerAutomatically(transaction, mail, ticket, occasion);
        return Fate.of(Disposition.ADDED, article);
    }

    /** SPEC C4: whom the customer writes to beside us takes part, our own addresses and agents never. */
    private void addParticipants(Transaction transaction, MailCase mail, TicketId ticket) {
        if (!mail.department().ccTakesPart()) {
            return;
        }
        Organisation ours = organisation.get();
        List<NamedAddress> others = Stream.concat(
                        mail.mail().correspondents().to().stream(), mail.mail().correspondents().cc().stream())
                .filter(who -> !ours.isOwnAddress(who.address()))
                .filter(who -> ours.agentOf(who.address()).isEmpty())
                .filter(who ->
                        mail.senderAddress().filter(who.address()::equals).isEmpty())
                .toList();
        if (others.size() > MOST_OTHERS) {
            mail.note("People in cc do not join: there are more than " + MOST_OTHERS + " of them.");
        } else {
            others.forEach(who -> addParticipant(transaction, mail, ticket, who));
        }
    }

    private void addParticipant(Transaction transaction, MailCase mail, TicketId ticket, NamedAddress who) {
        if (book.letTakePart(transaction, ticket, who, mail.by())) {
            mail.note(who.address() + " takes part from now on, being in cc.");
        }
    }

    private List<Ticket> found(Transaction transaction, List<TicketId> ids) {
        return ids.stream()
                .flatMap(id -> tickets.find(transaction, id).stream())
                .toList();
    }
}
