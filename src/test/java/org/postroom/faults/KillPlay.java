package org.postroom.faults;

import java.nio.file.Path;
import java.util.List;
import org.postroom.testing.DovecotServer;
import org.postroom.testing.MariaDbServer;
import org.postroom.testing.SmtpSink;

/** One play of kills: the servers around the daemon, a company on a new database, the loop. */
final class KillPlay {
    private KillPlay() {}

    /**
     * How much of it.
     *
     * @param mostMails for one kill; at least 20
     */
    record Size(long seed, int kills, int mostMails) {}

    /** What was counted and what was found. */
    record Result(Tally tally, List<Finding> findings) {}

    /** Kills so many times on the embedded database. */
    static Result onSqlite(Path directory, Size size) throws InterruptedException {
        try (DovecotServer dovecot = DovecotServer.start();
                SmtpSink sink = SmtpSink.start()) {
            return play("kill SQLite", Company.onSqlite(directory, sink.port()), dovecot, sink, size);
        }
    }

    /** Kills so many times on a MariaDB of its own. */
    static Result onMariaDb(Path directory, Size size) throws InterruptedException {
        try (DovecotServer dovecot = DovecotServer.start();
                SmtpSink sink = SmtpSink.start();
                MariaDbServer server = MariaDbServer.start()) {
            return play("kill MariaDB", Company.onMariaDb(directory, sink.port(), server), dovecot, sink, size);
        }
    }

    private static Result play(String name, Company company, DovecotServer dovecot, SmtpSink sink, Size size)
            throws InterruptedException {
        dovecot.user(Company.SUPPORT, Company.PASSWORD);
        dovecot.user(Company.SALES, Company.PASSWORD);
        company.mailbox(Company.SUPPORT, "imap", dovecot.imapPort()).mailbox(Company.SALES, "pop3", dovecot.pop3Port());
        Tally tally = Tally.of(name, size.seed());
        List<Finding> findings = new KillLoop(company, dovecot, sink, size, tally).run(size.kills());
        tally.print();
        return new Result(tally, findings);
    }
}
