package org.postroom.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.postroom.faults.Finding.Kind;
import org.postroom.testing.DovecotServer;
import org.postroom.testing.NeedsProgram;
import org.postroom.testing.SmtpSink;

/** The same mails as in all other plays, and nothing goes wrong: what the audit finds here is wrong by itself. */
@Tag("faults")
@NeedsProgram("dovecot")
@Execution(ExecutionMode.CONCURRENT)
class ConservationTest {
    private static final int MAILS = 80;
    private static final int ANSWERS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void losesAndDoublesNothingWhenNothingFails() {
        try (DovecotServer dovecot = DovecotServer.start();
                SmtpSink sink = SmtpSink.start();
                Postman postman = new Postman(dovecot.imapPort())) {
            dovecot.user(Company.SUPPORT, Company.PASSWORD);
            dovecot.user(Company.SALES, Company.PASSWORD);
            Company company = Company.onSqlite(directory, sink.port())
                    .mailbox(Company.SUPPORT, "imap", dovecot.imapPort())
                    .mailbox(Company.SALES, "pop3", dovecot.pop3Port());
            Oracle oracle = new Oracle(directory.resolve("oracle.log"));
            Mixture mixture = new Mixture(Seeds.random("mails"), "c", List.of(Company.SUPPORT, Company.SALES));
            try (DaemonProcess daemon = DaemonProcess.start(company)) {
                Stream.generate(mixture::next).limit(MAILS).forEach(mail -> postman.deliver(oracle, mail));
                Rest.await(oracle, company.sql(), dovecot, PATIENCE);
                Arrived.allOf(sink).stream()
                        .filter(mail -> mail.recipients().equals(List.of(Company.ANNA)))
                        .map(mixture::answer)
                        .flatMap(Optional::stream)
                        .limit(ANSWERS)
                        .forEach(mail -> postman.deliver(oracle, mail));
                Rest.await(oracle, company.sql(), dovecot, PATIENCE);
                daemon.stop();
            }
            List<Finding> findings = Audit.of(Evidence.of(oracle, company.sql(), Arrived.allOf(sink), dovecot));
            Tally.of("no fault at all")
                    .add("mails", oracle.count())
                    .add("mails sent", sink.count())
                    .add("lost", Audit.count(findings, Kind.LOST))
                    .add("doubled", Audit.count(findings, Kind.DOUBLED))
                    .print();
            assertThat(findings).isEmpty();
            assertThat(oracle.entries())
                    .as("mails of all kinds")
                    .extracting(Oracle.Entry::expected)
                    .contains(
                            Oracle.Expected.OPENS,
                            Oracle.Expected.JOINS,
                            Oracle.Expected.ROBOT,
                            Oracle.Expected.COPY,
                            Oracle.Expected.ANSWERS);
        }
    }
}
