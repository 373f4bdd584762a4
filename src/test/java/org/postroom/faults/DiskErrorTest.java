package org.postroom.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.testing.DovecotServer;
import org.postroom.testing.NeedsProgram;
import org.postroom.testing.SmtpSink;

/** FAULTS A8: the disk answers one write or one fsync with an error. Nobody knows then what it holds. */
@Tag("faults")
@NeedsProgram({"dovecot", "strace"})
class DiskErrorTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MAILS = 10;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"fdatasync,fsync", "pwrite64"})
    void nothingMoreIsStoredOrRemovedUntilARestart(String calls) throws Exception {
        Mixture mixture = new Mixture(Seeds.random("error"), "e", List.of(Company.SUPPORT, Company.SALES));
        try (DovecotServer dovecot = DovecotServer.start();
                SmtpSink sink = SmtpSink.start()) {
            dovecot.user(Company.SUPPORT, Company.PASSWORD);
            dovecot.user(Company.SALES, Company.PASSWORD);
            Company company = Company.onSqlite(directory, sink.port())
                    .mailbox(Company.SUPPORT, "imap", dovecot.imapPort())
                    .mailbox(Company.SALES, "pop3", dovecot.pop3Port());
            Oracle oracle = new Oracle(directory.resolve("oracle.log"));
            try (Postman postman = new Postman(dovecot.imapPort());
                    DaemonProcess daemon = DaemonProcess.start(company)) {
                daemon.awaitRunning();
                deliver(postman, oracle, mixture);
                Rest.await(oracle, company.sql(), dovecot, PATIENCE);
                try (Injection _ = Injection.into(daemon, calls)) {
                    deliver(postman, oracle, mixture);
                    awaitBroken(daemon);
                }
                // From here on the disk is sound again, and still nothing happens
                assertThat(left(dovecot)).isEqualTo(MAILS);
                deliver(postman, oracle, mixture);
                assertThat(daemon.awaitEnd(Duration.ofSeconds(4))).isFalse();
                assertThat(left(dovecot)).isEqualTo(2 * MAILS);
                assertPageSaysSo(daemon);
                daemon.stop();
            }
            try (DaemonProcess daemon = DaemonProcess.start(company)) {
                daemon.awaitRunning();
                Rest.await(oracle, company.sql(), dovecot, PATIENCE);
                daemon.stop();
            }
            List<Finding> findings = Audit.of(Evidence.of(oracle, company.sql(), Arrived.allOf(sink), dovecot));
            Tally.of("disk error of " + calls.replace(',', ' '))
                    .add("mails", oracle.count())
                    .add("findings", findings.size())
                    .print();
            assertThat(findings).isEmpty();
        }
    }

    private static void deliver(Postman postman, Oracle oracle, Mixture mixture) {
        for (int i = 0; i < MAILS; i++) {
            postman.deliver(oracle, mixture.fresh());
        }
    }

    private static int left(DovecotServer dovecot) {
        return dovecot.count(Company.SUPPORT, "INBOX") + dovecot.count(Company.SALES, "INBOX");
    }

    private static void awaitBroken(DaemonProcess daemon) {
        await("health to tell of the disk").atMost(PATIENCE).untilAsserted(() -> {
            HttpResponse<String> health = daemon.get("/health").orElseThrow(AssertionError::new);
            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(health.body()).contains("Check the disk, then start the daemon again");
        });
    }

    private static void assertPageSaysSo(DaemonProcess daemon) {
        HttpResponse<String> page = daemon.get("/", "Cookie", "session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
                .orElseThrow();
        assertThat(page.statusCode()).isNotEqualTo(500);
        assertThat(page.body()).doesNotContain("Exception");
        assertThat(daemon.log()).doesNotContain("Page failed");
    }

    /** strace, attached to a daemon: the first such call of each of its threads fails. */
    private record Injection(Process strace) implements AutoCloseable {
        static Injection into(DaemonProcess daemon, String calls) throws IOException {
            Process strace = new ProcessBuilder(
                            "strace",
                            "-f",
                            "-p",
                            String.valueOf(daemon.pid()),
                            "-e",
                            "trace=" + calls,
                            "-e",
                            "inject=" + calls + ":error=EIO:when=1",
                            "-e",
                            "signal=none",
                            "-o",
                            "/dev/null")
                    .redirectErrorStream(true)
                    .start();
            strace.getInputStream().read(); // it says that it is attached
            return new Injection(strace);
        }

        @Override
        public void close() {
            strace.destroy();
            strace.onExit().orTimeout(2, TimeUnit.MINUTES).join();
        }
    }
}
