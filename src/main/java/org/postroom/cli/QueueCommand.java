package org.postroom.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.postroom.app.SystemClock;
import org.postroom.mail.EmailAddress;
import org.postroom.outbound.OutboundId;
import org.postroom.outbound.OutboundMail;
import org.postroom.outbound.OutboundQueue;
import org.postroom.outbound.OutboundQueue.OperatorResult;
import org.postroom.outbound.QueueEntry;
import org.postroom.outbound.QueueLists;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.storage.RawStore;
import org.postroom.storage.Transaction;
import org.postroom.ticket.TicketId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Outgoing mail: what waits, why, and what to do about it. */
@Command(
        name = "queue",
        description = {
            "Outgoing mail that waits: list it, show one with its attempts, try it now, or drop it.",
            "What is held waits for a word of yours: it may have left already before a backup was restored."
        },
        mixinStandardHelpOptions = true)
final class QueueCommand {
    private static final int MOST = 1000;
    private static final Duration LATELY = Duration.ofDays(7);
    private static final String ID = "as list prints it";
    private static final String HELD = "all that are held";
    private static final String RETRIED =
            "Done. A running daemon takes it up within a minute, or once its account takes mail again (/health says why not).";
    private static final String DROPPED = "Done. Who has not got it will not.";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final ConfOption conf = new ConfOption();

    @Command(
            name = "list",
            description = "Lists what waits, oldest first: the first 1,000.",
            mixinStandardHelpOptions = true)
    int list(
            @Option(names = "--failed", description = "instead, what failed or is uncertain since 7 days, latest first")
                    boolean failed,
            @Option(names = "--json", description = "prints one JSON object a line and mail") boolean json) {
        return with((database, queue) -> {
            database.<List<QueueEntry>>read(transaction -> failed
                            ? QueueLists.jdbi()
                                    .failed(
                                            transaction,
                                            new QueueLists.Stretch(Optional.empty(), 0, MOST),
                                            SystemClock.get().instant().minus(LATELY))
                            : queue.list(transaction, MOST))
                    .forEach(entry -> out().println(json ? JsonLine.of(object(entry)) : line(entry)));
            return ExitCode.OK;
        });
    }

    @Command(name = "show", description = "Shows a mail with its attempts.", mixinStandardHelpOptions = true)
    int show(
            @Parameters(paramLabel = "ID", description = ID) long id,
            @Option(names = "--json", description = "prints a JSON object") boolean json) {
        return with((database, queue) -> database.<Optional<QueueEntry>>read(
                        transaction -> queue.show(transaction, new OutboundId(id)))
                .map(entry -> print(entry, json))
                .orElseGet(() -> told(OperatorResult.UNKNOWN, "")));
    }

    @Command(
            name = "retry",
            description = "Tries mails now, once more if they had failed; what is held leaves.",
            mixinStandardHelpOptions = true)
    int retry(
            @Parameters(paramLabel = "ID", arity = "0..*", description = ID) List<Long> ids,
            @Option(names = "--held", description = HELD) boolean held) {
        return each(ids, held, RETRIED, (transaction, queue) -> id -> queue.retry(transaction, id));
    }

    @Command(
            name = "drop",
            description = "Takes waiting mails out of the queue: who has not got them will not.",
            mixinStandardHelpOptions = true)
    int drop(
            @Parameters(paramLabel = "ID", arity = "0..*", description = ID) List<Long> ids,
            @Option(names = "--held", description = HELD) boolean held) {
        return each(ids, held, DROPPED, (transaction, queue) -> id -> queue.drop(transaction, id));
    }

    @FunctionalInterface
    private interface Wish {
        Function<OutboundId, OperatorResult> on(Transaction transaction, OutboundQueue queue);
    }

    private int each(List<Long> ids, boolean held, String done, Wish wish) {
        List<Long> given = ids == null ? List.of() : ids;
        if (given.isEmpty() != held) {
            throw new ParameterException(spec.commandLine(), "Which mails? Give their ids, or --held.");
        }
        return with((database, queue) -> {
            List<OutboundId> wanted = held
                    ? database
                            .<List<QueueEntry>>read(transaction -> queue.list(transaction, Integer.MAX_VALUE))
                            .stream()
                            .filter(entry -> entry.state() == QueueEntry.State.HELD)
                            .map(entry -> entry.mail().id())
                            .toList()
                    : given.stream().map(OutboundId::new).toList();
            int code = ExitCode.OK;
            for (OutboundId id : wanted) {
                OperatorResult result = database.write(
                        transaction -> wish.on(transaction, queue).apply(id));
                code = Math.max(code, told(result, done));
            }
            return code;
        });
    }

    private int with(BiFunction<Database, OutboundQueue, Integer> work) {
        Optional<Database> opened = conf.openDatabase();
        if (opened.isEmpty()) {
            return ExitCode.CONFIG;
        }
        try (Database database = opened.get()) {
            Ids ids = new Ids(SystemClock.get(), Ids.MAX_NODE);
            OutboundQueue queue = OutboundQueue.jdbi(ids, RawStore.jdbi(ids), SystemClock.get(), account -> {});
            int code = work.apply(database, queue);
            out().flush();
            return code;
        }
    }

    private int told(OperatorResult result, String changed) {
        boolean done = result == OperatorResult.CHANGED;
        PrintWriter out = done ? out() : spec.commandLine().getErr();
        out.println(
                switch (result) {
                    case CHANGED -> changed;
                    case NOTHING_TO_DO -> "postroom: nobody is left to whom this applies.";
                    case UNDER_WAY -> "postroom: it is being sent right now; ask again in a moment.";
                    case UNKNOWN -> "postroom: there is no such mail. `postroom queue list` shows what waits.";
                });
        out.flush();
        return done ? ExitCode.OK : ExitCode.FAILED;
    }

    private int print(QueueEntry entry, boolean json) {
        PrintWriter out = out();
        if (json) {
            out.println(JsonLine.of(object(entry)));
            return ExitCode.OK;
        }
        out.println(line(entry));
        out.println("  Message-ID " + entry.mail().messageId());
        entry.mail()
                .recipients()
                .forEach(recipient -> out.println("  " + recipient.address() + ": " + word(recipient.state()) + " "
                        + TicketCommand.shown(recipient.reply())));
        entry.attempts()
                .forEach(attempt ->
                        out.println("  " + attempt.beganAt() + " " + TicketCommand.shown(attempt.summary())));
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
        return mail.id().value() + "  " + word(entry.state()) + "  "
                + word(mail.about().kind()) + "  "
                + mail.about().account() + "  to "
                + TicketCommand.shown(to) + "  attempts " + mail.attempts() + "  due " + entry.dueAt();
    }

    /** A mail of the queue, as JSON has it. */
    static Map<String, Object> object(QueueEntry entry) {
        OutboundMail mail = entry.mail();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", mail.id().value());
        object.put("message_id", mail.messageId());
        object.put("state", word(entry.state()));
        object.put("kind", word(mail.about().kind()));
        object.put("account", mail.about().account());
        object.put("department", mail.about().department());
        object.put("ticket_id", mail.about().ticket().map(TicketId::value));
        object.put("size", mail.stored().size());
        object.put("queued_at", mail.queuedAt());
        object.put("due_at", Optional.of(entry.dueAt()).filter(_ -> entry.state() == QueueEntry.State.WAITING));
        object.put("attempts", mail.attempts());
        object.put(
                "recipients",
                mail.recipients().stream().map(QueueCommand::object).toList());
        object.put("tries", entry.attempts().stream().map(QueueCommand::object).toList());
        return object;
    }

    private static Map<String, Object> object(OutboundMail.Recipient recipient) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("address", recipient.address());
        object.put("state", word(recipient.state()));
        object.put("reply", recipient.reply());
        return object;
    }

    private static Map<String, Object> object(QueueEntry.Attempt attempt) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("began_at", attempt.beganAt());
        object.put("ended_at", attempt.endedAt());
        object.put("uncertain", attempt.uncertain());
        object.put("summary", attempt.summary());
        return object;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
