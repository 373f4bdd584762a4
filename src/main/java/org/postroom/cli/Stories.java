package org.postroom.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.postroom.intake.Disposition;
import org.postroom.intake.LedgerEntry;
import org.postroom.intake.LedgerStore;
import org.postroom.intake.Receipt;
import org.postroom.intake.ReceiptId;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;
import org.postroom.outbound.OutboundMail;
import org.postroom.outbound.OutboundQueue;
import org.postroom.outbound.QueueEntry;
import org.postroom.storage.Ids;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Article;
import org.postroom.ticket.ArticleId;
import org.postroom.ticket.ArticleStore;
import org.postroom.ticket.HistoryLine;
import org.postroom.ticket.HistoryStore;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketStore;

/** What is known of mails and tickets, put together within one transaction. */
final class Stories {
    /** What was queued or noted so soon after a mail was recorded came of it: all of it is one transaction. */
    private static final Duration AT_ONCE = Duration.ofSeconds(3);

    private final Transaction transaction;
    private final LedgerStore ledger;
    private final TicketStore tickets;
    private final OutboundQueue queue;
    private final HistoryStore history;
    private final ArticleStore articles;

    Stories(Transaction transaction, LedgerStore ledger, TicketStore tickets, OutboundQueue queue, Ids ids) {
        this.transaction = transaction;
        this.ledger = ledger;
        this.tickets = tickets;
        this.queue = queue;
        this.history = HistoryStore.jdbi(ids);
        this.articles = ArticleStore.jdbi(ids);
    }

    /** A mail that came. */
    Map<String, Object> of(LedgerEntry entry) {
        Map<String, Object> story = received(entry);
        Optional<Article> article =
                entry.receipt().end().flatMap(Receipt.End::article).flatMap(id -> articles.find(transaction, id));
        story.put("then_on_its_ticket", article.map(this::noted).orElse(List.of()));
        story.put("then_left", article.map(this::left).orElse(List.of()));
        return story;
    }

    private Map<String, Object> received(LedgerEntry entry) {
        Receipt receipt = entry.receipt();
        Map<String, Object> story = new LinkedHashMap<>();
        story.put("receipt", receipt.id().value());
        story.put("message_id", entry.findings().messageId());
        story.put("from", entry.findings().sender());
        story.put("size", receipt.content().size());
        story.put("sha256", receipt.content().sha256());
        story.put(
                "held",
                receipt.content().whole() ? "whole" : "its beginning: it is too large, and stays in the mailbox");
        story.put("seen", seen(entry));
        story.put("state", word(receipt.work().state()));
        story.put("attempts", receipt.work().attempts());
        story.put("fault", receipt.work().fault());
        story.put("taken_for", entry.findings().kind().map(Stories::word));
        story.put("automatic_answer", entry.findings().answering().map(Stories::word));
        story.put(
                "decided",
                receipt.end().map(end -> end.trace().lines().toList()).orElse(List.of()));
        story.put("became", receipt.end().map(Receipt.End::disposition).map(Disposition::word));
        story.put("ticket", receipt.end().flatMap(Receipt.End::ticket).map(this::number));
        story.put(
                "copy_of_receipt",
                receipt.end().flatMap(Receipt.End::duplicateOf).map(ReceiptId::value));
        story.put("copies", copies(receipt));
        return story;
    }

    private static Map<String, Object> seen(LedgerEntry entry) {
        Receipt receipt = entry.receipt();
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("fetched_at", receipt.receivedAt());
        seen.put("department", receipt.origin().department());
        seen.put("mailbox", receipt.origin().mailbox());
        seen.put("uid", receipt.origin().uid());
        seen.put("uidvalidity", Optional.of(receipt.origin().uidValidity()).filter(validity -> validity > 0));
        seen.put("removed_from_server_at", entry.removedAt());
        return seen;
    }

    private List<Long> copies(Receipt receipt) {
        return ledger.bySha256(transaction, receipt.content().sha256()).stream()
                .map(LedgerEntry::receipt)
                .filter(other -> other.end()
                        .flatMap(Receipt.End::duplicateOf)
                        .filter(receipt.id()::equals)
                        .isPresent())
                .map(copy -> copy.id().value())
                .toList();
    }

    /** What the history says that came of it. */
    private List<String> noted(Article article) {
        return history.history(transaction, article.ticket()).stream()
                .filter(line -> line.article().filter(article.id()::equals).isPresent()
                        || (line.article().isEmpty() && atOnce(article, line.at())))
                .map(Stories::line)
                .toList();
    }

    private List<Map<String, Object>> left(Article article) {
        return queue.ofTicket(transaction, article.ticket()).stream()
                .filter(mail -> carries(mail, article) || atOnce(article, mail.queuedAt()))
                .flatMap(mail -> queue.show(transaction, mail.id()).stream())
                .map(this::of)
                .toList();
    }

    private static boolean carries(OutboundMail mail, Article article) {
        Optional<ArticleId> carried = mail.about().article();
        return carried.filter(article.id()::equals).isPresent();
    }

    private static boolean atOnce(Article article, Instant at) {
        return !at.isBefore(article.at().minus(AT_ONCE))
                && !at.isAfter(article.at().plus(AT_ONCE));
    }

    /** A mail of ours. */
    Map<String, Object> of(QueueEntry entry) {
        Map<String, Object> story = new LinkedHashMap<>(QueueCommand.object(entry));
        story.put("ticket", entry.mail().about().ticket().map(this::number));
        story.remove("ticket_id");
        return story;
    }

    /** A ticket with all of its mails. */
    Map<String, Object> of(Ticket ticket) {
        Map<String, Object> story = new LinkedHashMap<>();
        story.put("ticket", ticket.number().toString());
        story.put("subject", ticket.subject());
        story.put("state", word(ticket.state()));
        story.put("group", ticket.group());
        story.put("assignee", ticket.assignee());
        story.put("customer", ticket.customer().map(NamedAddress::address).map(EmailAddress::value));
        story.put("opened_at", ticket.times().opened());
        story.put(
                "merged_into",
                tickets.survivor(transaction, ticket.id())
                        .filter(into -> !into.id().equals(ticket.id()))
                        .map(into -> into.number().toString()));
        story.put("received", mails(ticket).map(this::received).toList());
        story.put(
                "sent",
                queue.ofTicket(transaction, ticket.id()).stream()
                        .flatMap(mail -> queue.show(transaction, mail.id()).stream())
                        .map(this::of)
                        .toList());
        story.put(
                "history",
                history.history(transaction, ticket.id()).stream()
                        .map(Stories::line)
                        .toList());
        return story;
    }

    /** Those whose receipt names the ticket, and those whose article came here from another one. */
    private Stream<LedgerEntry> mails(Ticket ticket) {
        Stream<LedgerEntry> moved = articles.articles(transaction, ticket.id()).stream()
                .flatMap(article -> article.content().source().receipt().stream())
                .flatMap(id -> ledger.find(transaction, new ReceiptId(id)).stream());
        return Stream.concat(ledger.ofTicket(transaction, ticket.id()).stream(), moved)
                .distinct();
    }

    private String number(TicketId ticket) {
        return tickets.find(transaction, ticket)
                .map(found -> found.number().toString())
                .orElse("deleted");
    }

    private static String line(HistoryLine line) {
        return line.at() + "  " + line.by().actor() + ": " + line.detail();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
