package org.postroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.mail.Secret;
import org.postroom.testing.ChaosProxy;
import org.postroom.testing.Fault;
import org.postroom.testing.MariaDbServer;

@EnabledIf(value = "org.postroom.testing.MariaDbServer#installed", disabledReason = "mariadbd is not installed here")
class MariaDbDatabaseTest {
    /** As many as one node opens for writing. */
    private static final int ALL_CONNECTIONS = 8;

    /** Three bytes of length, a sequence number, and 3 for a query in text. */
    private static final String COMMIT = "\\07\\00\\00\\00\\03COMMIT";

    /** The server never hears the COMMIT. */
    private static final Fault BEFORE_COMMIT = Fault.cut().before(COMMIT);

    /** The server does it, but the client never hears so. */
    private static final Fault BEFORE_REPLY = Fault.loseReply().at(COMMIT);

    @Test
    void repeatsTheTransactionThatADeadlockRolledBack() {
        try (TestDatabase test = TestDatabases.mariadb()) {
            Database database = test.database();
            Probe.create(database, 2);
            AtomicInteger attempts = new AtomicInteger();
            CyclicBarrier bothHaveOne = new CyclicBarrier(2);
            CompletableFuture<Void> forth = inBothOrders(database, 0, 1, attempts, bothHaveOne);
            CompletableFuture<Void> back = inBothOrders(database, 1, 0, attempts, bothHaveOne);
            CompletableFuture.allOf(forth, back).join();
            assertThat(attempts).as("one was the victim").hasValue(3);
            assertThat(Probe.amounts(database)).containsExactly(102L, 102L);
        }
    }

    private static CompletableFuture<Void> inBothOrders(
            Database database, long first, long second, AtomicInteger attempts, CyclicBarrier bothHaveOne) {
        return CompletableFuture.runAsync(
                () -> database.change(transaction -> {
                    Probe.add(transaction, first, 1);
                    if (attempts.incrementAndGet() <= 2) {
                        await(bothHaveOne);
                    }
                    Probe.add(transaction, second, 1);
                }),
                Thread::startVirtualThread);
    }

    @Test
    void doesNotCommitTheSecondHalfOfATransactionThatADeadlockRolledBack() {
        try (TestDatabase test = TestDatabases.mariadb()) {
            Database database = test.database();
            Probe.create(database, 3);
            AtomicInteger attempts = new AtomicInteger();
            CyclicBarrier bothHaveOne = new CyclicBarrier(2);
            CompletableFuture<Void> forth = swallowing(database, 0, 1, attempts, bothHaveOne);
            CompletableFuture<Void> back = swallowing(database, 1, 0, attempts, bothHaveOne);
            CompletableFuture.allOf(forth, back).join();
            assertThat(Probe.amounts(database)).containsExactly(102L, 102L, 102L);
        }
    }

    private static CompletableFuture<Void> swallowing(
            Database database, long first, long second, AtomicInteger attempts, CyclicBarrier bothHaveOne) {
        return CompletableFuture.runAsync(
                () -> database.change(transaction -> {
                    Probe.add(transaction, first, 1);
                    if (attempts.incrementAndGet() <= 2) {
                        await(bothHaveOne);
                    }
                    try {
                        Probe.add(transaction, second, 1);
                    } catch (JdbiException e) {
                        // As a careless caller might
                    }
                    Probe.add(transaction, 2, 1);
                }),
                Thread::startVirtualThread);
    }

    @Test
    void findsTheCommitThatTheServerMadeAndTheConnectionLost() {
        try (Lossy lossy = new Lossy()) {
            lossy.proxy.once(BEFORE_REPLY);
            AtomicInteger attempts = new AtomicInteger();
            List<String> told = new ArrayList<>();
            long result = lossy.database.write(insert(attempts, told), MariaDbDatabaseTest::lookUp);
            assertThat(result).isEqualTo(7);
            assertThat(attempts).hasValue(1);
            assertThat(told).containsExactly("committed");
            assertThat(Probe.amounts(lossy.database)).containsExactly(100L, 7L);
        }
    }

    @Test
    void repeatsTheWorkWhoseCommitNeverReachedTheServer() {
        try (Lossy lossy = new Lossy()) {
            lossy.proxy.once(BEFORE_COMMIT);
            AtomicInteger attempts = new AtomicInteger();
            List<String> told = new ArrayList<>();
            long result = lossy.database.write(insert(attempts, told), MariaDbDatabaseTest::lookUp);
            assertThat(result).isEqualTo(7);
            assertThat(attempts).hasValue(2);
            assertThat(told).containsExactly("committed");
            assertThat(Probe.amounts(lossy.database)).containsExactly(100L, 7L);
        }
    }

    @Test
    void saysThatItDoesNotKnowWhenNobodyTellsItHowToLook() {
        try (Lossy lossy = new Lossy()) {
            for (Fault cut : List.of(BEFORE_REPLY, BEFORE_COMMIT)) {
                lossy.proxy.once(cut);
                assertThatThrownBy(() -> lossy.database.change(transaction -> Probe.add(transaction, 0, 1)))
                        .isInstanceOf(UncertainCommitException.class)
                        .hasMessageContaining("lost during a commit");
            }
            assertThat(Probe.amounts(lossy.database)).containsExactly(101L);
        }
    }

    @Test
    void losesAndDoublesNothingOverManyCuts() {
        try (Lossy lossy = new Lossy()) {
            List<Fault> cuts = List.of(BEFORE_COMMIT, BEFORE_REPLY);
            for (int id = 1; id <= 30; id++) {
                if (id % 3 > 0) {
                    lossy.proxy.once(cuts.get(id % 3 - 1));
                }
                long key = id;
                lossy.database.write(
                        transaction -> {
                            Probe.insert(transaction, key, 1, "number " + key);
                            return Probe.add(transaction, 0, 1);
                        },
                        transaction -> Probe.exists(transaction, key) ? Optional.of(1) : Optional.empty());
            }
            assertThat(lossy.proxy.struck()).isEqualTo(20);
            assertThat(Probe.amounts(lossy.database)).hasSize(31).startsWith(130L);
        }
    }

    /** A database behind a connection that can be cut. */
    private static final class Lossy implements AutoCloseable {
        private final TestDatabase test = TestDatabases.mariadb();
        private final ChaosProxy proxy;
        private final Database database;

        Lossy() {
            DatabaseSettings direct = test.settings();
            proxy = ChaosProxy.before(SharedMariaDb.SERVER.port());
            database = Database.open(new DatabaseSettings(
                    direct.url().replaceFirst(":\\d+/", ":" + proxy.port() + "/"), direct.user(), direct.password()));
            Probe.create(database, 1);
        }

        @Override
        public void close() {
            database.close();
            proxy.close();
            test.close();
        }
    }

    private static Function<Transaction, Long> insert(AtomicInteger attempts, List<String> told) {
        return transaction -> {
            attempts.incrementAndGet();
            transaction.afterCommit(() -> told.add("committed"));
            Probe.insert(transaction, 1, 7, "new");
            return 7L;
        };
    }

    private static Optional<Long> lookUp(Transaction transaction) {
        return Probe.exists(transaction, 1) ? Optional.of(Probe.amount(transaction, 1)) : Optional.empty();
    }

    @Test
    void callsItAnOutageWhenOthersHaveAllConnections() {
        try (TestDatabase test = TestDatabases.mariadb()) {
            CountDownLatch allTaken = new CountDownLatch(ALL_CONNECTIONS);
            CountDownLatch over = new CountDownLatch(1);
            List<CompletableFuture<Void>> others = IntStream.range(0, ALL_CONNECTIONS)
                    .mapToObj(_ -> CompletableFuture.runAsync(
                            () -> test.database().change(_ -> {
                                allTaken.countDown();
                                await(over);
                            }),
                            Thread::startVirtualThread))
                    .toList();
            await(allTaken);
            assertThatThrownBy(() -> test.database().change(_ -> {}))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("stayed busy");
            over.countDown();
            others.forEach(CompletableFuture::join);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void knowsTheSessionThatTheDriverPutIntoThePlaceOfALostOne() throws SQLException {
        try (TestDatabase test = TestDatabases.mariadb()) {
            DatabaseSettings settings = test.settings();
            String server = "127.0.0.1:" + SharedMariaDb.SERVER.port();
            String url = "jdbc:mariadb:sequential://" + server + "," + server + "/?sslMode=disable";
            MariaDbSessions sessions = new MariaDbSessions();
            try (Connection connection = DriverManager.getConnection(
                    url, settings.user(), settings.password().reveal())) {
                long before = sessions.of(connection).orElseThrow().number();
                test.database().change(transaction -> transaction.handle().execute("KILL CONNECTION " + before));
                assertThat(connection.isValid(60)).isTrue();
                assertThat(sessions.of(connection).orElseThrow().number()).isNotEqualTo(before);
            }
        }
    }

    @Test
    void goesOnAfterTheServerWasKilledInTheMiddleOfATransaction() {
        try (MariaDbServer server = MariaDbServer.start();
                Database database = Database.open(server.settings(server.createSchema()))) {
            Probe.create(database, 1);
            AtomicInteger attempts = new AtomicInteger();
            database.change(transaction -> {
                Probe.add(transaction, 0, 1);
                if (attempts.incrementAndGet() == 1) {
                    killAndRestart(server);
                }
                Probe.add(transaction, 0, 1);
            });
            assertThat(attempts).hasValue(2);
            assertThat(Probe.amounts(database)).containsExactly(102L);
        }
    }

    @Test
    void repeatsTheTransactionThatWaitedTooLongForALock() throws SQLException {
        try (TestDatabase test = TestDatabases.mariadb();
                Connection other = SharedMariaDb.SERVER.connectAsAdministrator(
                        test.settings().url().replaceFirst(".*/", ""));
                Statement statement = other.createStatement()) {
            Probe.create(test.database(), 1);
            other.setAutoCommit(false);
            statement.execute("SELECT * FROM probe FOR UPDATE");
            AtomicInteger attempts = new AtomicInteger();
            test.database().change(transaction -> {
                if (attempts.incrementAndGet() == 2) {
                    rollBack(other);
                }
                Probe.add(transaction, 0, 1);
            });
            assertThat(attempts).hasValue(2);
            assertThat(Probe.amounts(test.database())).containsExactly(101L);
        }
    }

    @Test
    void repeatsTheTransactionThatMetAReadOnlyServer() {
        try (MariaDbServer server = MariaDbServer.start();
                Database database = Database.open(server.settings(server.createSchema()))) {
            Probe.create(database, 1);
            server.execute("SET GLOBAL read_only = 1");
            AtomicInteger attempts = new AtomicInteger();
            database.change(transaction -> {
                if (attempts.incrementAndGet() == 3) {
                    server.execute("SET GLOBAL read_only = 0");
                }
                Probe.add(transaction, 0, 1);
            });
            assertThat(attempts).hasValue(3);
            assertThat(Probe.amounts(database)).containsExactly(101L);
        }
    }

    @Test
    void waitsForAConnectionWhereTheServerHasTooMany() throws SQLException {
        try (MariaDbServer server = MariaDbServer.start("--max-connections=10");
                Database database = Database.open(server.settings(server.createSchema()))) {
            Probe.create(database, 1);
            List<Connection> others = connectionsUntilRefused(server);
            CompletableFuture<List<Long>> amounts =
                    CompletableFuture.supplyAsync(() -> Probe.amounts(database), Thread::startVirtualThread);
            for (Connection other : others) {
                other.close();
            }
            assertThat(amounts.join()).containsExactly(100L);
        }
    }

    private static List<Connection> connectionsUntilRefused(MariaDbServer server) throws SQLException {
        List<Connection> connections = new ArrayList<>();
        while (true) {
            try {
                connections.add(DriverManager.getConnection(
                        server.url("") + "?sslMode=disable", server.user(), server.password()));
            } catch (SQLException e) {
                assertThat(e.getErrorCode()).isEqualTo(1040);
                return connections;
            }
        }
    }

    @Test
    void letsTheServerEndTransactionsThatAStoppedNodeLeavesOpen() {
        try (TestDatabase test = TestDatabases.mariadb()) {
            int seconds = test.database()
                    .write(transaction -> transaction
                            .handle()
                            .createQuery("SELECT @@idle_transaction_timeout")
                            .mapTo(Integer.class)
                            .one());
            assertThat(seconds).isEqualTo(20);
        }
    }

    @Test
    void saysThatAStoppedServerDoesNotAnswer() throws InterruptedException {
        try (MariaDbServer server = MariaDbServer.start();
                Database database = Database.open(server.settings(server.createSchema()))) {
            server.kill();
            assertThatThrownBy(() ->
                            database.read(transaction -> transaction.handle().execute("SELECT 1")))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("does not answer")
                    .hasMessageContaining("Is the server running?");
        }
    }

    @Test
    void refusesAServerThatMayLoseCommittedMail() {
        try (MariaDbServer server =
                MariaDbServer.start("--innodb-flush-log-at-trx-commit=2", "--log-bin", "--server-id=1")) {
            server.execute("SET GLOBAL max_allowed_packet = 1048576");
            assertThatThrownBy(() -> Database.open(server.settings(server.createSchema())))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("innodb_flush_log_at_trx_commit is 2 and must be 1")
                    .hasMessageContaining("sync_binlog is 0 and must be 1")
                    .hasMessageContaining("max_allowed_packet is 1048576 and must be at least 16777216")
                    .hasMessageContaining("under [mysqld]");
            server.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 1");
            server.execute("SET GLOBAL sync_binlog = 1");
            server.execute("SET GLOBAL max_allowed_packet = 16777216");
            Database.open(server.settings(server.createSchema())).close();
        }
    }

    /** A server may ask its client for a file in the middle of any statement. */
    @Test
    void givesTheServerNoFileOfThisMachine(@TempDir Path folder) throws IOException {
        Path secrets = Files.writeString(folder.resolve("secrets"), "a secret of this machine\n");
        try (MariaDbServer server = MariaDbServer.start("--local-infile=1");
                Database database = Database.open(server.settings(server.createSchema()))) {
            database.change(transaction -> transaction.handle().execute("CREATE TABLE taken (line VARCHAR(300))"));
            assertThatThrownBy(() -> database.change(transaction ->
                            transaction.handle().execute("LOAD DATA LOCAL INFILE '" + secrets + "' INTO TABLE taken")))
                    .hasStackTraceContaining("disabled");
            assertThat(database.<List<String>>read(transaction -> transaction
                            .handle()
                            .createQuery("SELECT line FROM taken")
                            .mapTo(String.class)
                            .list()))
                    .isEmpty();
        }
    }

    @Test
    void keepsStrictOnAServerThatIsNot() {
        try (MariaDbServer server = MariaDbServer.start("--sql-mode=", "--character-set-server=latin1")) {
            try (Database database = Database.open(server.settings(server.createSchema()))) {
                Probe.create(database, 0);
                assertThatThrownBy(
                                () -> database.change(transaction -> Probe.insert(transaction, 1, 0, "x".repeat(321))))
                        .isInstanceOf(StorageException.class);
            }
        }
    }

    @Test
    void saysWhatKeepsItFromConnecting() {
        try (TestDatabase test = TestDatabases.mariadb();
                ChaosProxy unused = ChaosProxy.before(1)) {
            DatabaseSettings good = test.settings();
            assertThatThrownBy(() -> open(good.url(), good.user(), "wrong"))
                    .hasMessageContaining("Access denied")
                    .hasMessageContaining("Check database.user and database.password")
                    .hasMessageNotContaining("wrong");
            assertThatThrownBy(() -> open(
                            good.url() + "_missing",
                            good.user(),
                            good.password().reveal()))
                    .hasMessageContaining("that this user may do everything in this database");
            assertThatThrownBy(() -> open(good.url() + "_missing", "root", ""))
                    .hasMessageContaining("Create it: CREATE DATABASE postroom_")
                    .hasMessageContaining("_missing CHARACTER SET utf8mb4");
            assertThatThrownBy(() -> open("mariadb://127.0.0.1:" + unused.port() + "/postroom", "postroom", ""))
                    .hasMessageContaining("Cannot connect to the database jdbc:mariadb://127.0.0.1:")
                    .hasMessageContaining("Check database.url, and that the server is running");
            assertThatThrownBy(() -> open(good.url() + "?sslMode=verify-full", good.user(), ""))
                    .hasMessageContaining("add ?sslMode=disable to database.url");
        }
    }

    private static void open(String url, String user, String password) {
        Database.open(new DatabaseSettings(url, user, Secret.of(password))).close();
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void killAndRestart(MariaDbServer server) {
        try {
            server.kill();
            server.restart();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
