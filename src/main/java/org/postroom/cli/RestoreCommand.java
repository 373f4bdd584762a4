package org.postroom.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.postroom.app.AfterRestore;
import org.postroom.app.SystemClock;
import org.postroom.config.Conf;
import org.postroom.intake.LedgerStore;
import org.postroom.mail.Secret;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseSettings;
import org.postroom.storage.Dialect;
import org.postroom.storage.SqliteCopy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings a backup back, and keeps what happened since from happening twice. */
@Command(
        name = "restore",
        description = {
            "Brings a backup back into an empty data directory; what is there is never overwritten. On MariaDB, load the dump first:",
            "this takes the keys from FOLDER and makes the database ready. No daemon may have run on it before.",
            "Mail that came since the backup: what its server still has is fetched again, what was in the backup is folded; what",
            "was removed there is gone. Answers that waited to leave when the backup was made are held, since they may have left:",
            "`postroom queue list`, `queue retry` or `queue drop` decides. Automatic mail and notices that waited are dropped. Planned",
            "answers whose time has passed wait for their agents' word. Numbers that may have been given since are left out.",
            "Sessions on the page end."
        },
        exitCodeOnInvalidInput = ExitCode.USAGE,
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
    /** What may lie in a directory that counts as empty: a lost lock, and what file systems put there. */
    private static final Set<String> NOTHING = Set.of("lost+found", "postroom.lock");

    /** A number given twice keeps every new ticket from being opened; one of more digits is no ticket's. */
    private static final long MOST_LEFT_OUT = 1_000_000_000;

    private static final String RESTORING = DatabaseSettings.FILE_NAME + ".restoring";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final ConfOption conf = new ConfOption();

    @Parameters(paramLabel = "FOLDER", description = "the backup")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    @Option(
            names = "--leave-out",
            paramLabel = "NUMBERS",
            description =
                    "how many of the next ticket numbers are left out, for each prefix: more than tickets can have been opened"
                            + " since the backup. Default: ${DEFAULT-VALUE}",
            defaultValue = "1000")
    private long leftOut;

    @Override
    public Integer call() throws IOException {
        if (leftOut < 0 || leftOut > MOST_LEFT_OUT) {
            throw new ParameterException(
                    spec.commandLine(), "--leave-out takes a number from 0 to " + MOST_LEFT_OUT + ".");
        }
        Optional<Conf> loaded = conf.load();
        if (loaded.isEmpty()) {
            return ExitCode.CONFIG;
        }
        Conf good = loaded.get();
        boolean embedded = good.machine().database().dialect() == Dialect.SQLITE;
        Optional<String> refusal = refusal(good, embedded);
        if (refusal.isPresent()) {
            return failed(refusal.get());
        }
        Instant made = BackupFolder.madeAt(folder);
        Path data = Files.createDirectories(good.machine().daemon().dataDirectory());
        return embedded ? file(good, data, made) : loaded(good, data, made);
    }

    private Optional<String> refusal(Conf conf, boolean embedded) throws IOException {
        Path data = conf.machine().daemon().dataDirectory();
        Optional<Path> there = inTheWay(data);
        if (there.isPresent()) {
            return Optional.of("The data directory " + data + " is not empty: there is "
                    + there.get().getFileName() + ". Nothing was changed. Restore into an empty one.");
        }
        Optional<Path> database = embedded ? leftOf(conf.machine().database().file()) : Optional.empty();
        if (database.isPresent()) {
            return Optional.of("There is a database already: " + database.get() + ". Nothing was changed.");
        }
        if (!Files.isRegularFile(folder.resolve(embedded ? BackupFolder.DATABASE : BackupFolder.KEYS))) {
            return Optional.of(folder + " is no backup: " + (embedded ? BackupFolder.DATABASE : BackupFolder.KEYS)
                    + " is not in it.");
        }
        List<String> damages = embedded ? ExportFolder.damagesOf(folder) : List.of();
        return damages.isEmpty()
                ? Optional.empty()
                : Optional.of("The backup is damaged: " + String.join(", ", damages) + ". Nothing was changed.");
    }

    /** The database itself, or a log of one that is gone, which SQLite would take for the restored one's and write into it. */
    private static Optional<Path> leftOf(Path file) {
        return Stream.of("", "-wal", "-journal")
                .map(end -> file.resolveSibling(file.getFileName() + end))
                .filter(Files::exists)
                .findFirst();
    }

    private static Optional<Path> inTheWay(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> !NOTHING.contains(String.valueOf(file.getFileName())))
                    .findFirst();
        }
    }

    private int file(Conf conf, Path data, Instant made) throws IOException {
        Path target = conf.machine().database().file();
        Path part = target.resolveSibling(RESTORING);
        Files.createDirectories(target.resolveSibling("."));
        Files.copy(folder.resolve(BackupFolder.DATABASE), part);
        ownerOnly(part);
        List<String> faults = SqliteCopy.faultsOf(part);
        if (!faults.isEmpty()) {
            Files.delete(part);
            return failed("The database of the backup is not sound: " + faults.getFirst() + ". Nothing was restored.");
        }
        DatabaseSettings settings = new DatabaseSettings("jdbc:sqlite:" + part, "", Secret.of(""));
        AfterRestore.Done done;
        try (Database database = Database.open(settings)) {
            done = new AfterRestore(database, conf.organisation(), SystemClock.get()).make(made, leftOut);
        }
        keys(data);
        sync(part);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        ExportFolder.syncFolder(target.toAbsolutePath().resolveSibling("."));
        return told(done, made);
    }

    private int loaded(Conf conf, Path data, Instant made) throws IOException {
        AfterRestore.Done done;
        try (Database database = Database.open(conf.machine().database())) {
            if (database.<List<?>>read(transaction -> LedgerStore.jdbi()
                            .page(transaction, new LedgerStore.Stretch(0, Optional.empty(), Optional.empty(), 1)))
                    .isEmpty()) {
                return failed("The database holds no mail. Load the dump first: mariadb DATABASE < postroom.sql");
            }
            done = new AfterRestore(database, conf.organisation(), SystemClock.get()).make(made, leftOut);
        }
        keys(data);
        return told(done, made);
    }

    /** Last but one: with them the directory is not empty any more, and a second attempt is refused. */
    private void keys(Path data) throws IOException {
        Path keys = folder.resolve(BackupFolder.KEYS);
        if (Files.isRegularFile(keys)) {
            Path target = data.resolve(BackupFolder.KEYS);
            Files.copy(keys, target);
            ownerOnly(target);
            sync(target);
            ExportFolder.syncFolder(data);
        }
    }

    private static void ownerOnly(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private int told(AfterRestore.Done done, Instant made) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Restored from the backup of " + made + ".");
        out.println("Answers held until you let them go (`postroom queue list`): " + done.held()
                + ". Automatic mails and notices dropped: " + done.dropped()
                + ". Planned answers held for their agents: " + done.planned()
                + ". Ticket numbers left out: " + leftOut + " of each prefix.");
        out.println("Start the daemon; then `postroom reconcile` tells whether servers have what is not held.");
        out.flush();
        return ExitCode.OK;
    }

    private int failed(String sentence) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("postroom: " + sentence);
        err.flush();
        return ExitCode.FAILED;
    }
}
