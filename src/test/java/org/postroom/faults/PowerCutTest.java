package org.postroom.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.testing.DovecotServer;
import org.postroom.testing.MariaDbServer;
import org.postroom.testing.NeedsProgram;
import org.postroom.testing.SmtpSink;

/**
 * FAULTS T5 and A5: what was deleted from its server has survived a cut of the power; {@code -Dfaults.cuts=N} for more. The
 * same without fsync loses mails, or the test would prove nothing.
 */
@Tag("faults")
@NeedsProgram("dovecot")
class PowerCutTest {
    private static final int CUTS = Seeds.size("cuts", 10);
    private static final Path NO_FSYNC = Path.of("/usr/lib/x86_64-linux-gnu/libeatmydata.so");
    private static final Map<String, String> WITHOUT_FSYNC = Map.of("LD_PRELOAD", NO_FSYNC.toString());

    @TempDir
    private Path directory;

    @BeforeEach
    void assumeDisks() {
        CuttableDisk.assumePossible();
    }

    /** A company with its mailboxes on a Dovecot of another machine, so to say: the disk is not Dovecot's. */
    private static Company equip(Company company, DovecotServer dovecot) {
        dovecot.user(Company.SUPPORT, Company.PASSWORD);
        dovecot.user(Company.SALES, Company.PASSWORD);
        return company.mailbox(Company.SUPPORT, "imap", dovecot.imapPort())
                .mailbox(Company.SALES, "pop3", dovecot.pop3Port());
    }

    @Test
    void losesNothingOnSqlite() {
        Tally tally = Tally.of("power cut SQLite");
        assertThat(onSqlite(tally, Map.of(), CUTS)).isEmpty();
        tally.print();
    }

    @Test
    void losesMailsOnSqliteWithoutFsync() {
        Assumptions.assumeTrue(Files.exists(NO_FSYNC), "eatmydata is not installed here");
        assertThat(onSqlite(Tally.of("power cut SQLite without fsync"), WITHOUT_FSYNC, 2))
                .as("what is lost without fsync; nothing lost means that the method shows nothing")
                .isNotEmpty();
    }

    @Test
    void losesNothingOnMariaDb() {
        Tally tally = Tally.of("power cut MariaDB");
        assertThat(onMariaDb(tally, Map.of(), CUTS / 2)).isEmpty();
        tally.print();
    }

    @Test
    void losesMailsOnMariaDbWithoutFsync() {
        Assumptions.assumeTrue(Files.exists(NO_FSYNC), "eatmydata is not installed here");
        assertThat(onMariaDb(Tally.of("power cut MariaDB without fsync"), WITHOUT_FSYNC, 2))
                .as("what is lost without fsync; nothing lost means that the method shows nothing")
                .isNotEmpty();
    }

    /** The server runs with the environment, from the first cut on. */
    private List<Finding> onMariaDb(Tally tally, Map<String, String> environment, int cuts) {
        Assumptions.assumeTrue(MariaDbServer.installed(), "mariadbd is not installed here");
        Path data = directory.resolve("mariadb");
        try (DovecotServer dovecot = DovecotServer.start();
                SmtpSink sink = SmtpSink.start();
                CuttableDisk disk = CuttableDisk.mount(directory, data);
                MariaDbServer server = MariaDbServer.startIn(data.resolve("server"), environment)) {
            Company company = equip(Company.onMariaDb(directory, sink.port(), server), dovecot);
            PowerCuts power = new PowerCuts(company, dovecot, sink, disk, new ServerOnDisk(server), Seeds.first());
            power.begin();
            return environment.isEmpty()
                    ? powerCuts(power, tally, cuts)
                    : power.onlyAfterRemovals().run(cuts);
        }
    }

    private static List<Finding> powerCuts(PowerCuts power, Tally tally, int cuts) {
        power.run(cuts);
        return power.end(tally, cuts);
    }

    private record ServerOnDisk(MariaDbServer server) implements PowerCuts.Writer {
        @Override
        public Stream<Long> pids() {
            return Stream.of(server.pid());
        }

        @Override
        public void kill() {
            try {
                server.kill();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void restart() {
            try {
                server.restart();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private List<Finding> onSqlite(Tally tally, Map<String, String> environment, int cuts) {
        try (DovecotServer dovecot = DovecotServer.start();
                SmtpSink sink = SmtpSink.start();
                CuttableDisk disk = CuttableDisk.mount(directory, directory.resolve("data"))) {
            Company company = equip(Company.onSqlite(directory, sink.port()), dovecot);
            PowerCuts power = new PowerCuts(company, dovecot, sink, disk, PowerCuts.Writer.NONE, Seeds.first());
            power.begin();
            return environment.isEmpty()
                    ? powerCuts(power, tally, cuts)
                    : power.with(environment).onlyAfterRemovals().run(cuts);
        }
    }
}
