package org.postroom.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.testing.DovecotServer;
import org.postroom.testing.MariaDbServer;
import org.postroom.testing.NeedsProgram;
import org.postroom.testing.SmtpSink;

/** {@code kill -9} of the daemon at random times; {@code -Dfaults.kills=N} for more of them. */
@Tag("faults")
@NeedsProgram("dovecot")
class KillTest {
    private static final int KILLS = Seeds.size("kills", 100) / 2;
    private static final long LONGEST_RECOVERY = 10_000;

    @TempDir
    private Path directory;

    @Test
    void losesAndDoublesNothingOnSqlite() throws InterruptedException {
        try (DovecotServer dovecot = DovecotServer.start();
                SmtpSink sink = SmtpSink.start()) {
            play("kill SQLite", Company.onSqlite(directory, sink.port()), dovecot, sink);
        }
    }

    @Test
    void losesAndDoublesNothingOnMariaDb() throws InterruptedException {
        Assumptions.assumeTrue(MariaDbServer.installed(), "mariadbd is not installed here");
        try (DovecotServer dovecot = DovecotServer.start();
                SmtpSink sink = SmtpSink.start();
                MariaDbServer server = MariaDbServer.start()) {
            play("kill MariaDB", Company.onMariaDb(directory, sink.port(), server), dovecot, sink);
        }
    }

    private static void play(String name, Company company, DovecotServer dovecot, SmtpSink sink)
            throws InterruptedException {
        dovecot.user(Company.SUPPORT, Company.PASSWORD);
        dovecot.user(Company.SALES, Company.PASSWORD);
        company.mailbox(Company.SUPPORT, "imap", dovecot.imapPort()).mailbox(Company.SALES, "pop3", dovecot.pop3Port());
        Tally tally = Tally.of(name);
        List<Finding> findings = new KillLoop(company, dovecot, sink, Seeds.first(), tally).run(KILLS);
        tally.print();
        assertThat(findings).isEmpty();
        assertThat(tally.count("ms to recover")).isLessThan(LONGEST_RECOVERY);
    }
}
