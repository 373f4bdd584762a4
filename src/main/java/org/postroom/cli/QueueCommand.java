package org.postroom.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.postroom.app.SystemClock;
import org.postroom.mail.EmailAddress;
import org.postroom.outbound.OutboundId;
import org.postroom.outbound.OutboundMail;
import org.postroom.outbound.OutboundQueue;
import org.postroom.outbound.OutboundQueue.OperatorResult;
import org.postroom.outbound.QueueEntry;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.storage.RawStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Outgoing mail: what waits, why, and what to do about it. */
@Command(
        name = "queue",
        description = "Outgoing mail that waits: list it, show one with its attempts, try it now, or drop it.",
        mixinStandardHelpOptions = true)
final class QueueCommand {
    private static final int MOST = 1000;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final ConfOption conf = new ConfOption();

    @Command(name = "list", description = "Lists what waits, oldest first.", mixinStandardHelpOptions = true)
    int list() {
        return with((database, queue) -> {
            PrintWriter out = spec.commandLine().getOut();
            database.<List<QueueEntry>>read(transaction -> queue.list(transaction, MOST))
                    .forEach(entry -> out.println(line(entry)));
            out.flush();
            return ExitCode.OK;
        });
    }

    @Command(name = "show", description = "Shows a mail with its attempts.", mixinStandardHelpOptions = true)
    int show(@Parameters(paramLabel = "ID", description = "as list prints it") long id) {
        return with((database, queue) -> database.<Optional<QueueEntry>>read(
                        transaction -> queue.show(transaction, new OutboundId(id)))
                .map(this::print)
                .orElseGet(() -> told(OperatorResult.UNKNOWN)));
    }

    @Command(
            name = "retry",
            description = "Tries a mail now, once more if it had failed.",
            mixinStandardHelpOptions = true)
    int retry(@Parameters(paramLabel = "ID", description = "as list prints it") long id) {
        return with(
                (database, queue) -> told(database.write(transaction -> queue.retry(transaction, new OutboundId(id)))));
    }

    @Command(name = "drop", description = "Takes a waiting mail out of the queue.", mixinStandardHelpOptions = true)
    int drop(@Parameters(paramLabel = "ID", description = "as list prints it") long id) {
        return with(
                (database, queue) -> told(database.write(transaction -> queue.drop(transaction, new OutboundId(id)))));
    }

    private int with(BiFunction<Database, OutboundQueue, Integer> work) {
        Optional<Database> opened = conf.openDatabase();
        if (opened.isEmpty()) {
            return ExitCode.CONFIG;
        }
        try (Database database = opened.get()) {
            Ids ids = new Ids(SystemClock.get(), Ids.MAX_NODE);
            OutboundQueue queue = OutboundQueue.jdbi(ids, RawStore.jdbi(ids), SystemClock.get(), account -> {});
            return work.apply(database, queue);
        }
    }

    private int told(OperatorResult result) {
        boolean done = result == OperatorResult.CHANGED;
        PrintWriter out =
                done ? spec.commandLine().getOut() : spec.commandLine().getErr();
        out.println(
                switch (result) {
                    case CHANGED -> "Done. A running daemon takes it up within a minute.";
                    case NOTHING_TO_DO -> "postroom: nobody is left to whom this applies.";
                    case UNDER_WAY -> "postroom: it is being sent right now; ask again in a moment.";
                    case UNKNOWN -> "postroom: there is no such mail. `postroom queue list` shows what waits.";
                });
        out.flush();
        return done ? ExitCode.OK : ExitCode.FAILED;
    }

    private int print(QueueEntry entry) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line(entry));
        out.println("  Message-ID " + entry.mail().messageId());
        entry.mail()
                .recipients()
                .forEach(recipient -> out.println("  " + recipient.address() + ": "
                        + recipient.state().name().toLowerCase(java.util.Locale.ROOT) + " "
                        + TicketCommand.shown(recipient.reply())));
        entry.attempts()
                .forEach(attempt ->
                        out.println("  " + attempt.beganAt() + " " + TicketCommand.shown(attempt.summary())));
        out.flush();
        return ExitCode.OK;
    }

    private static String line(QueueEntry entry) {
        OutboundMail mail = entry.mail();
        String to = String.join(
                ", ",
                mail.recipients().stream()
                        .map(recipient -> recipient.address())
                        .map(EmailAddress::value)
                        .toList());
        return mail.id().value() + "  " + entry.state().name().toLowerCase(java.util.Locale.ROOT) + "  "
                + mail.about().kind().name().toLowerCase(java.util.Locale.ROOT) + "  "
                + mail.about().account() + "  to "
                + TicketCommand.shown(to) + "  attempts " + mail.attempts() + "  due " + entry.dueAt();
    }
}
