package org.postroom.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.postroom.faults.Finding.Kind;
import org.postroom.testing.DovecotServer;
import org.postroom.testing.MariaDbServer;
import org.postroom.testing.NeedsProgram;
import org.postroom.testing.SmtpSink;

/** {@code kill -9} of MariaDB while the daemon works; {@code -Dfaults.mariadb-kills=N} for more of them. */
@Tag("faults")
@NeedsProgram("dovecot")
@Execution(ExecutionMode.CONCURRENT)
class MariaDbKillTest {
    /** For each of two servers that are killed beside each other. */
    private static final int KILLS = Seeds.size("mariadb-kills", 30) / 2;

    private static final int SHORTEST_LIFE = 1_000;
    private static final int LONGEST_LIFE = 5_000;
    private static final int MAILS = 12;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int UNAVAILABLE = 503;
    private static final int NOT_FOUND = 404;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private final Tally tally = Tally.of("kill of MariaDB");
    private Random random = Seeds.random("mariadb-kill");

    @Test
    void losesAndDoublesNothingAndSaysSorryMeanwhile() throws InterruptedException, IOException {
        play();
    }

    @Test
    void losesAndDoublesNothingAtOtherTimesEither() throws InterruptedException, IOException {
        random = Seeds.random("mariadb-kill-again");
        play();
    }

    private void play() throws InterruptedException, IOException {
        Assumptions.assumeTrue(MariaDbServer.installed(), "mariadbd is not installed here");
        try (DovecotServer dovecot = DovecotServer.start();
                SmtpSink sink = SmtpSink.start();
                MariaDbServer server = MariaDbServer.start();
                Postman postman = new Postman(dovecot.imapPort())) {
            dovecot.user(Company.SUPPORT, Company.PASSWORD);
            dovecot.user(Company.SALES, Company.PASSWORD);
            Company company = Company.onMariaDb(directory, sink.port(), server)
                    .mailbox(Company.SUPPORT, "imap", dovecot.imapPort())
                    .mailbox(Company.SALES, "pop3", dovecot.pop3Port());
            Oracle oracle = new Oracle(directory.resolve("oracle.log"));
            Mixture mixture = new Mixture(Seeds.random("mariadb-mails"), "m", List.of(Company.SUPPORT, Company.SALES));
            try (DaemonProcess daemon = DaemonProcess.start(company)) {
                daemon.awaitRunning();
                for (int kill = 0; kill < KILLS; kill++) {
                    List<Mixture.Mail> mails =
                            Stream.generate(mixture::next).limit(MAILS).toList();
                    Thread injection =
                            Thread.ofVirtual().start(() -> mails.forEach(mail -> postman.deliver(oracle, mail)));
                    killOnce(daemon, server);
                    injection.join();
                }
                Rest.await(oracle, company.sql(), dovecot, PATIENCE);
                daemon.stop();
            }
            audit(Evidence.of(oracle, company.sql(), Arrived.allOf(sink), dovecot));
        }
    }

    private void killOnce(DaemonProcess daemon, MariaDbServer server) throws InterruptedException, IOException {
        int life = SHORTEST_LIFE + random.nextInt(LONGEST_LIFE - SHORTEST_LIFE);
        assertThat(daemon.awaitEnd(Duration.ofMillis(life)))
                .as("ended by itself")
                .isFalse();
        server.kill();
        if (random.nextInt(3) == 0) {
            assertSaysSorry(daemon);
        }
        server.restart();
        long restarted = System.nanoTime();
        Awaitility.await("health after the database came back")
                .atMost(PATIENCE)
                .until(() -> daemon.healthStatus() == 200);
        tally.add("kills", 1).most("ms to recover", (System.nanoTime() - restarted) / 1_000_000);
    }

    /** A page that has to look into the database. */
    private void assertSaysSorry(DaemonProcess daemon) {
        HttpResponse<String> page =
                daemon.get("/view/" + "x".repeat(43), Duration.ofSeconds(30)).orElseThrow();
        assertThat(page.statusCode()).isIn(UNAVAILABLE, NOT_FOUND);
        assertThat(page.body()).doesNotContain("Exception").doesNotContain("at org.");
        tally.add("pages without database", page.statusCode() == UNAVAILABLE ? 1 : 0);
    }

    private void audit(Evidence evidence) {
        List<Finding> findings = Audit.of(evidence);
        tally.add("mails", evidence.entries().size())
                .add("lost", Audit.count(findings, Kind.LOST))
                .add("doubled", Audit.count(findings, Kind.DOUBLED))
                .add("wrong", Audit.count(findings, Kind.WRONG))
                .add("set aside", Audit.setAside(evidence.sql()))
                .print();
        assertThat(findings).isEmpty();
        if (KILLS > 5) {
            assertThat(tally.count("pages without database")).isPositive();
        }
    }
}
