package org.postroom.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.postroom.app.SystemClock;
import org.postroom.config.Conf;
import org.postroom.config.Machine;
import org.postroom.storage.DatabaseSettings;
import org.postroom.storage.Dialect;
import org.postroom.storage.SqliteCopy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copies everything that is kept into a folder, while the daemon runs. */
@Command(
        name = "backup",
        description = {
            "Copies the embedded database, as it stands at one moment, and the keys of reply tokens into a new folder, while the",
            "daemon runs. The folder has its name only once all of it is on the disk, was read again and found sound; what is there",
            "is never overwritten. conf and templates are yours to keep. On MariaDB it says how to do it with MariaDB's own tools."
        },
        exitCodeOnInvalidInput = ExitCode.USAGE,
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final ConfOption conf = new ConfOption();

    @Parameters(paramLabel = "FOLDER", description = "a new folder")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    @Override
    public Integer call() throws IOException {
        Optional<Conf> loaded = conf.load();
        if (loaded.isEmpty()) {
            return ExitCode.CONFIG;
        }
        Machine machine = loaded.get().machine();
        if (machine.database().dialect() == Dialect.MARIADB) {
            return failed(onMariaDb(machine));
        }
        Path file = machine.database().file();
        if (!Files.isRegularFile(file)) {
            return failed("There is no database " + file + " yet.");
        }
        long size = backUp(machine);
        PrintWriter out = spec.commandLine().getOut();
        out.println("Backed up to " + folder + ": " + size + " bytes of database, read again and sound.");
        out.println("conf and templates are not in it. Whoever can read it can read all mail, and write as any agent.");
        out.flush();
        return ExitCode.OK;
    }

    private long backUp(Machine machine) throws IOException {
        long[] size = new long[1];
        try (ExportFolder target = ExportFolder.begin(folder)) {
            target.addMade(BackupFolder.DATABASE, file -> {
                SqliteCopy.into(machine.database(), file);
                List<String> faults = SqliteCopy.faultsOf(file);
                if (!faults.isEmpty()) {
                    throw new IOException("The copy of the database is not sound (" + faults.getFirst()
                            + "). `postroom verify` tells more of the original.");
                }
                size[0] = Files.size(file);
            });
            Path keys = machine.daemon().dataDirectory().resolve(BackupFolder.KEYS);
            if (Files.isRegularFile(keys)) {
                target.addFile(BackupFolder.KEYS, out -> Files.copy(keys, out));
            }
            BackupFolder.addAbout(target, SystemClock.get().instant());
            target.finish();
        }
        return size[0];
    }

    private static String onMariaDb(Machine machine) {
        DatabaseSettings database = machine.database();
        return "The database " + database.shownUrl()
                + " is MariaDB's to back up. With its own tools, while everything runs:\n"
                + "  mariadb-dump --single-transaction --quick --hex-blob DATABASE | zstd > postroom.sql.zst\n"
                + "or mariadb-backup --backup for large ones; and with it, for without them no answer finds its ticket:\n"
                + "  cp " + machine.daemon().dataDirectory().resolve(BackupFolder.KEYS) + " FOLDER/\n"
                + "To restore: load the dump, then `postroom restore FOLDER` before any daemon starts.";
    }

    private int failed(String sentence) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("postroom: " + sentence);
        err.flush();
        return ExitCode.FAILED;
    }
}
