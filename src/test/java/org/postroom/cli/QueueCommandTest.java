package org.postroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.intake.Office;
import org.postroom.outbound.OutboundKind;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseSettings;
import org.postroom.storage.TestDatabase;
import org.postroom.storage.TestDatabases;

class QueueCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @BeforeEach
    void copyConf() throws Exception {
        Path from = Path.of("conf");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, directory.resolve("conf").resolve(from.relativize(file)));
            }
        }
    }

    @BeforeEach
    void theDaemonRanOnce() throws Exception {
        Database.open(DatabaseSettings.embedded(Files.createDirectories(directory.resolve("data"))))
                .close();
    }

    @Test
    void aListWithNothingInItIsDone() {
        assertThat(run("queue", "list")).isEqualTo(ExitCode.OK);
        assertThat(run("queue", "list", "--failed", "--json")).isEqualTo(ExitCode.OK);
        assertThat(run("quarantine", "list")).isEqualTo(ExitCode.OK);
        assertThat(run("quarantine", "list", "--json")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void whatIsNotThereFailsWithASentenceOnStandardError() {
        for (String wish : new String[] {"show", "retry", "drop"}) {
            assertThat(run("queue", wish, "42")).as(wish).isEqualTo(ExitCode.FAILED);
        }
        for (String wish : new String[] {"show", "release", "retry"}) {
            assertThat(run("quarantine", wish, "42")).as(wish).isEqualTo(ExitCode.FAILED);
        }
        assertThat(out.toString()).doesNotContain("Done");
        assertThat(err.toString().lines())
                .hasSize(6)
                .allMatch(line -> line.startsWith("postroom: there is no such mail."));
    }

    @Test
    void showsTriesAndDropsWhatWaits() throws Exception {
        TestDatabase held = TestDatabases.sqlite();
        try (Office office = new Office(held)) {
            CommandBench commands = new CommandBench(
                    Files.createDirectory(directory.resolve("other")),
                    "database.url = " + held.settings().url());
            office.carlWrites();
            String mail =
                    office.queued(OutboundKind.AUTOMATIC).getFirst().ours().id().toString();

            assertThat(commands.run("queue", "list")).isEqualTo(ExitCode.OK);
            assertThat(commands.out()).contains(mail + "  waiting  automatic  acme  to " + Office.CARL);
            assertThat(commands.run("queue", "list", "--json")).isEqualTo(ExitCode.OK);
            assertThat(commands.out()).contains("{\"id\": " + mail + ", ", "\"address\": \"" + Office.CARL + "\"");
            assertThat(commands.run("queue", "show", mail)).isEqualTo(ExitCode.OK);
            assertThat(commands.out()).contains("  Message-ID <", "  " + Office.CARL + ": waiting");
            assertThat(commands.run("queue", "retry", mail)).isEqualTo(ExitCode.OK);
            assertThat(commands.out()).contains("within a minute, or once its account takes mail again");
            assertThat(commands.run("queue", "drop", mail)).isEqualTo(ExitCode.OK);
            assertThat(commands.out()).contains("Who has not got it will not.");
            assertThat(commands.run("queue", "list")).isEqualTo(ExitCode.OK);
            assertThat(commands.out()).doesNotContain(mail);
            assertThat(commands.run("queue", "drop", mail)).isEqualTo(ExitCode.FAILED);
            assertThat(commands.err()).contains("nobody is left to whom this applies");
        }
    }

    @Test
    void aWrongCommandLineIsCalledSoAtEveryLevel() {
        assertThat(run("queue", "bogus")).isEqualTo(ExitCode.USAGE);
        assertThat(run("queue", "show", "not-a-number")).isEqualTo(ExitCode.USAGE);
        assertThat(run("queue", "retry")).as("neither ids nor --held").isEqualTo(ExitCode.USAGE);
        assertThat(run("queue", "drop", "1", "--held")).isEqualTo(ExitCode.USAGE);
        assertThat(run("quarantine", "retry")).isEqualTo(ExitCode.USAGE);
        assertThat(run("quarantine", "release", "1", "--ticket", "nonsense")).isEqualTo(ExitCode.USAGE);
        assertThat(run("bogus")).isEqualTo(ExitCode.USAGE);
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(1, List.of("--conf", directory.resolve("conf").toString()));
        return PostroomCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
