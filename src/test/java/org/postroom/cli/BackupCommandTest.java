package org.postroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.intake.Office;
import org.postroom.mail.Bytes;
import org.postroom.outbound.OutboundKind;
import org.postroom.storage.TestDatabase;
import org.postroom.storage.TestDatabases;

/** A backup is made while mail comes in, brought back somewhere else, and compared. */
class BackupCommandTest {
    private static final String KEYS = "reply-token.keys";

    @TempDir
    private Path directory;

    private TestDatabase held;
    private Office office;
    private CommandBench commands;
    private CommandBench restored;
    private Path backup;

    @BeforeEach
    void open() throws IOException {
        held = TestDatabases.sqlite();
        office = new Office(held);
        commands = new CommandBench(
                Files.createDirectory(directory.resolve("one")),
                "database.url = " + held.settings().url());
        restored = new CommandBench(Files.createDirectory(directory.resolve("other")));
        Files.writeString(Files.createDirectories(commands.data()).resolve(KEYS), "the keys");
        backup = directory.resolve("backup");
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void copiesEverythingWhileMailComesInAndBringsItBack() throws Exception {
        for (int i = 0; i < 20; i++) {
            office.arrives(Office.SUPPORT_DESK, mail(i));
        }
        AtomicBoolean enough = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(5);
        try (ExecutorService sender = Executors.newSingleThreadExecutor()) {
            Future<Integer> sent = sender.submit(() -> {
                int number = 20;
                while (!enough.get()) {
                    office.arrives(Office.SUPPORT_DESK, mail(number++));
                    begun.countDown();
                }
                return number;
            });
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(commands.run("backup", backup.toString()))
                    .as(commands.err())
                    .isEqualTo(ExitCode.OK);
            enough.set(true);
            assertThat(sent.get()).isGreaterThan(24);
        }

        assertThat(restored.run("restore", backup.toString()))
                .as(restored.err())
                .isEqualTo(ExitCode.OK);
        assertThat(restored.run("verify")).as(restored.out()).isEqualTo(ExitCode.OK);
        Path file = restored.data().resolve("postroom.db");
        List<String> before = rows(held.settings().url());
        List<String> after = rows("jdbc:sqlite:" + file);
        assertThat(after).hasSizeGreaterThanOrEqualTo(24).isEqualTo(before.subList(0, after.size()));
        assertThat(restored.data().resolve(KEYS)).hasContent("the keys");
        for (Path secret : List.of(file, restored.data().resolve(KEYS))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                    .isEqualTo("rw-------");
        }
        assertThat(restored.data().toFile().list()).containsExactlyInAnyOrder("postroom.db", KEYS, "postroom.lock");
    }

    /** What waited when the backup was made may have left since: nothing of it leaves a second time by itself. */
    @Test
    void letsNothingLeaveByItselfThatMayHaveLeft() {
        office.carlWrites();
        office.agentAnswers(Office.ANNA, "We are on it.");
        assertThat(office.queued(OutboundKind.ANSWER)).hasSize(1);
        assertThat(office.queued(OutboundKind.AUTOMATIC)).hasSize(1);
        String number = office.tickets().getFirst().number().toString();
        assertThat(commands.run("backup", backup.toString())).isEqualTo(ExitCode.OK);
        assertThat(restored.run("restore", backup.toString(), "--leave-out", "500"))
                .isEqualTo(ExitCode.OK);
        assertThat(restored.out()).contains("Answers held until you let them go (`postroom queue list`): 1.");

        assertThat(restored.run("queue", "list")).isEqualTo(ExitCode.OK);
        assertThat(restored.out().lines()).hasSize(1).allMatch(line -> line.contains("  held  answer  "));
        assertThat(restored.run("explain", number)).isEqualTo(ExitCode.OK);
        assertThat(restored.out()).contains("state: dropped", "restored from a backup");
        assertThat(restored.run("queue", "retry", "--held")).isEqualTo(ExitCode.OK);
        assertThat(restored.run("queue", "list")).isEqualTo(ExitCode.OK);
        assertThat(restored.out()).contains("  waiting  answer  ");

        long next = number("jdbc:sqlite:" + restored.data().resolve("postroom.db"));
        assertThat(next)
                .as("numbers given since the backup are not given again")
                .isEqualTo(number(held.settings().url()) + 500);
    }

    /** A key file that is copied out of the folder by hand keeps its permissions. */
    @Test
    void letsNobodyElseReadItsFiles() throws IOException {
        assertThat(commands.run("backup", backup.toString())).isEqualTo(ExitCode.OK);
        try (Stream<Path> files = Files.list(backup)) {
            assertThat(files.toList())
                    .hasSizeGreaterThan(3)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .as(file.toString())
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void overwritesNothing() throws IOException {
        Files.createDirectory(backup);
        assertThat(commands.run("backup", backup.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(commands.err()).contains("is there already");
        Files.delete(backup);
        assertThat(commands.run("backup", backup.toString())).isEqualTo(ExitCode.OK);

        Files.writeString(Files.createDirectories(restored.data()).resolve("mine"), "x");
        assertThat(restored.run("restore", backup.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(restored.err()).contains("is not empty: there is mine", "Nothing was changed");
        assertThat(restored.data().resolve("postroom.db")).doesNotExist();
    }

    @Test
    void namesTheFolderThatIsMissing() throws IOException {
        office.carlWrites();
        Path away = directory.resolve("away");
        assertThat(commands.run("backup", away.resolve("backup").toString())).isEqualTo(ExitCode.FAILED);
        assertThat(commands.err()).contains("There is no folder " + away + " to make backup in");
    }

    @Test
    void leavesOutNoNumberThatWasGivenAlready() {
        assertThat(commands.run("backup", backup.toString())).isEqualTo(ExitCode.OK);
        for (String odd : List.of("-5", "9223372036854775807")) {
            assertThat(restored.run("restore", backup.toString(), "--leave-out", odd))
                    .isEqualTo(ExitCode.USAGE);
        }
        assertThat(restored.data()).doesNotExist();
    }

    /** SQLite would write what such a log holds into the restored database. */
    @Test
    void putsNoDatabaseBesideTheLogOfAnother() throws IOException {
        assertThat(commands.run("backup", backup.toString())).isEqualTo(ExitCode.OK);
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere")).resolve("tickets.db");
        CommandBench apart = new CommandBench(
                Files.createDirectory(directory.resolve("apart")), "database.url = jdbc:sqlite:" + elsewhere);
        Path log = Files.writeString(elsewhere.resolveSibling("tickets.db-wal"), "x");
        assertThat(apart.run("restore", backup.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(apart.err()).contains("There is a database already: " + log);
        assertThat(elsewhere).doesNotExist();
        Files.delete(log);
        assertThat(apart.run("restore", backup.toString())).as(apart.err()).isEqualTo(ExitCode.OK);
    }

    @Test
    void refusesADamagedBackup() throws IOException {
        office.carlWrites();
        assertThat(commands.run("backup", backup.toString())).isEqualTo(ExitCode.OK);
        byte[] database = Files.readAllBytes(backup.resolve("postroom.db"));
        database[database.length / 2] ^= 1;
        Files.write(backup.resolve("postroom.db"), database);
        assertThat(restored.run("restore", backup.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(restored.err()).contains("The backup is damaged: postroom.db");
        assertThat(restored.data()).doesNotExist();
    }

    @Test
    void takesNoFolderForABackupThatIsNone() throws IOException {
        Files.createDirectory(backup);
        assertThat(restored.run("restore", backup.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(restored.err()).contains("is no backup");
    }

    @Test
    void saysHowItIsDoneOnMariaDb() throws IOException {
        CommandBench maria = new CommandBench(
                Files.createDirectory(directory.resolve("maria")),
                "database.url = mariadb://db.example.com:3306/postroom",
                "database.user = postroom",
                "database.password = secret");
        assertThat(maria.run("backup", backup.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(maria.err())
                .contains("mariadb-dump --single-transaction", "mariadb-backup", KEYS, "postroom restore FOLDER")
                .doesNotContain("secret");
    }

    private static Bytes mail(int number) {
        return Bytes.of("From: carl" + number + "@customer.example.org\r\nTo: support@example.com\r\nSubject: No. "
                + number + "\r\nMessage-ID: <" + number + "@customer.example.org>\r\n\r\nText " + number + "\r\n");
    }

    private static List<String> rows(String url) {
        return query(
                url,
                "SELECT r.uid || ' ' || r.sha256 || ' ' || t.ticket_no || ' ' || t.subject || ' ' || a.body"
                        + " FROM receipt r JOIN ticket t ON t.id = r.ticket_id JOIN article a ON a.id = r.article_id"
                        + " ORDER BY r.id");
    }

    private static long number(String url) {
        return Long.parseLong(query(url, "SELECT next_no FROM ticket_counter WHERE prefix = 'SUP'")
                .getFirst());
    }

    private static List<String> query(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(Objects.requireNonNull(result.getString(1)));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
