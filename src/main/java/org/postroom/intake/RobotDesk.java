package org.postroom.intake;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postroom.bounce.BounceReport;
import org.postroom.bounce.FailedRecipient;
import org.postroom.bounce.Reason;
import org.postroom.conversation.Match;
import org.postroom.conversation.ThreadIndex;
import org.postroom.desk.DeskStores;
import org.postroom.desk.NoticeDesk;
import org.postroom.desk.TicketBook;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.MailKind;
import org.postroom.mail.MessageId;
import org.postroom.outbound.OutboundKind;
import org.postroom.outbound.OutboundMail;
import org.postroom.outbound.OutboundQueue;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Article;
import org.postroom.ticket.Article.Kind;
import org.postroom.ticket.Article.Visibility;
import org.postroom.ticket.By;
import org.postroom.ticket.FailingAddresses;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketStore;
import org.postroom.ticket.Way;

/** Programs' mail (SPEC D5): recorded, changes no state, reopens nothing, is never answered. */
final class RobotDesk {
    private final TicketStore tickets;
    private final TicketBook book;
    private final FailingAddresses failing;
    private final OutboundQueue queue;
    private final NoticeDesk notices;
    private final Correspondence correspondence;
    private final FloodDesk floods;
    private final InstantSource clock;

    RobotDesk(
            DeskStores stores,
            TicketBook book,
            NoticeDesk notices,
            Correspondence correspondence,
            FloodDesk floods,
            InstantSource clock) {
        this.tickets = stores.tickets();
        this.book = book;
        this.failing = stores.failing();
        this.queue = stores.queue();
        this.notices = notices;
        this.correspondence = correspondence;
        this.floods = floods;
        this.clock = clock;
    }

    /** Automatic mail of any kind but bounces of mails of ours. */
    Fate settle(Transaction transaction, MailCase mail, Match match) {
        return switch (match) {
            case Match.Found(TicketId ticket, Match.How how) -> {
                mail.note("Recorded on its ticket, found by " + how.words() + "; automatic mail changes no state.");
                yield recorded(transaction, mail, ticket);
            }
            case Match.Related(List<TicketId> others, String why) -> unmatched(transaction, mail, others, why);
            case Match.None() -> unmatched(transaction, mail, List.of(), "It names none.");
        };
    }

    /** A mail that answers a notice by itself, such as an agent's out-of-office note. */
    Fate recorded(Transaction transaction, MailCase mail, TicketId named) {
        TicketId ticket = book.whereabouts(transaction, named, Optional.empty()).orElseThrow();
        Article article = add(transaction, mail, ticket, Kind.AUTOMATIC_MAIL, Visibility.INTERNAL);
        TicketEvent event =
                new TicketEvent.AutomaticMailReceived(mail.by(), mail.kind().kind());
        book.note(transaction, ticket, event, Optional.of(article));
        return Fate.of(Disposition.AUTOMATIC, article);
    }

    private Fate unmatched(Transaction transaction, MailCase mail, List<TicketId> others, String why) {
        return floods.settle(transaction, mail, Kind.AUTOMATIC_MAIL)
                .orElseGet(() -> opened(transaction, mail, others, why));
    }

    private Fate opened(Transaction transaction, MailCase mail, List<TicketId> others, String why) {
        mail.note("A new ticket without an automatic answer: " + why);
        List<Ticket> related = others.stream()
                .flatMap(id -> tickets.find(transaction, id).stream())
                .toList();
        Ticket ticket = book.open(transaction, mail.newTicket(clock.instant()));
        Article article = add(transaction, mail, ticket.id(), Kind.AUTOMATIC_MAIL, Visibility.PUBLIC);
        TicketEvent event =
                new TicketEvent.AutomaticMailReceived(mail.by(), mail.kind().kind());
        book.note(transaction, ticket.id(), event, Optional.of(article));
        book.relate(transaction, ticket, related, why, By.postroom(Way.RULE));
        correspondence.tellOfNewTicket(transaction, mail, book.handOut(transaction, ticket), article, related, why);
        return Fate.of(Disposition.AUTOMATIC, article);
    }

    /** A delivery report. Believed only about a mail of ours that did go to the address it names. */
    Fate bounced(Transaction transaction, MailCase mail, Optional<BounceReport> report, Match match) {
        Optional<MessageId> about = report.flatMap(BounceReport::about);
        Optional<OutboundMail> ours = about.flatMap(id -> queue.byMessageId(transaction, id));
        Optional<TicketId> ticket = ours.flatMap(sent -> sent.about()
                .ticket()
                .flatMap(id -> book.whereabouts(transaction, id, sent.about().article())));
        if (ours.isEmpty() || ticket.isEmpty()) {
            mail.note("A delivery report, but about no mail of ours that belongs to a ticket.");
            Fate fate = settle(transaction, mail, match);
            return new Fate(Disposition.BOUNCE, fate.ticket(), fate.article());
        }
        mail.note("A delivery report about our mail " + about.get() + ".");
        if (mail.kind().kind() != MailKind.BOUNCE) {
            return recorded(transaction, mail, ticket.get());
        }
        Article article = add(transaction, mail, ticket.get(), Kind.BOUNCE, Visibility.INTERNAL);
        failures(ours.get(), report.get()).forEach(failed -> failed(transaction, mail, ours.get(), article, failed));
        return Fate.of(Disposition.BOUNCE, article);
    }

    /**
     * Those of whom the report is believed: whom our mail went to, each once. A report that names nobody, or whoever the mail was passed
     * on to, is about the recipient there was, if there was one alone; his address is not known to be bad.
     */
    private static List<FailedRecipient> failures(OutboundMail ours, BounceReport report) {
        Map<EmailAddress, FailedRecipient> known = new LinkedHashMap<>();
        report.recipients().stream()
                .filter(failed -> wentTo(ours, failed.address()))
                .forEach(failed -> known.putIfAbsent(failed.address(), failed));
        if (!known.isEmpty() || ours.recipients().size() != 1) {
            return List.copyOf(known.values());
        }
        EmailAddress only = ours.recipients().getFirst().address();
        return List.of(new FailedRecipient(only, Optional.empty(), Reason.UNTOLD, false, elsewhere(report)));
    }

    private static String elsewhere(BounceReport report) {
        return report.recipients().stream()
                .findFirst()
                .map(failed -> failed.address() + ": " + failed.diagnostic())
                .orElse("");
    }

    private void failed(
            Transaction transaction, MailCase mail, OutboundMail ours, Article article, FailedRecipient failed) {
        String status = failed.status().orElse("");
        TicketEvent event = new TicketEvent.BounceReceived(mail.by(), failed.address(), failed.permanent(), status);
        book.note(transaction, article.ticket(), event, Optional.of(article));
        if (failed.permanent()) {
            failing.failed(transaction, failed.address(), status, clock.instant());
        }
        if (ours.about().kind() == OutboundKind.ANSWER) {
            String words = failed.diagnostic().isEmpty() ? status : failed.diagnostic();
            notices.tellOfFailedDelivery(transaction, article.ticket(), ours, failed.address(), words);
        }
    }

    private Article add(Transaction transaction, MailCase mail, TicketId ticket, Kind kind, Visibility visibility) {
        return book.add(transaction, ticket, mail.article(kind, visibility), ThreadIndex.Origin.RECEIVED);
    }

    private static boolean wentTo(OutboundMail ours, EmailAddress address) {
        return ours.recipients().stream()
                .anyMatch(recipient -> recipient.address().equals(address));
    }
}
