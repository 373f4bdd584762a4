package org.postroom.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.BiFunction;
import org.postroom.app.SystemClock;
import org.postroom.intake.Receipt;
import org.postroom.intake.ReceiptId;
import org.postroom.intake.Spool;
import org.postroom.mail.Bytes;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.storage.RawStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Mail that was set aside: what, why, and trying it again. */
@Command(
        name = "quarantine",
        description = "Mail that could not be processed: list it, show one, save its bytes, or process it again.",
        mixinStandardHelpOptions = true)
final class QuarantineCommand {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final ConfOption conf = new ConfOption();

    @Command(name = "list", description = "Lists what is set aside, oldest first.", mixinStandardHelpOptions = true)
    int list() {
        return with((database, spool) -> {
            PrintWriter out = spec.commandLine().getOut();
            database.read(spool::listQuarantined).forEach(receipt -> out.println(line(receipt)));
            out.flush();
            return ExitCode.OK;
        });
    }

    @Command(
            name = "show",
            description = "Shows why a mail was set aside, and saves its bytes with --save.",
            mixinStandardHelpOptions = true)
    int show(
            @Parameters(paramLabel = "ID", description = "as list prints it") long id,
            @Option(names = "--save", paramLabel = "FILE", description = "writes the mail's bytes to a new file")
                    Optional<Path> file) {
        return with((database, spool) -> {
            Optional<Receipt> receipt = database.read(transaction -> spool.find(transaction, new ReceiptId(id)));
            receipt.ifPresent(this::print);
            receipt.ifPresent(found ->
                    file.ifPresent(path -> save(database.read(transaction -> spool.raw(transaction, found)), path)));
            return receipt.isPresent() ? ExitCode.OK : unknown();
        });
    }

    @Command(
            name = "release",
            description = "Processes a mail anew, as if it had just arrived.",
            mixinStandardHelpOptions = true)
    int release(@Parameters(paramLabel = "ID", description = "as list prints it") long id) {
        return with((database, spool) -> {
            boolean released = database.write(transaction -> spool.release(
                    transaction, new ReceiptId(id), SystemClock.get().instant()));
            return released ? done() : unknown();
        });
    }

    private int with(BiFunction<Database, Spool, Integer> work) {
        Optional<Database> opened = conf.openDatabase();
        if (opened.isEmpty()) {
            return ExitCode.CONFIG;
        }
        try (Database database = opened.get()) {
            Ids ids = new Ids(SystemClock.get(), Ids.MAX_NODE);
            Spool spool = Spool.jdbi(ids, RawStore.jdbi(ids));
            return work.apply(database, spool);
        }
    }

    private void print(Receipt receipt) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line(receipt));
        receipt.end()
                .ifPresent(end -> end.trace().lines().forEach(line -> out.println("  " + TicketCommand.shown(line))));
        out.flush();
    }

    private void save(Bytes mail, Path file) {
        try {
            Files.write(file, mail.toArray(), StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file + ": " + e.getMessage(), e);
        }
        spec.commandLine().getOut().println("  Saved to " + file);
        spec.commandLine().getOut().flush();
    }

    private static String line(Receipt receipt) {
        return receipt.id().value() + "  " + receipt.receivedAt() + "  "
                + receipt.origin().department() + "  "
                + receipt.content().size() + " bytes  "
                + TicketCommand.shown(receipt.work().fault().orElse(""));
    }

    private int done() {
        spec.commandLine().getOut().println("Done. A running daemon takes it up within a minute.");
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private int unknown() {
        spec.commandLine()
                .getErr()
                .println("postroom: there is no such mail. `postroom quarantine list` shows what is set aside.");
        return ExitCode.FAILED;
    }
}
