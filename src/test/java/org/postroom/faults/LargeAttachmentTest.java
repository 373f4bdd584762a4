package org.postroom.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.testing.DovecotServer;
import org.postroom.testing.NeedsProgram;
import org.postroom.testing.SmtpSink;

/** What a mail with a large file costs while it comes in: bytes of live objects, found by collecting garbage all the time. */
@Tag("faults")
@NeedsProgram("dovecot")
class LargeAttachmentTest {
    private static final int MEGABYTES = 50;
    /** Less than the encoded mail by itself: no copy of it is ever whole in memory. */
    private static final long MOST_KB = 64_000;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path directory;

    @Test
    void aFileOfFiftyMegabytesComesInWithinTheUsualHeap() throws InterruptedException {
        try (DovecotServer dovecot = DovecotServer.start();
                SmtpSink sink = SmtpSink.start()) {
            dovecot.user(Company.SUPPORT, Company.PASSWORD);
            Company company = Company.onSqlite(directory, sink.port())
                    .mailbox(Company.SUPPORT, "imap", dovecot.imapPort())
                    .set("postroom", "mail.max-size", "80MB");
            Oracle oracle = new Oracle(directory.resolve("oracle.log"));
            SizedMails mails = new SizedMails(Seeds.random("large"), "l");
            try (Postman postman = new Postman(dovecot.imapPort());
                    DaemonProcess daemon = DaemonProcess.start(company)) {
                daemon.awaitRunning();
                postman.deliver(oracle, mails.next(Company.SUPPORT, 100));
                Rest.await(oracle, company.sql(), dovecot, PATIENCE);
                long before = Usage.of(daemon.pid()).heapKb();
                long most = mostHeap(daemon, () -> {
                    postman.deliver(oracle, mails.next(Company.SUPPORT, MEGABYTES << 20));
                    Rest.await(oracle, company.sql(), dovecot, PATIENCE);
                });
                Tally.of("large file")
                        .add("MB", MEGABYTES)
                        .add("KB of heap before", before)
                        .add("KB of heap at most", most)
                        .print();
                assertThat(most - before).as("KB of heap that one mail takes").isLessThan(MOST_KB);
                daemon.stop();
            }
            assertThat(Audit.of(Evidence.of(oracle, company.sql(), Arrived.allOf(sink), dovecot)))
                    .isEmpty();
        }
    }

    private static long mostHeap(DaemonProcess daemon, Runnable work) throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong most = new AtomicLong();
        Thread watch = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                most.accumulateAndGet(Usage.of(daemon.pid()).heapKb(), Math::max);
            }
        });
        work.run();
        over.set(true);
        watch.join();
        return most.get();
    }
}
