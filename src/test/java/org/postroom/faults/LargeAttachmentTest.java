package org.postroom.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.testing.DovecotServer;
import org.postroom.testing.NeedsProgram;
import org.postroom.testing.SmtpSink;

/** What a mail with a large file costs from its mailbox to its agent: bytes of live objects, found by collecting garbage all the time. */
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
    void aFileOfFiftyMegabytesReachesItsAgentWithinTheUsualHeap() throws InterruptedException {
        try (DovecotServer dovecot = DovecotServer.start();
                SmtpSink sink = SmtpSink.start()) {
            dovecot.user(Company.SUPPORT, Company.PASSWORD);
            dovecot.user(Company.SALES, Company.PASSWORD);
            Company company = Company.onSqlite(directory, sink.port())
                    .mailbox(Company.SUPPORT, "imap", dovecot.imapPort())
                    .mailbox(Company.SALES, "pop3", dovecot.pop3Port())
                    .set("departments/support", "notices.attach-up-to", "60MB")
                    .set("departments/sales", "notices.attach-up-to", "60MB")
                    .set("postroom", "mail.max-size", "80MB");
            Oracle oracle = new Oracle(directory.resolve("oracle.log"));
            SizedMails mails = new SizedMails(Seeds.random("large"), "l");
            try (Postman postman = new Postman(dovecot.imapPort());
                    DaemonProcess daemon = DaemonProcess.start(company)) {
                daemon.awaitRunning();
                for (String mailbox : List.of(Company.SUPPORT, Company.SALES)) {
                    postman.deliver(oracle, mails.next(mailbox, 100));
                    Rest.await(oracle, company.sql(), dovecot, PATIENCE);
                    long before = Usage.of(daemon.pid()).heapKb();
                    long most = mostHeap(daemon, () -> {
                        postman.deliver(oracle, mails.next(mailbox, MEGABYTES << 20));
                        Rest.await(oracle, company.sql(), dovecot, PATIENCE);
                    });
                    Tally.of("large file to " + mailbox)
                            .add("MB", MEGABYTES)
                            .add("KB of heap before", before)
                            .add("KB of heap at most", most)
                            .print();
                    assertThat(most - before)
                            .as("KB of heap that one mail takes")
                            .isLessThan(MOST_KB);
                }
                daemon.stop();
            }
            assertThat(Audit.of(Evidence.of(oracle, company.sql(), Arrived.allOf(sink), dovecot)))
                    .isEmpty();
            assertThat(sink.received().stream()
                            .filter(mail -> mail.wire().size() > MEGABYTES << 20)
                            .map(SmtpSink.Received::recipients))
                    .as("notices that carry the file")
                    .containsExactly(List.of(Company.ANNA), List.of(Company.DAVID));
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
