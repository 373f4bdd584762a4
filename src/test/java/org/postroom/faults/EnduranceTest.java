package org.postroom.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.testing.DovecotServer;
import org.postroom.testing.NeedsProgram;
import org.postroom.testing.SmtpSink;

/**
 * Mail and visitors without end: what the daemon uses of the machine does not grow. {@code -Dfaults.endurance=86400} for a day
 * instead of a minute.
 */
@Tag("faults")
@NeedsProgram("dovecot")
class EnduranceTest {
    private static final Duration TIME = Duration.ofSeconds(Seeds.size("endurance", 60));
    private static final int WARM_UP = 3;
    private static final int ROUNDS = 6;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    @Test
    void usesNoMoreAndMoreOfTheMachine() throws InterruptedException {
        try (DovecotServer dovecot = DovecotServer.start();
                SmtpSink sink = SmtpSink.start()) {
            dovecot.user(Company.SUPPORT, Company.PASSWORD);
            dovecot.user(Company.SALES, Company.PASSWORD);
            Company company = Company.onSqlite(directory, sink.port())
                    .mailbox(Company.SUPPORT, "imap", dovecot.imapPort())
                    .mailbox(Company.SALES, "pop3", dovecot.pop3Port());
            Oracle oracle = new Oracle(directory.resolve("oracle.log"));
            Mixture mixture = new Mixture(Seeds.random("endurance"), "u", List.of(Company.SUPPORT, Company.SALES));
            try (Postman postman = new Postman(dovecot.imapPort());
                    DaemonProcess daemon = DaemonProcess.start(company)) {
                daemon.awaitRunning();
                Usage warm = new Usage(0, 0, 0);
                Usage last = warm;
                long pages = 0;
                for (int round = 1; round <= ROUNDS; round++) {
                    pages += load(daemon, postman, oracle, mixture);
                    Rest.await(oracle, company.sql(), dovecot, PATIENCE);
                    last = Usage.of(daemon.pid());
                    System.out.println(last);
                    warm = round == WARM_UP ? last : warm;
                }
                Tally.of("endurance")
                        .add("s", TIME.toSeconds())
                        .add("mails", oracle.count())
                        .add("pages", pages)
                        .add("threads", last.threads())
                        .add("more threads than after warming up", last.threads() - warm.threads())
                        .add("descriptors", last.descriptors())
                        .add("more descriptors", last.descriptors() - warm.descriptors())
                        .add("KB of heap", last.heapKb())
                        .add("more KB of heap", last.heapKb() - warm.heapKb())
                        .print();
                assertThat(last.threads()).as("threads").isLessThanOrEqualTo(warm.threads() + 6);
                assertThat(last.descriptors()).as("descriptors").isLessThanOrEqualTo(warm.descriptors() + 10);
                assertThat(last.heapKb()).as("KB of heap").isLessThan(warm.heapKb() + 8_192);
                daemon.stop();
            }
            assertThat(Audit.of(Evidence.of(oracle, company.sql(), Arrived.allOf(sink), dovecot)))
                    .isEmpty();
        }
    }

    /** Mail and pages for a part of the time; returns how many pages. */
    private static long load(DaemonProcess daemon, Postman postman, Oracle oracle, Mixture mixture)
            throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        Thread sender = Thread.ofVirtual().start(() -> {
            while (!over.get()) {
                postman.deliver(oracle, mixture.next());
                daemon.awaitEnd(Duration.ofMillis(40));
            }
        });
        long until = System.nanoTime() + TIME.toNanos() / ROUNDS;
        List<String> paths = List.of("/login", "/health", "/", "/tickets", "/static/style.css", "/nowhere");
        long pages = 0;
        while (System.nanoTime() < until) {
            assertThat(daemon.get(paths.get((int) (pages++ % paths.size())))).isPresent();
        }
        over.set(true);
        sender.join();
        return pages;
    }
}
