package org.postroom.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.postroom.testing.DovecotServer;
import org.postroom.testing.MariaDbServer;
import org.postroom.testing.NeedsProgram;
import org.postroom.testing.SmtpSink;

/** The daemon dies at each named place on the way of a mail, at the first, the second and the last time it comes by. */
@Tag("faults")
@NeedsProgram("dovecot")
@Execution(ExecutionMode.CONCURRENT)
class FailpointTest {
    private static final Set<String> POP3_ALONE = Set.of("quitting", "quit");
    private static final Set<String> IMAP_ALONE = Set.of("flagged", "copied");
    private static final String COPIED = "copied";
    private static final String RECOVERING = "recovering";

    /** {@code -Dfaults.places=spooled,removed} dies at these alone. */
    private static final Set<String> CHOSEN = Arrays.stream(
                    System.getProperty("faults.places", "").split(","))
            .filter(place -> !place.isBlank())
            .collect(Collectors.toSet());

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void losesAndDoublesNothingByImapOnSqlite() throws InterruptedException {
        try (DovecotServer dovecot = DovecotServer.start();
                SmtpSink sink = SmtpSink.start()) {
            Company company =
                    Company.onSqlite(directory, sink.port()).mailbox(Company.SUPPORT, "imap", dovecot.imapPort());
            play("failpoints IMAP SQLite", company, dovecot, sink, POP3_ALONE);
        }
    }

    @Test
    void losesAndDoublesNothingByPop3OnMariaDb() throws InterruptedException {
        Assumptions.assumeTrue(MariaDbServer.installed(), "mariadbd is not installed here");
        try (DovecotServer dovecot = DovecotServer.start();
                SmtpSink sink = SmtpSink.start();
                MariaDbServer server = MariaDbServer.start()) {
            Company company = Company.onMariaDb(directory, sink.port(), server)
                    .mailbox(Company.SUPPORT, "pop3", dovecot.pop3Port());
            play("failpoints POP3 MariaDB", company, dovecot, sink, IMAP_ALONE);
        }
    }

    /** A server without MOVE, where a mail is copied to the other folder and then deleted. */
    @Test
    void losesNothingWhereMovingIsCopyingAndDeleting() throws InterruptedException {
        try (DovecotServer dovecot = DovecotServer.start("imap_capability = IMAP4rev1 UIDPLUS IDLE LITERAL+");
                SmtpSink sink = SmtpSink.start()) {
            Company company = Company.onSqlite(directory, sink.port())
                    .mailbox(Company.SUPPORT, "imap", dovecot.imapPort())
                    .set("departments/support", "mailbox.after-import", "move")
                    .set("departments/support", "mailbox.move-to", "Done");
            dovecot.user(Company.SUPPORT, Company.PASSWORD);
            Tally tally = Tally.of("failpoints IMAP without MOVE");
            FailpointSweep sweep = new FailpointSweep(company, dovecot, sink, tally);
            Map<String, Integer> passed = sweep.passed();
            passed.keySet().retainAll(Set.of(COPIED, "flagged", "removed"));
            sweep.dieAt(passed);
            assertThat(sweep.audit()).isEmpty();
            tally.print();
            assertThat(passed).containsKey(COPIED);
            assertThat(dovecot.count(Company.SUPPORT, "Done")).isGreaterThanOrEqualTo((int) tally.count("mails"));
        }
    }

    private static void play(
            String name, Company company, DovecotServer dovecot, SmtpSink sink, Set<String> otherProtocol)
            throws InterruptedException {
        dovecot.user(Company.SUPPORT, Company.PASSWORD);
        Tally tally = Tally.of(name);
        FailpointSweep sweep = new FailpointSweep(company, dovecot, sink, tally);
        Map<String, Integer> passed = new TreeMap<>(sweep.passed());

        Set<String> expected = new TreeSet<>(places());
        expected.removeAll(otherProtocol);
        expected.removeAll(Set.of(COPIED, RECOVERING));
        assertThat(passed.keySet()).as("places the daemon comes by").isEqualTo(expected);
        tally.add("places", expected.size() + 1);

        passed.keySet().removeIf(place -> !CHOSEN.isEmpty() && !CHOSEN.contains(place));
        sweep.dieAt(passed);
        sweep.dieWhileRecovering();
        assertThat(sweep.audit()).isEmpty();
        tally.print();
    }

    /** All there are. The class is named, not imported: the bench knows nothing of the product but its words. */
    private static Set<String> places() {
        try {
            Set<String> places = new TreeSet<>();
            Arrays.stream(Class.forName("org.postroom.schedule.Failpoint").getEnumConstants())
                    .map(place -> place.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .forEach(places::add);
            return places;
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
