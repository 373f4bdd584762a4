package org.postroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.mail.Bytes;

class SqliteDatabaseTest {
    private static final long SEED = 7;

    private final RawStore raws = RawStore.jdbi(new Ids(InstantSource.system(), 1));

    @TempDir
    private Path directory;

    @Test
    void findsAgainWhatWasWrittenBeforeItWasClosed() {
        long id;
        try (Database database = TestDatabases.sqlite(directory)) {
            id = put(database, Bytes.of("kept"));
        }
        try (Database database = TestDatabases.sqlite(directory)) {
            assertThat(get(database, id)).isEqualTo(Bytes.of("kept"));
        }
    }

    @Test
    void commitsToTheDiskBeforeItReturns() {
        try (Database database = TestDatabases.sqlite(directory)) {
            assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
            String synchronous = database.write(transaction -> value(transaction, "PRAGMA synchronous"));
            String foreignKeys = database.write(transaction -> value(transaction, "PRAGMA foreign_keys"));
            assertThat(synchronous).as("2 is FULL").isEqualTo("2");
            assertThat(foreignKeys).isEqualTo("1");
        }
    }

    @Test
    void letsNobodyElseReadTheMail() throws IOException {
        try (Database database = TestDatabases.sqlite(directory)) {
            put(database, Bytes.of("private"));
            for (String name : new String[] {"postroom.db", "postroom.db-wal", "postroom.db-shm"}) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name))))
                        .as(name)
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void makesTheDataDirectory() {
        Path deep = directory.resolve("var/lib/postroom");
        TestDatabases.sqlite(deep).close();
        assertThat(deep.resolve(DatabaseSettings.FILE_NAME)).exists();
    }

    @Test
    void refusesADirectoryThatAnotherDaemonHas() throws IOException, InterruptedException {
        Process other = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DirectoryHolder.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader reader = other.inputReader(StandardCharsets.UTF_8)) {
            assertThat(reader.readLine()).isEqualTo("open");
            assertThatThrownBy(() -> TestDatabases.sqlite(directory))
                    .isInstanceOf(StorageException.class)
                    .hasMessage("The data directory " + directory + " is in use by another Postroom (process "
                            + other.pid() + "). Stop that one first, or give this one a data directory of its own");
        } finally {
            other.destroyForcibly().waitFor();
        }
        TestDatabases.sqlite(directory).close();
    }

    /** As in a directory of another user's; root sees into all of them, but not through a link that leads to itself. */
    @Test
    void takesNoDatabaseItCannotSeeForOneThatIsNotThere() throws IOException {
        Path unseen = Files.createSymbolicLink(directory.resolve("round"), directory.resolve("round"));
        assertThatThrownBy(() -> Database.openBesideDaemon(DatabaseSettings.embedded(unseen)))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("cannot be seen")
                .hasMessageContaining("Run this as the user");
    }

    @Test
    void opensBesideTheDaemonForAnOperator() {
        DatabaseSettings settings = DatabaseSettings.embedded(directory);
        assertThatThrownBy(() -> Database.openBesideDaemon(settings))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("There is no database " + directory);
        try (Database daemon = Database.open(settings);
                Database operator = Database.openBesideDaemon(settings)) {
            long id = put(daemon, Bytes.of("from the daemon"));
            assertThat(get(operator, id)).isEqualTo(Bytes.of("from the daemon"));
            long other = put(operator, Bytes.of("from the operator"));
            assertThat(get(daemon, other)).isEqualTo(Bytes.of("from the operator"));
        }
    }

    @Test
    void saysThatThereIsNoSpaceAndGoesOnWhenThereIs() {
        Bytes mail = randomMail(1 << 20);
        try (Database database = TestDatabases.sqlite(directory)) {
            database.change(transaction -> value(transaction, "PRAGMA max_page_count = 200"));
            assertThatThrownBy(() -> put(database, mail))
                    .isInstanceOf(DiskFullException.class)
                    .hasMessageContaining("no space left for the database " + directory);
            // The connection the limit was set on is not used again after such an error
            long id = put(database, mail);
            assertThat(get(database, id)).isEqualTo(mail);
            Long count = database.read(transaction -> transaction
                    .handle()
                    .createQuery("SELECT COUNT(*) FROM raw_mail")
                    .mapTo(Long.class)
                    .one());
            assertThat(count).isEqualTo(1);
        }
    }

    @Test
    void refusesEverythingOnceItsFileIsDamaged() throws IOException, SQLException {
        try (Database database = TestDatabases.sqlite(directory)) {
            long id = put(database, randomMail(1 << 20));
            changeFromOutsideAndMoveAllIntoTheFile();
            overwriteAllButTheFirstPage();
            assertThatThrownBy(() -> get(database, id)).isInstanceOf(StorageBrokenException.class);
            assertThatThrownBy(() -> put(database, Bytes.of("more")))
                    .isInstanceOf(StorageBrokenException.class)
                    .hasMessageContaining("Check the disk, then start the daemon again");
        }
    }

    /** Then nothing is read from the write-ahead log or from the cache. */
    private void changeFromOutsideAndMoveAllIntoTheFile() throws SQLException {
        try (Connection outside = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("postroom.db"));
                Statement statement = outside.createStatement()) {
            statement.execute("INSERT INTO raw_mail (id, sha256, size, packing) VALUES (1, '', 0, '')");
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    private void overwriteAllButTheFirstPage() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve("postroom.db").toFile(), "rw")) {
            byte[] garbage = new byte[(int) file.length() - 4096];
            new Random(SEED).nextBytes(garbage);
            file.seek(4096);
            file.write(garbage);
        }
    }

    /** FAULTS A8: after a failed fsync the system may hold the log for written though it is not. */
    @Test
    void writesWhatItsLogHoldsOnceMoreWhenItIsOpened() throws IOException, SQLException {
        Path crashed = Files.createDirectory(directory.resolve("crashed"));
        Path alone = Files.createDirectory(directory.resolve("alone"));
        long id;
        try (Database database = TestDatabases.sqlite(directory)) {
            id = put(database, Bytes.of("kept"));
            for (String name : new String[] {"postroom.db", "postroom.db-wal"}) {
                Files.copy(directory.resolve(name), crashed.resolve(name));
            }
        }
        try (Database _ = TestDatabases.sqlite(crashed)) {
            Files.copy(crashed.resolve("postroom.db"), alone.resolve("postroom.db"));
        }
        try (Connection outside = DriverManager.getConnection("jdbc:sqlite:" + alone.resolve("postroom.db"));
                Statement statement = outside.createStatement()) {
            assertThat(statement
                            .executeQuery("SELECT id FROM raw_mail WHERE id = " + id)
                            .next())
                    .isTrue();
        }
    }

    /** What health shows. */
    @Test
    void tellsOfATroubleUntilAWriteGoesWell() {
        try (Database database = TestDatabases.sqlite(directory)) {
            database.change(transaction -> value(transaction, "PRAGMA max_page_count = 200"));
            assertThat(database.trouble()).isEmpty();
            assertThatThrownBy(() -> put(database, randomMail(1 << 20))).isInstanceOf(DiskFullException.class);
            assertThat(database.trouble().orElseThrow()).startsWith("There is no space left for the database");
            database.read(transaction -> value(transaction, "PRAGMA synchronous"));
            assertThat(database.trouble()).isPresent();
            put(database, Bytes.of("small"));
            assertThat(database.trouble()).isEmpty();
        }
    }

    @Test
    void refusesAFileThatIsNoDatabase() throws IOException {
        Files.writeString(directory.resolve(DatabaseSettings.FILE_NAME), "Dear Sirs, ".repeat(1_000));
        assertThatThrownBy(() -> TestDatabases.sqlite(directory))
                .isInstanceOf(StorageBrokenException.class)
                .hasMessageContaining("file is not a database");
        Files.delete(directory.resolve(DatabaseSettings.FILE_NAME));
        TestDatabases.sqlite(directory).close();
    }

    @Test
    void refusesTablesOfANewerVersion() {
        try (Database database = TestDatabases.sqlite(directory)) {
            database.change(transaction -> transaction
                    .handle()
                    .execute("INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
                            + " installed_by, execution_time, success)"
                            + " VALUES (999, '999', 'future', 'SQL', 'V999__future.sql', '', 1, 1)"));
        }
        assertThatThrownBy(() -> TestDatabases.sqlite(directory))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("made by a newer Postroom (changes [999])");
    }

    @Test
    void refusesTablesOfWhichSomeWereLeftOut() {
        try (Database database = TestDatabases.sqlite(directory)) {
            database.change(transaction -> {
                transaction
                        .handle()
                        .execute("DELETE FROM flyway_schema_history WHERE installed_rank <> (SELECT"
                                + " MAX(installed_rank) FROM flyway_schema_history)");
                transaction.handle().execute("UPDATE flyway_schema_history SET type = 'BASELINE'");
            });
        }
        assertThatThrownBy(() -> TestDatabases.sqlite(directory))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("the changes [1, 2, 3,");
    }

    @Test
    void refusesWorkOnceClosed() {
        Database database = TestDatabases.sqlite(directory);
        database.close();
        assertThatThrownBy(() -> put(database, Bytes.of("late"))).hasMessageContaining("closed");
    }

    private long put(Database database, Bytes mail) {
        return database.write(transaction -> raws.put(transaction, mail));
    }

    private Bytes get(Database database, long id) {
        return database.read(transaction -> raws.get(transaction, id));
    }

    private static String pragma(Database database, String name) {
        return database.read(transaction -> value(transaction, "PRAGMA " + name));
    }

    private static String value(Transaction transaction, String sql) {
        return transaction.handle().createQuery(sql).mapTo(String.class).one();
    }

    private static Bytes randomMail(int size) {
        byte[] content = new byte[size];
        new Random(SEED).nextBytes(content);
        return Bytes.wrap(content);
    }
}
