package org.postroom.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.testing.DovecotServer;
import org.postroom.testing.NeedsProgram;
import org.postroom.testing.SmtpSink;

/** FAULTS T6, I2: each mail is on the disk before its server is told to remove it, by the system calls of a whole daemon. */
@Tag("faults")
@NeedsProgram({"dovecot", "strace"})
class RemovalOrderTest {
    private static final int MAILS = Seeds.size("order", 60);

    @TempDir
    private Path directory;

    /** By STORE and EXPUNGE, or by MOVE; POP3 always by DELE. */
    @ParameterizedTest
    @ValueSource(strings = {"delete", "move"})
    void nothingIsRemovedBeforeTheSyncOfItsCommitCameBack(String afterImport) throws IOException {
        Path trace = directory.resolve("strace.log");
        Map<Integer, Map<String, String>> mailboxes = new HashMap<>();
        int imapPort;
        int popPort;
        try (DovecotServer dovecot = DovecotServer.start();
                SmtpSink sink = SmtpSink.start()) {
            Company company = Company.onSqlite(directory, sink.port())
                    .mailbox(Company.SUPPORT, "imap", dovecot.imapPort())
                    .mailbox(Company.SALES, "pop3", dovecot.pop3Port())
                    .set("departments/support", "mailbox.after-import", afterImport)
                    .set("departments/support", "mailbox.move-to", "Done");
            play(company, dovecot, trace);
            imapPort = dovecot.imapPort();
            popPort = dovecot.pop3Port();
            mailboxes.put(imapPort, mails(company, "imap"));
            mailboxes.put(popPort, mails(company, "pop3"));
        }
        OrderAudit.Result result =
                OrderAudit.of(SyscallLog.read(Files.readAllLines(trace, StandardCharsets.ISO_8859_1)), mailboxes);

        Tally.of("removal order, " + afterImport)
                .add("mails", MAILS)
                .add("removals", result.removals())
                .add("too early", result.findings().size())
                .print();
        assertThat(result.findings()).isEmpty();
        // STORE and EXPUNGE name each mail of the one, or MOVE does, DELE each of the other
        int times = afterImport.equals("move") ? 1 : 2;
        int named = Objects.requireNonNull(mailboxes.get(imapPort)).size() * times
                + Objects.requireNonNull(mailboxes.get(popPort)).size();
        assertThat(result.removals()).isGreaterThanOrEqualTo(named);
        assertThat(named).isGreaterThan(MAILS / 2);
    }

    private void play(Company company, DovecotServer dovecot, Path trace) {
        dovecot.user(Company.SUPPORT, Company.PASSWORD);
        dovecot.user(Company.SALES, Company.PASSWORD);
        Oracle oracle = new Oracle(directory.resolve("oracle.log"));
        Mixture mixture = new Mixture(Seeds.random("order"), "o", List.of(Company.SUPPORT, Company.SALES));
        try (Postman postman = new Postman(dovecot.imapPort());
                DaemonProcess daemon = DaemonProcess.Launch.of(company)
                        .by(
                                "strace",
                                "-f",
                                "-yy",
                                "--seccomp-bpf",
                                "-s",
                                "8192",
                                "-o",
                                trace.toString(),
                                "-e",
                                "trace=pwrite64,fsync,fdatasync,read,recvfrom,write,sendto",
                                "-e",
                                "signal=none")
                        .start()) {
            deliver(postman, oracle, mixture);
            daemon.awaitRunning();
            deliver(postman, oracle, mixture);
            Rest.await(oracle, company.sql(), dovecot, Duration.ofMinutes(5));
        }
    }

    private static void deliver(Postman postman, Oracle oracle, Mixture mixture) {
        for (int i = 0; i < MAILS / 2; i++) {
            postman.deliver(oracle, mixture.next());
        }
    }

    /** By UID or UIDL; the key of a mailbox begins with its protocol. */
    private static Map<String, String> mails(Company company, String protocol) {
        Map<String, String> mails = new HashMap<>();
        company.sql()
                .rows("SELECT uid, sha256 FROM receipt WHERE mailbox LIKE '" + protocol + "%'")
                .forEach(row -> mails.put(row.get(0), row.get(1)));
        return mails;
    }
}
