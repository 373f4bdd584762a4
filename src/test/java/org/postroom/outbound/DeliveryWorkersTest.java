package org.postroom.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.agent.SmtpAccountId;
import org.postroom.mail.EmailAddress;
import org.postroom.outbound.smtp.Accounts;
import org.postroom.outbound.smtp.SmtpSender;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.storage.RawStore;
import org.postroom.storage.TestDatabases;
import org.postroom.storage.Transaction;
import org.postroom.testing.ScriptedSmtpServer;
import org.postroom.testing.ScriptedSmtpServer.Times;
import org.postroom.testing.SmtpSink;

/** The workers as they run in the daemon: threads, real time, real SMTP. */
class DeliveryWorkersTest {
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    private Path directory;

    private final Map<SmtpAccountId, SmtpAccountSettings> accounts = new ConcurrentHashMap<>();
    private final Ids ids = new Ids(CLOCK, 1);
    private final RawStore raws = RawStore.jdbi(ids);
    private final Orders orders = new Orders();
    private final SmtpSink sink = SmtpSink.start();
    private Database database;
    private DeliveryWorkers workers;
    private OutboundQueue queue;

    @BeforeEach
    void start() {
        database = TestDatabases.sqlite(directory);
        accounts.put(Orders.ACME, Accounts.plain(sink.port()));
        startWorkers();
    }

    private void startWorkers() {
        workers = DeliveryWorkers.start(
                new DeliveryParts(database, raws, ids, _ -> Optional.empty(), new SmtpSender(), new Silent(), CLOCK),
                () -> accounts,
                () -> QueueSettings.DEFAULT);
        queue = OutboundQueue.jdbi(ids, raws, CLOCK, workers::wake);
    }

    @AfterEach
    void stop() {
        workers.close();
        database.close();
        sink.close();
    }

    private OutboundId queue(OutboundOrder order) {
        return database.write(transaction -> queue.enqueue(transaction, order));
    }

    private int waiting() {
        List<QueueEntry> entries = database.read(transaction -> queue.list(transaction, 10_000));
        return entries.size();
    }

    @Test
    void deliversRightAfterTheCommit() {
        queue(orders.answer("first@example.org"));
        await().until(() -> sink.count() == 1);
        await().until(() -> waiting() == 0);
        long began = System.nanoTime();
        queue(orders.answer("second@example.org"));
        await().pollInterval(Duration.ofMillis(5)).until(() -> sink.count() == 2);

        // The workers look by themselves every 30 seconds only
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void takesUpWhatWasQueuedWhileItWasDown() {
        workers.close();
        IntStream.range(0, 20).forEach(i -> queue(orders.answer("r" + i + "@example.org")));
        startWorkers();

        await().until(() -> sink.count() == 20 && waiting() == 0);
    }

    @Test
    void slowsNoAccountWhenAnotherIsDead() {
        SmtpAccountId dead = new SmtpAccountId("dead");
        try (ScriptedSmtpServer silent = ScriptedSmtpServer.start()) {
            silent.at("CONNECT", Times.ALWAYS, silent.hang());
            accounts.put(dead, account(dead, Accounts.impatient(silent.port())));
            workers.wakeAll();
            IntStream.range(0, 50).forEach(i -> {
                queue(orders.order(dead, OutboundKind.ANSWER, "x", "d" + i + "@example.org"));
                queue(orders.answer("r" + i + "@example.org"));
            });

            await().until(() -> sink.count() == 50);
            await().until(() -> waiting() == 50); // a mail has arrived before that is written down
            await().until(() -> status(dead).fault().isPresent());
            assertThat(status(dead).fault().orElseThrow().sentence())
                    .startsWith("SMTP account 'dead' (localhost:" + silent.port() + ") did not answer in time");
            assertThat(status(Orders.ACME)).isEqualTo(new AccountStatus(Optional.empty(), Optional.empty()));
            assertThat(waiting()).isEqualTo(50);
        }
    }

    /** C4: one account of twenty does not answer; each of the others delivers all it has while that one's mail waits. */
    @Test
    void nineteenAccountsGoOnWhenTheTwentiethIsDead() {
        try (ScriptedSmtpServer silent = ScriptedSmtpServer.start()) {
            silent.at("CONNECT", Times.ALWAYS, silent.hang());
            List<SmtpAccountId> all = IntStream.range(0, 20)
                    .mapToObj(i -> new SmtpAccountId("account" + i))
                    .toList();
            all.forEach(id -> accounts.put(id, account(id, Accounts.plain(sink.port()))));
            accounts.put(all.getFirst(), account(all.getFirst(), Accounts.impatient(silent.port())));
            workers.wakeAll();
            for (int mail = 0; mail < 5; mail++) {
                for (SmtpAccountId id : all) {
                    queue(orders.order(id, OutboundKind.ANSWER, "x", id + "." + mail + "@example.org"));
                }
            }

            await().atMost(Duration.ofSeconds(60)).until(() -> sink.count() == 19 * 5);
            await().atMost(Duration.ofSeconds(60)).until(() -> waiting() == 5);
            assertThat(all.stream().skip(1))
                    .allSatisfy(id -> assertThat(status(id).fault()).isEmpty());
        }
    }

    private AccountStatus status(SmtpAccountId id) {
        return Optional.ofNullable(workers.statuses().get(id)).orElseThrow();
    }

    private static SmtpAccountSettings account(SmtpAccountId id, SmtpAccountSettings template) {
        return new SmtpAccountSettings(
                id, template.server(), template.login(), template.identity(), template.limits(), template.timeouts());
    }

    @Test
    void finishesTheMailUnderWayWhenItStops() throws InterruptedException {
        CountDownLatch atTheEnd = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        try (ScriptedSmtpServer slow = ScriptedSmtpServer.start()) {
            slow.at(".", Times.ALWAYS, usual -> {
                atTheEnd.countDown();
                awaitQuietly(answer);
                return usual;
            });
            workers.close(); // else a worker that is just beginning may still send it to the sink
            accounts.put(Orders.ACME, Accounts.plain(slow.port()));
            startWorkers();
            OutboundId id = queue(orders.answer("alice@example.org"));
            assertThat(atTheEnd.await(1, TimeUnit.MINUTES)).isTrue();
            Thread stopping = Thread.startVirtualThread(workers::close);
            await().until(() -> stopping.getState() == Thread.State.TIMED_WAITING);
            answer.countDown();
            stopping.join();

            QueueEntry entry = show(id);
            assertThat(entry.state()).isEqualTo(QueueEntry.State.DONE);
            assertThat(entry.attempts())
                    .extracting(QueueEntry.Attempt::uncertain)
                    .containsExactly(false);
        }
    }

    private QueueEntry show(OutboundId id) {
        return database.read(transaction -> queue.show(transaction, id)).orElseThrow();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nobody listens. */
    private static final class Silent implements DeliveryListener {
        @Override
        public void delivered(Transaction transaction, OutboundMail mail, EmailAddress recipient, String reply) {}

        @Override
        public void failed(Transaction transaction, OutboundMail mail, EmailAddress recipient, String reply) {}

        @Override
        public void uncertain(Transaction transaction, OutboundMail mail, EmailAddress recipient, String reply) {}
    }
}
