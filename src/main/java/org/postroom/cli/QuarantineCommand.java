package org.postroom.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.postroom.app.SystemClock;
import org.postroom.config.Conf;
import org.postroom.desk.DeskStores;
import org.postroom.intake.IntakeStores;
import org.postroom.intake.QuarantineRelease;
import org.postroom.intake.QuarantineRelease.Result;
import org.postroom.intake.Receipt;
import org.postroom.intake.ReceiptId;
import org.postroom.mail.Bytes;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.ticket.By;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketNumber;
import org.postroom.ticket.Way;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Mail that was set aside: what, why, trying it again, and giving it to a human as it is. */
@Command(
        name = "quarantine",
        description = {
            "Mail that could not be processed: list it, show one, save its bytes, try it again, or release it.",
            "retry processes a mail as if it had just come in: for when the reason is mended, by a newer version or in conf. It",
            "may fail again, and is set aside again then. release ends it: the mail goes to a ticket as it is, without being read,",
            "with its bytes attached, so that a human can go on from there. Nobody is answered."
        },
        mixinStandardHelpOptions = true)
final class QuarantineCommand {
    private static final String ID = "as list prints it";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final ConfOption conf = new ConfOption();

    @FunctionalInterface
    private interface Work {
        int on(Conf conf, Database database, IntakeStores stores);
    }

    @Command(name = "list", description = "Lists what is set aside, oldest first.", mixinStandardHelpOptions = true)
    int list(@Option(names = "--json", description = "prints one JSON object a line and mail") boolean json) {
        return with((_, database, stores) -> {
            database.<List<Receipt>>read(stores.spool()::listQuarantined)
                    .forEach(receipt -> out().println(json ? JsonLine.of(object(receipt)) : line(receipt)));
            return ExitCode.OK;
        });
    }

    @Command(
            name = "show",
            description = "Shows why a mail was set aside, and saves its bytes with --save.",
            mixinStandardHelpOptions = true)
    int show(
            @Parameters(paramLabel = "ID", description = ID) long id,
            @Option(names = "--save", paramLabel = "FILE", description = "writes the mail's bytes to a new file")
                    Optional<Path> file,
            @Option(names = "--json", description = "prints a JSON object") boolean json) {
        return with((_, database, stores) -> {
            Optional<Receipt> receipt =
                    database.read(transaction -> stores.spool().find(transaction, new ReceiptId(id)));
            receipt.ifPresent(found -> print(found, json));
            receipt.ifPresent(found -> file.ifPresent(path ->
                    save(database.read(transaction -> stores.spool().raw(transaction, found)), path, json)));
            return receipt.isPresent() ? ExitCode.OK : unknown();
        });
    }

    @Command(
            name = "retry",
            description = "Processes mails anew, as if they had just arrived.",
            mixinStandardHelpOptions = true)
    int retry(
            @Parameters(paramLabel = "ID", arity = "0..*", description = ID) List<Long> ids,
            @Option(names = "--all", description = "all that are set aside") boolean all) {
        List<Long> given = ids == null ? List.of() : ids;
        if (given.isEmpty() != all) {
            throw new ParameterException(spec.commandLine(), "Which mails? Give their ids, or --all.");
        }
        return with((_, database, stores) -> {
            List<ReceiptId> wanted = all
                    ? database.<List<Receipt>>read(stores.spool()::listQuarantined).stream()
                            .map(Receipt::id)
                            .toList()
                    : given.stream().map(ReceiptId::new).toList();
            int tried = database.write(transaction -> (int) wanted.stream()
                    .filter(id -> stores.spool()
                            .release(transaction, id, SystemClock.get().instant()))
                    .count());
            out().println("Mails to be processed anew: " + tried + ". A running daemon takes them up within a minute.");
            return tried == wanted.size() ? ExitCode.OK : unknown();
        });
    }

    @Command(
            name = "release",
            description = "Gives a mail to a ticket as it is, without reading it as mail.",
            mixinStandardHelpOptions = true)
    int release(
            @Parameters(paramLabel = "ID", description = ID) long id,
            @Option(
                            names = "--ticket",
                            paramLabel = "NUMBER",
                            description =
                                    "to this ticket; by default to the one that was opened when it was set aside, else to a"
                                            + " new one")
                    Optional<String> number) {
        Optional<TicketNumber> ticket = number.map(text -> TicketNumber.parse(text)
                .orElseThrow(
                        () -> new ParameterException(spec.commandLine(), "\"" + text + "\" is no ticket's number.")));
        return with((conf, database, stores) -> {
            QuarantineRelease release = new QuarantineRelease(conf::organisation, stores, SystemClock.get());
            return told(database.write(transaction ->
                    release.release(transaction, new ReceiptId(id), ticket, _ -> true, By.postroom(Way.CLI))));
        });
    }

    private int told(Result result) {
        return switch (result) {
            case Result.Released released -> {
                out().println("The mail is on ticket " + released.ticket().number() + " now.");
                yield ExitCode.OK;
            }
            case Result.NoSuchMail() -> unknown();
            case Result.NoSuchTicket() -> failed("there is no such ticket.");
            case Result.NoDepartment() ->
                failed("its department is not in conf any more; name a ticket with --ticket.");
            case Result.Refused(String reason) -> failed("the ticket takes nothing: " + reason);
        };
    }

    private int with(Work work) {
        Optional<Conf> loaded = conf.load();
        if (loaded.isEmpty()) {
            return ExitCode.CONFIG;
        }
        try (Database database =
                Database.openBesideDaemon(loaded.get().machine().database())) {
            Ids ids = new Ids(SystemClock.get(), Ids.MAX_NODE);
            IntakeStores stores = IntakeStores.jdbi(DeskStores.jdbi(ids, SystemClock.get(), _ -> {}));
            int code = work.on(loaded.get(), database, stores);
            out().flush();
            return code;
        }
    }

    private void print(Receipt receipt, boolean json) {
        if (json) {
            out().println(JsonLine.of(object(receipt)));
            return;
        }
        out().println(line(receipt));
        receipt.end()
                .ifPresent(end -> end.trace().lines().forEach(line -> out().println("  " + TicketCommand.shown(line))));
    }

    private void save(Bytes mail, Path file, boolean json) {
        try {
            Files.write(file, mail.toArray(), StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new UncheckedIOException("Cannot write " + file + ": it is there already", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file + ": " + e.getMessage(), e);
        }
        if (!json) {
            out().println("  Saved to " + file);
        }
    }

    private static String line(Receipt receipt) {
        return receipt.id().value() + "  " + receipt.receivedAt() + "  "
                + receipt.origin().department() + "  "
                + receipt.content().size() + " bytes  "
                + TicketCommand.shown(reason(receipt));
    }

    /** Its last fault; where it was set aside at once, the last of what was decided. */
    private static String reason(Receipt receipt) {
        return receipt.work()
                .fault()
                .or(() -> receipt.end().flatMap(end -> end.trace().lines().reduce((_, last) -> last)))
                .orElse("");
    }

    private static Map<String, Object> object(Receipt receipt) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("receipt", receipt.id().value());
        object.put("received_at", receipt.receivedAt());
        object.put("department", receipt.origin().department());
        object.put("mailbox", receipt.origin().mailbox());
        object.put("uid", receipt.origin().uid());
        object.put("size", receipt.content().size());
        object.put("sha256", receipt.content().sha256());
        object.put("state", receipt.work().state().name().toLowerCase(Locale.ROOT));
        object.put("attempts", receipt.work().attempts());
        object.put("reason", reason(receipt));
        object.put(
                "trace", receipt.end().map(end -> end.trace().lines().toList()).orElse(List.of()));
        object.put("ticket_id", receipt.end().flatMap(Receipt.End::ticket).map(TicketId::value));
        return object;
    }

    private int unknown() {
        return failed("there is no such mail. `postroom quarantine list` shows what is set aside.");
    }

    private int failed(String sentence) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("postroom: " + TicketCommand.shown(sentence));
        err.flush();
        return ExitCode.FAILED;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
