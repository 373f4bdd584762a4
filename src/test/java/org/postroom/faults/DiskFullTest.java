package org.postroom.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.testing.DovecotServer;
import org.postroom.testing.MariaDbServer;
import org.postroom.testing.NeedsProgram;
import org.postroom.testing.SmtpSink;

/** FAULTS T7 and A7: the disk of the database, or of the log, is full, and has room again. */
@Tag("faults")
@NeedsProgram("dovecot")
class DiskFullTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LARGE = 1_500_000;
    private static final int MAILS = 8;

    @TempDir
    private Path directory;

    private final SizedMails mails = new SizedMails(Seeds.random("full"), "f");

    @BeforeEach
    void assumeDisks() {
        SmallDisk.assumePossible();
    }

    private static Company equip(Company company, DovecotServer dovecot) {
        dovecot.user(Company.SUPPORT, Company.PASSWORD);
        dovecot.user(Company.SALES, Company.PASSWORD);
        return company.mailbox(Company.SUPPORT, "imap", dovecot.imapPort())
                .mailbox(Company.SALES, "pop3", dovecot.pop3Port());
    }

    @Test
    void mailStaysOnTheServerWhileThereIsNoRoomForItOnSqlite() {
        try (DovecotServer dovecot = DovecotServer.start();
                SmtpSink sink = SmtpSink.start();
                SmallDisk disk = SmallDisk.mount(directory.resolve("data"), 384)) {
            Company company = equip(Company.onSqlite(directory, sink.port()), dovecot);
            Tally tally = Tally.of("disk full SQLite");
            play(company, dovecot, sink, disk, tally);
        }
    }

    /** InnoDB ends the server when it has no room for a rollback ("Out of disk space in rollback"). */
    @Test
    void nothingIsLostWhenMariaDbGivesUpOnAFullDisk() throws InterruptedException, IOException {
        Assumptions.assumeTrue(MariaDbServer.installed(), "mariadbd is not installed here");
        Path data = directory.resolve("mariadb");
        try (DovecotServer dovecot = DovecotServer.start();
                SmtpSink sink = SmtpSink.start();
                SmallDisk disk = SmallDisk.mount(data, 300);
                MariaDbServer server = MariaDbServer.startIn(data.resolve("server"), Map.of())) {
            Company company = equip(Company.onMariaDb(directory, sink.port(), server), dovecot);
            Oracle oracle = new Oracle(directory.resolve("oracle.log"));
            try (Postman postman = new Postman(dovecot.imapPort());
                    DaemonProcess daemon = DaemonProcess.start(company)) {
                daemon.awaitRunning();
                deliver(postman, oracle, 100);
                Rest.await(oracle, company.sql(), dovecot, PATIENCE);
                disk.fill();
                deliverUntilFull(
                        postman,
                        oracle,
                        dovecot,
                        () -> assertThat(daemon.healthStatus()).isEqualTo(503));
                assertPagesSaySo(daemon);
                disk.free();
                server.kill();
                server.restart();
                Rest.await(oracle, company.sql(), dovecot, PATIENCE);
                await("health").atMost(PATIENCE).until(() -> daemon.healthStatus() == 200);
                daemon.stop();
            }
            List<Finding> findings = Audit.of(evidence(oracle, company, sink, dovecot));
            Tally.of("disk full MariaDB")
                    .add("mails", oracle.count())
                    .add("findings", findings.size())
                    .print();
            assertThat(findings).isEmpty();
        }
    }

    private void play(Company company, DovecotServer dovecot, SmtpSink sink, SmallDisk disk, Tally tally) {
        Oracle oracle = new Oracle(directory.resolve("oracle.log"));
        try (Postman postman = new Postman(dovecot.imapPort());
                DaemonProcess daemon = DaemonProcess.start(company)) {
            daemon.awaitRunning();
            deliver(postman, oracle, 100);
            Rest.await(oracle, company.sql(), dovecot, PATIENCE);
            for (int time = 0; time < 2; time++) {
                disk.fill();
                deliverUntilFull(postman, oracle, dovecot, () -> assertToldOf(daemon));
                assertThat(Audit.ofConservation(evidence(oracle, company, sink, dovecot)))
                        .isEmpty();
                assertPagesSaySo(daemon);
                disk.free();
                long began = System.nanoTime();
                Rest.await(oracle, company.sql(), dovecot, PATIENCE);
                tally.most("ms to resume", (System.nanoTime() - began) / 1_000_000);
                await("health").atMost(PATIENCE).until(() -> daemon.healthStatus() == 200);
            }
            assertThat(daemon.log()).doesNotContain("Page failed").doesNotContain("Worker failed");
            daemon.stop();
        }
        List<Finding> findings = Audit.of(evidence(oracle, company, sink, dovecot));
        tally.add("mails", oracle.count()).add("findings", findings.size()).print();
        assertThat(findings).isEmpty();
    }

    private void deliver(Postman postman, Oracle oracle, int size) {
        for (int i = 0; i < MAILS; i++) {
            postman.deliver(oracle, mails.next(i % 2 == 0 ? Company.SUPPORT : Company.SALES, size));
        }
    }

    private static int left(DovecotServer dovecot) {
        return dovecot.count(Company.SUPPORT, "INBOX") + dovecot.count(Company.SALES, "INBOX");
    }

    /** Until mails stay on the server. The first ones may still go where the database has room of its own, as in its log. */
    private void deliverUntilFull(Postman postman, Oracle oracle, DovecotServer dovecot, Runnable assertion) {
        await("mails on the server, and word of it").atMost(PATIENCE).untilAsserted(() -> {
            if (left(dovecot) == 0) {
                deliver(postman, oracle, LARGE);
            }
            assertion.run();
            assertThat(left(dovecot)).as("mails on the server").isPositive();
        });
    }

    /** Health is red and says what to do. */
    private static void assertToldOf(DaemonProcess daemon) {
        HttpResponse<String> health = daemon.get("/health").orElseThrow(AssertionError::new);
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body())
                .contains("cannot be stored and stay on the server: There is no space left for the database")
                .contains("Free some; work goes on by itself then");
    }

    private static Evidence evidence(Oracle oracle, Company company, SmtpSink sink, DovecotServer dovecot) {
        return Evidence.of(oracle, company.sql(), Arrived.allOf(sink), dovecot);
    }

    private static void assertPagesSaySo(DaemonProcess daemon) {
        for (String path : List.of("/", "/login", "/view/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")) {
            HttpResponse<String> page = daemon.get(path).orElseThrow();
            assertThat(page.statusCode()).as(path).isNotEqualTo(500);
            assertThat(page.body()).doesNotContain("Exception");
        }
    }

    /** The data are elsewhere; conf and log lie on the small disk. */
    @Test
    void mailGoesOnWhenThereIsNoRoomForTheLog() throws IOException {
        Path home = directory.resolve("home");
        try (DovecotServer dovecot = DovecotServer.start();
                SmtpSink sink = SmtpSink.start();
                SmallDisk disk = SmallDisk.mount(home, 4)) {
            Files.createSymbolicLink(home.resolve("data"), Files.createDirectory(directory.resolve("elsewhere")));
            Company company = equip(Company.onSqlite(home, sink.port()), dovecot);
            Oracle oracle = new Oracle(directory.resolve("oracle.log"));
            try (Postman postman = new Postman(dovecot.imapPort());
                    DaemonProcess daemon = DaemonProcess.start(company)) {
                daemon.awaitRunning();
                disk.fill();
                deliver(postman, oracle, 100);
                Rest.await(oracle, company.sql(), dovecot, PATIENCE);
                assertThat(daemon.healthStatus()).isEqualTo(200);
                String cutOff = daemon.log();
                disk.free();
                deliver(postman, oracle, 100);
                Rest.await(oracle, company.sql(), dovecot, PATIENCE);
                assertThat(daemon.log().substring(cutOff.length()))
                        .as("the log goes on")
                        .contains("Mail settled");
                daemon.stop();
            }
            assertThat(Audit.of(evidence(oracle, company, sink, dovecot))).isEmpty();
        }
    }
}
