package org.postroom.intake;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.postroom.autoreply.Limit;
import org.postroom.autoreply.SendBudget;
import org.postroom.autoreply.SendBudget.Grant;
import org.postroom.conversation.ThreadIndex;
import org.postroom.desk.HandedOut;
import org.postroom.desk.TicketBook;
import org.postroom.mail.EmailAddress;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Article;
import org.postroom.ticket.By;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.TicketState;
import org.postroom.ticket.TicketStore;
import org.postroom.ticket.Way;

/**
 * Keeps one sender from burying all else (FAULTS D8): beyond a number of tickets in a time the sender's mails go to one ticket.
 * Nothing is lost or left unread, agents are told once, nothing is answered automatically.
 */
final class FloodDesk {
    /** A ticket with more mails than these nobody can read any more; then a further one begins. */
    static final int MOST_ON_A_TICKET = 500;

    private final Supplier<FloodSettings> settings;
    private final FloodStore floods;
    private final SendBudget budget;
    private final TicketStore tickets;
    private final Hands hands;
    private final InstantSource clock;

    FloodDesk(
            Supplier<FloodSettings> settings,
            FloodStore floods,
            SendBudget budget,
            TicketStore tickets,
            Hands hands,
            InstantSource clock) {
        this.settings = settings;
        this.floods = floods;
        this.budget = budget;
        this.tickets = tickets;
        this.hands = hands;
        this.clock = clock;
    }

    /** Who writes into tickets, and tells agents. */
    record Hands(TicketBook book, Correspondence correspondence) {}

    /** Settles a mail that would open a ticket, if its sender has opened too many; empty if not. */
    Optional<Fate> settle(Transaction transaction, MailCase mail, Article.Kind kind) {
        FloodSettings now = settings.get();
        return mail.senderAddress()
                .filter(sender -> !now.except().contains(sender.withoutDetail()))
                .flatMap(sender -> settle(transaction, new Wave(mail, kind, limit(sender, now))));
    }

    /** A mail, and the limit of its sender's tickets, whose key is the sender's. */
    private record Wave(MailCase mail, Article.Kind kind, Limit limit) {
        boolean robot() {
            return kind == Article.Kind.AUTOMATIC_MAIL;
        }
    }

    private static Limit limit(EmailAddress sender, FloodSettings now) {
        return Limit.ofTicketsBy(sender, now.most(), now.window());
    }

    private Optional<Fate> settle(Transaction transaction, Wave wave) {
        Optional<Fate> added = goesOn(transaction, wave);
        if (added.isPresent()) {
            return added;
        }
        if (budget.take(transaction, List.of(wave.limit()), clock.instant()) instanceof Grant.Granted) {
            return Optional.empty();
        }
        // Another node may have begun it while this one waited for its turn at the limit
        return goesOn(transaction, wave).or(() -> Optional.of(begin(transaction, wave)));
    }

    private Optional<Fate> goesOn(Transaction transaction, Wave wave) {
        Instant calm = clock.instant().minus(wave.limit().window());
        return floods.lock(
                        transaction, wave.mail().department().id(), wave.limit().key())
                .filter(flood -> !flood.last().isBefore(calm))
                .flatMap(flood -> tickets.lockSurvivor(transaction, flood.ticket())
                        .filter(ticket -> takesMore(wave, ticket))
                        .map(ticket -> flood.mails() < MOST_ON_A_TICKET
                                ? add(transaction, wave, ticket)
                                : next(transaction, wave, ticket)));
    }

    /** Who closed or locked it wants to hear of it if it goes on. */
    private static boolean takesMore(Wave wave, Ticket ticket) {
        return ticket.state() == TicketState.ACTIVE
                || ticket.state() == TicketState.WAITING
                || ticket.state() == TicketState.CLOSED
                        && !wave.mail().department().allowNewTickets();
    }

    private Fate add(Transaction transaction, Wave wave, Ticket ticket) {
        MailCase mail = wave.mail();
        mail.note("Added to " + ticket.number() + ": its sender opened too many tickets (" + inWords(wave) + ").");
        Article article = article(transaction, wave, ticket);
        TicketEvent event = wave.robot()
                ? arrived(wave)
                : ticket.state() == TicketState.CLOSED
                        ? new TicketEvent.ReplyRejected(mail.by(), "the department takes no new tickets")
                        : new TicketEvent.CustomerReplied(mail.by());
        hands.book().note(transaction, ticket.id(), event, Optional.of(article));
        floods.add(transaction, mail.department().id(), wave.limit().key(), clock.instant());
        return Fate.of(wave.robot() ? Disposition.AUTOMATIC : Disposition.ADDED, article);
    }

    private Fate begin(Transaction transaction, Wave wave) {
        String why = "More than " + inWords(wave) + " came from "
                + wave.mail().senderAddress().orElseThrow()
                + ". This sender's further mails are added to this ticket, " + MOST_ON_A_TICKET
                + " at most, and get no automatic answer.";
        wave.mail().note("A ticket for all further mails of its sender, who opened too many (" + inWords(wave) + ").");
        Ticket ticket = open(transaction, wave, why);
        Article first = first(transaction, wave, ticket);
        if (wave.mail().department().allowNewTickets()) {
            HandedOut handedOut = hands.book().handOut(transaction, ticket);
            hands.correspondence().tellOfFlood(transaction, wave.mail(), handedOut, first, why);
        } else {
            close(transaction, ticket);
        }
        return fate(wave, first);
    }

    /** The ticket is full: the flood goes on in another one, of which nobody is told again. */
    private Fate next(Transaction transaction, Wave wave, Ticket full) {
        String why = "The mails of this sender go on from " + full.number() + ", which has " + MOST_ON_A_TICKET + ".";
        wave.mail().note("A further ticket for the mails of its sender: " + full.number() + " is full.");
        Ticket ticket = open(transaction, wave, why);
        hands.book().relate(transaction, ticket, List.of(full), why, By.postroom(Way.RULE));
        Article first = first(transaction, wave, ticket);
        if (wave.mail().department().allowNewTickets()) {
            hands.book().handOut(transaction, ticket);
        } else {
            close(transaction, ticket);
        }
        return fate(wave, first);
    }

    private Ticket open(Transaction transaction, Wave wave, String why) {
        Instant now = clock.instant();
        Ticket ticket = hands.book().open(transaction, wave.mail().newTicket(now));
        hands.book().add(transaction, ticket.id(), Article.Content.note(why), ThreadIndex.Origin.RECEIVED);
        floods.begin(transaction, wave.mail().department().id(), wave.limit().key(), ticket.id(), now);
        return ticket;
    }

    private void close(Transaction transaction, Ticket ticket) {
        hands.book().note(transaction, ticket.id(), new TicketEvent.Closed(By.postroom(Way.RULE)), Optional.empty());
    }

    private Article first(Transaction transaction, Wave wave, Ticket ticket) {
        Article article = article(transaction, wave, ticket);
        if (wave.robot()) {
            hands.book().note(transaction, ticket.id(), arrived(wave), Optional.of(article));
        }
        return article;
    }

    private Article article(Transaction transaction, Wave wave, Ticket ticket) {
        Article.Content content = wave.mail().article(wave.kind(), Article.Visibility.PUBLIC);
        return hands.book().add(transaction, ticket.id(), content, ThreadIndex.Origin.RECEIVED);
    }

    private static Fate fate(Wave wave, Article article) {
        return Fate.of(wave.robot() ? Disposition.AUTOMATIC : Disposition.NEW_TICKET, article);
    }

    private static TicketEvent arrived(Wave wave) {
        return new TicketEvent.AutomaticMailReceived(
                wave.mail().by(), wave.mail().kind().kind());
    }

    private static String inWords(Wave wave) {
        return wave.limit().most() + " tickets in " + wave.limit().window().toMinutes() + " minutes";
    }
}
