package org.postroom.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.postroom.faults.Finding.Kind;
import org.postroom.faults.Oracle.Entry;
import org.postroom.faults.Oracle.Expected;
import org.postroom.testing.DovecotServer;
import org.postroom.testing.NeedsProgram;
import org.postroom.testing.SmtpSink;

/** A mail that takes the whole process down whenever it is read: something else starts it again, as systemd would. */
@Tag("faults")
@NeedsProgram("dovecot")
@Execution(ExecutionMode.CONCURRENT)
class PoisonTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int STRIKES = 3;
    private static final int KILLED = 137;
    private static final String POISON = "poison";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void isSetAsideAfterThreeStrikesWhileTheOthersGoOn() {
        try (DovecotServer dovecot = DovecotServer.start();
                SmtpSink sink = SmtpSink.start();
                Postman postman = new Postman(dovecot.imapPort())) {
            dovecot.user(Company.SUPPORT, Company.PASSWORD);
            Company company =
                    Company.onSqlite(directory, sink.port()).mailbox(Company.SUPPORT, "imap", dovecot.imapPort());
            Oracle oracle = new Oracle(directory.resolve("oracle.log"));
            Mixture mixture = new Mixture(Seeds.random(POISON), "p", List.of(Company.SUPPORT));
            List.of(mixture.fresh(), poison(), mixture.fresh(), mixture.reply(), mixture.robot())
                    .forEach(mail -> postman.deliver(oracle, mail));

            int deaths = 0;
            while (dies(company, oracle, dovecot)) {
                deaths++;
                assertThat(deaths).as("deaths").isLessThanOrEqualTo(STRIKES);
            }

            List<Finding> findings = Audit.of(Evidence.of(oracle, company.sql(), Arrived.allOf(sink), dovecot));
            Tally.of("poison")
                    .add("deaths", deaths)
                    .add("mails", oracle.count())
                    .add("set aside", Audit.setAside(company.sql()))
                    .add("lost", Audit.count(findings, Kind.LOST))
                    .add("doubled", Audit.count(findings, Kind.DOUBLED))
                    .print();
            assertThat(findings).isEmpty();
            assertThat(deaths).as("deaths").isEqualTo(STRIKES);
            assertThat(Audit.setAside(company.sql())).as("set aside").isEqualTo(1);
        }
    }

    /** Runs a daemon until it dies, or has nothing left to do. */
    private static boolean dies(Company company, Oracle oracle, DovecotServer dovecot) {
        try (DaemonProcess daemon = DaemonProcess.Launch.of(company)
                .with(Map.of("postroom.failpoints", "reading[" + POISON + "]@1=halt"))
                .start()) {
            Awaitility.await("the daemon to die or to rest")
                    .atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(IllegalStateException.class)
                    .until(() -> !daemon.isAlive()
                            || (daemon.saysItRuns()
                                    && Rest.open(oracle, company.sql(), dovecot).isEmpty()));
            boolean died = !daemon.isAlive();
            assertThat(!died || daemon.exitCode() == KILLED).isTrue();
            return died;
        }
    }

    private static Mixture.Mail poison() {
        String marker = "mail-p-999999";
        Letter letter = Letter.of(
                marker + "@mail.example.org", "customer-poison@example.org", "support@example.com", POISON, marker);
        return new Mixture.Mail(
                new Entry(
                        marker,
                        Company.SUPPORT,
                        Oracle.sha256(letter.bytes()),
                        letter.id(),
                        letter.from(),
                        Expected.KEPT,
                        marker),
                letter);
    }
}
