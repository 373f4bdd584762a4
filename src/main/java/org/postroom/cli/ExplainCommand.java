package org.postroom.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.postroom.app.SystemClock;
import org.postroom.intake.LedgerEntry;
import org.postroom.intake.LedgerStore;
import org.postroom.intake.ReceiptId;
import org.postroom.mail.Bytes;
import org.postroom.mail.MessageId;
import org.postroom.outbound.OutboundId;
import org.postroom.outbound.OutboundMail;
import org.postroom.outbound.OutboundQueue;
import org.postroom.outbound.QueueEntry;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.storage.RawStore;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketNumber;
import org.postroom.ticket.TicketStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells the whole way of a mail or a ticket: what was decided about it, by what, and what left because of it. */
@Command(
        name = "explain",
        description = {
            "Tells what became of a mail, and why: when it was seen where, what it was taken for and by which header, how it",
            "found its ticket or why not, the automatic answer or why there was none, what was told to whom, what left, and each",
            "attempt at delivering it. Of a ticket, all of this for all of its mails.",
            "WHAT is a ticket's number (SUP-1042), a Message-ID of a mail that came or of one of ours, the file of a mail (known by",
            "its SHA-256), or the id of a receipt, outgoing mail or ticket, as quarantine, queue and the log name them."
        },
        exitCodeOnInvalidInput = ExitCode.USAGE,
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final ConfOption conf = new ConfOption();

    @Parameters(paramLabel = "WHAT", description = "the mail or the ticket")
    private String what = "";

    @Option(names = "--json", description = "prints one JSON object")
    private boolean json;

    private final Ids ids = new Ids(SystemClock.get(), Ids.MAX_NODE);
    private final LedgerStore ledger = LedgerStore.jdbi();
    private final TicketStore tickets = TicketStore.jdbi(ids);
    private final OutboundQueue queue = OutboundQueue.jdbi(ids, RawStore.jdbi(ids), SystemClock.get(), account -> {});

    @Override
    public Integer call() throws IOException {
        Optional<String> sha256 = shaOfFile();
        Optional<Database> opened = conf.openDatabase();
        if (opened.isEmpty()) {
            return ExitCode.CONFIG;
        }
        try (Database database = opened.get()) {
            Optional<Map<String, Object>> found = database.read(transaction -> found(transaction, sha256));
            found.ifPresent(this::print);
            return found.isPresent() ? ExitCode.OK : unknown();
        }
    }

    private Optional<String> shaOfFile() throws IOException {
        if (what.matches("[0-9a-fA-F]{64}")) {
            return Optional.of(what.toLowerCase(Locale.ROOT));
        }
        Path file = Path.of(what.replace("\0", ""));
        return Files.isRegularFile(file)
                ? Optional.of(Bytes.wrap(Files.readAllBytes(file)).sha256())
                : Optional.empty();
    }

    private Optional<Map<String, Object>> found(Transaction transaction, Optional<String> sha256) {
        Stories stories = new Stories(transaction, ledger, tickets, queue, ids);
        if (sha256.isPresent()) {
            return mails(stories, ledger.bySha256(transaction, sha256.get()), Optional.empty());
        }
        if (what.matches("[0-9]{1,18}")) {
            return numbered(transaction, stories, Long.parseLong(what));
        }
        Optional<Ticket> ticket = TicketNumber.parse(what).flatMap(number -> tickets.find(transaction, number));
        if (ticket.isPresent()) {
            return Optional.of(stories.of(ticket.get()));
        }
        return MessageId.parse(what)
                .flatMap(id -> mails(
                        stories,
                        ledger.byMessageId(transaction, id),
                        queue.byMessageId(transaction, id)
                                .map(OutboundMail::id)
                                .flatMap(out -> queue.show(transaction, out))));
    }

    private Optional<Map<String, Object>> numbered(Transaction transaction, Stories stories, long id) {
        return mails(
                        stories,
                        ledger.find(transaction, new ReceiptId(id)).stream().toList(),
                        queue.show(transaction, new OutboundId(id)))
                .or(() -> tickets.find(transaction, new TicketId(id)).map(stories::of));
    }

    private static Optional<Map<String, Object>> mails(
            Stories stories, List<LedgerEntry> received, Optional<QueueEntry> sent) {
        if (received.isEmpty() && sent.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> story = new LinkedHashMap<>();
        if (!received.isEmpty()) {
            story.put("received", received.stream().map(stories::of).toList());
        }
        sent.ifPresent(entry -> story.put("sent", List.of(stories.of(entry))));
        return Optional.of(story);
    }

    private void print(Map<String, Object> story) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonLine.of(story));
        } else {
            new Outline(out).print(story);
        }
        out.flush();
    }

    private int unknown() {
        PrintWriter err = spec.commandLine().getErr();
        err.println(
                "postroom: nothing is known of " + TicketCommand.shown(what) + ". A mail that no mailbox of conf has"
                        + " ever listed is not here; `postroom reconcile` tells what servers list.");
        err.flush();
        return ExitCode.FAILED;
    }
}
