package org.postroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.intake.Office;
import org.postroom.outbound.OutboundKind;
import org.postroom.storage.DatabaseSettings;
import org.postroom.storage.TestDatabase;
import org.postroom.storage.TestDatabases;
import org.postroom.testing.MariaDbServer;
import org.postroom.testing.NeedsProgram;

/** A dump of a MariaDB that is at work is loaded into another one, which is then ready for a daemon. */
@NeedsProgram({"mariadbd", "mariadb-dump", "mariadb"})
class MariaDbBackupTest {
    private static final String KEYS = "reply-token.keys";

    @TempDir
    private Path directory;

    @Test
    void bringsBackADump() throws Exception {
        Path backup = Files.createDirectory(directory.resolve("backup"));
        Files.writeString(backup.resolve(KEYS), "the keys");
        Path dump = directory.resolve("dump.sql");
        try (TestDatabase first = TestDatabases.mariadb();
                Office office = new Office(first)) {
            office.carlWrites();
            office.agentAnswers(Office.ANNA, "We are on it.");
            assertThat(office.queued(OutboundKind.ANSWER)).hasSize(1);
            run(client(first.settings(), "mariadb-dump", List.of("--single-transaction", "--quick", "--hex-blob"))
                    .redirectOutput(dump.toFile()));
        }
        try (MariaDbServer server = MariaDbServer.start()) {
            DatabaseSettings settings = server.settings(server.createSchema());
            CommandBench commands = new CommandBench(
                    Files.createDirectory(directory.resolve("other")),
                    "database.url = " + settings.url(),
                    "database.user = " + settings.user(),
                    "database.password = " + settings.password().reveal());
            run(client(settings, "mariadb", List.of()).redirectInput(dump.toFile()));
            assertThat(commands.run("restore", backup.toString()))
                    .as(commands.err())
                    .isEqualTo(ExitCode.OK);
            assertThat(commands.out()).contains("(`postroom queue list`): 1.");
            assertThat(commands.run("verify")).as(commands.out()).isEqualTo(ExitCode.OK);
            assertThat(commands.run("queue", "list")).isEqualTo(ExitCode.OK);
            assertThat(commands.out()).contains("  held  answer  ");
            assertThat(commands.data().resolve(KEYS)).hasContent("the keys");
            assertThat(commands.run("restore", backup.toString()))
                    .as("a second time would leave numbers out again")
                    .isEqualTo(ExitCode.FAILED);
        }
    }

    private static ProcessBuilder client(DatabaseSettings settings, String program, List<String> options) {
        String[] place = settings.url().replaceFirst(".*//", "").split("[:/]");
        List<String> command = new ArrayList<>(List.of(program, "-h", place[0], "-P", place[1]));
        command.addAll(
                List.of("-u" + settings.user(), "-p" + settings.password().reveal(), "--skip-ssl"));
        command.addAll(options);
        command.add(place[2]);
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    private static void run(ProcessBuilder client) throws IOException, InterruptedException {
        assertThat(client.start().waitFor()).isZero();
    }
}
