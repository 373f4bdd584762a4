package org.postroom.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postroom.agent.DepartmentId;
import org.postroom.mail.MessageId;
import org.postroom.mail.NamedAddress;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.storage.RawStore;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Article;
import org.postroom.ticket.ArticleStore;
import org.postroom.ticket.By;
import org.postroom.ticket.HistoryLine;
import org.postroom.ticket.HistoryStore;
import org.postroom.ticket.Participant;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketLists;
import org.postroom.ticket.TicketStore;

/**
 * Writes all tickets of a department into a folder: {@code tickets.jsonl}, {@code articles.jsonl} and {@code history.jsonl},
 * a JSON object a line, and the mails byte by byte as {@code mails/ID.eml}.
 */
final class DepartmentExport {
    private static final int BATCH = 20;

    private final Database database;
    private final TicketStore tickets;
    private final ArticleStore articles;
    private final HistoryStore history;
    private final RawStore raws;

    DepartmentExport(Database database, Ids ids) {
        this.database = database;
        this.tickets = TicketStore.jdbi(ids);
        this.articles = ArticleStore.jdbi(ids);
        this.history = HistoryStore.jdbi(ids);
        this.raws = RawStore.jdbi(ids);
    }

    /**
     * A ticket that stands in the folder.
     *
     * @param lines how many its history has there
     */
    record Written(Ticket ticket, int lines) {}

    /** Returns the tickets there are in the folder, which is complete then. */
    List<Written> write(DepartmentId department, Path target) throws IOException {
        try (ExportFolder folder = ExportFolder.begin(target)) {
            List<Written> written = new ArrayList<>();
            List<Ticket> some = next(department, Optional.empty());
            while (!some.isEmpty()) {
                for (Ticket ticket : some) {
                    written.add(new Written(ticket, write(ticket, folder)));
                    for (Ticket merged : mergedFromElsewhere(ticket)) {
                        write(merged, folder);
                    }
                }
                some = next(department, Optional.of(some.getLast().id()));
            }
            folder.finish();
            return written;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** What other departments' tickets that became part of this one have left: their numbers and history go with it. */
    private List<Ticket> mergedFromElsewhere(Ticket ticket) {
        return database.read(transaction -> tickets.mergedInto(transaction, ticket.id()).stream()
                .flatMap(id -> tickets.find(transaction, id).stream())
                .filter(merged -> !merged.department().equals(ticket.department()))
                .toList());
    }

    private List<Ticket> next(DepartmentId department, Optional<TicketId> after) {
        return database.read(transaction -> TicketLists.jdbi().ofDepartment(transaction, department, after, BATCH));
    }

    private record Parts(
            List<Participant> participants,
            List<TicketStore.Related> related,
            List<Article> articles,
            List<HistoryLine> history,
            Optional<Long> mergedInto) {}

    /** Returns how many lines of history it wrote. */
    private int write(Ticket ticket, ExportFolder folder) throws IOException {
        Parts parts = database.read(transaction -> parts(transaction, ticket.id()));
        folder.addLine("tickets.jsonl", JsonLine.of(json(ticket, parts)));
        for (Article article : parts.articles()) {
            folder.addLine("articles.jsonl", JsonLine.of(json(ticket, article)));
            if (article.content().source().raw().isPresent()) {
                long raw = article.content().source().raw().get();
                folder.addFile(
                        nameOf(raw),
                        out -> database.<Boolean>read(transaction -> {
                            try {
                                raws.copyTo(transaction, raw, out);
                                return true;
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        }));
            }
        }
        for (HistoryLine line : parts.history()) {
            folder.addLine("history.jsonl", JsonLine.of(json(ticket, line)));
        }
        return parts.history().size();
    }

    private Parts parts(Transaction transaction, TicketId id) {
        return new Parts(
                tickets.participants(transaction, id),
                tickets.related(transaction, id),
                articles.articles(transaction, id),
                history.history(transaction, id),
                tickets.survivor(transaction, id)
                        .map(Ticket::id)
                        .filter(into -> !into.equals(id))
                        .map(TicketId::value));
    }

    private static String nameOf(long raw) {
        return "mails/" + raw + ".eml";
    }

    private static Map<String, Object> json(Ticket ticket, Parts parts) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", ticket.id().value());
        json.put("number", ticket.number().toString());
        json.put("subject", ticket.subject());
        json.put("group", ticket.group().toString());
        json.put("state", ticket.state().word());
        json.put("assignee", ticket.assignee().map(Object::toString));
        json.put("product", ticket.product().map(Object::toString));
        json.put("opened", ticket.times().opened());
        json.put("changed", ticket.times().changed());
        json.put("closed", ticket.times().closed().map(Instant::toString));
        json.put("customer", ticket.customer().map(DepartmentExport::person));
        json.put(
                "participants",
                parts.participants().stream().map(one -> person(one.who())).toList());
        json.put(
                "related",
                parts.related().stream()
                        .map(link -> Map.of("ticket", link.ticket().value(), "reason", link.reason()))
                        .toList());
        json.put("mergedInto", parts.mergedInto());
        json.put("shared", ticket.sharing().levels());
        return json;
    }

    private static Map<String, Object> json(Ticket ticket, Article article) {
        Article.Content content = article.content();
        Map<String, Object> json = begun(ticket, article.id().value(), article.at(), content.by());
        json.put("kind", content.kind());
        json.put("visibility", content.visibility());
        json.put("from", content.addresses().from().map(DepartmentExport::person));
        json.put(
                "to",
                content.addresses().to().stream().map(DepartmentExport::person).toList());
        json.put(
                "cc",
                content.addresses().cc().stream().map(DepartmentExport::person).toList());
        json.put("subject", content.subject());
        json.put("message-id", content.messageId().map(MessageId::value));
        json.put("text", content.text());
        json.put("mail", content.source().raw().map(DepartmentExport::nameOf));
        json.put(
                "files",
                content.attachments().stream()
                        .map(file -> Map.of(
                                "name",
                                file.name(),
                                "type",
                                file.mediaType(),
                                "size",
                                file.size(),
                                "sha256",
                                file.sha256()))
                        .toList());
        return json;
    }

    private static Map<String, Object> json(Ticket ticket, HistoryLine line) {
        Map<String, Object> json = begun(ticket, line.id(), line.at(), line.by());
        json.put("kind", line.kind());
        json.put("detail", line.detail());
        json.put("data", line.data());
        return json;
    }

    private static Map<String, Object> begun(Ticket ticket, long id, Instant at, By by) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ticket", ticket.number().toString());
        json.put("id", id);
        json.put("at", at);
        json.put("by", by.actor().toString());
        json.put("way", by.way().word());
        return json;
    }

    private static Map<String, Object> person(NamedAddress who) {
        return Map.of("name", who.name(), "address", who.address().value());
    }
}
