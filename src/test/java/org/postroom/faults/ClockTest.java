package org.postroom.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postroom.testing.DovecotServer;
import org.postroom.testing.NeedsProgram;
import org.postroom.testing.SmtpSink;

/**
 * FAULTS A31: the clock of the daemon jumps while it works; mail goes on coming and leaving, and nobody is asked more often than
 * before. Once with a monotonic clock that is left alone, as Linux promises, and once with one that jumps forward as well, as
 * after a machine was suspended.
 */
@Tag("faults")
@NeedsProgram("dovecot")
class ClockTest {
    private static final Path FAKETIME = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");
    private static final int MAILS = 6;
    /** What a busy machine needs for two polls and their work; whoever waited for the clock would wait longer. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    record Jumps(boolean monotonicToo, List<String> offsets) {
        @Override
        public String toString() {
            return monotonicToo ? "all clocks" : "the wall clock";
        }
    }

    /** Seconds the clock is off, one after another: a day, a year, an hour as when summer time is got wrong, a leap second. */
    static Stream<Jumps> jumps() {
        return Stream.of(
                new Jumps(
                        false,
                        List.of("+86400", "-86400", "+31536000", "-31536000", "+3600", "-3600", "+1", "+0", "-1")),
                new Jumps(true, List.of("+3600", "+86400", "+31536000")));
    }

    @ParameterizedTest
    @MethodSource("jumps")
    void mailGoesOnHoweverTheClockJumps(Jumps jumps) {
        Assumptions.assumeTrue(Files.exists(FAKETIME), "libfaketime is not installed here");
        Path offset = directory.resolve("offset");
        set(offset, "+0");
        try (DovecotServer dovecot = DovecotServer.start();
                SmtpSink sink = SmtpSink.start()) {
            // The audit asks for notices, which a year later would be forgotten
            Company company = equip(dovecot, sink).set("postroom", "outbound.keep", "3650d");
            Oracle oracle = new Oracle(directory.resolve("oracle.log"));
            Tally tally = Tally.of("clock jumps of " + jumps);
            try (Postman postman = new Postman(dovecot.imapPort());
                    DaemonProcess daemon = DaemonProcess.Launch.of(company)
                            .in(faked(offset, jumps.monotonicToo()))
                            .start()) {
                daemon.awaitRunning();
                Mixture mixture = new Mixture(Seeds.random("clock"), "c", List.of(Company.SUPPORT, Company.SALES));
                for (String jump : jumps.offsets()) {
                    jump(offset, jump, () -> deliver(postman, oracle, mixture));
                    Duration rest = Rest.await(oracle, company.sql(), dovecot, LONGEST);
                    tally.add("jumps", 1).most("ms until all was done", rest.toMillis());
                }
                assertThat(daemon.isAlive()).isTrue();
                assertThat(daemon.log()).doesNotContain("Worker failed").doesNotContain("Page failed");
                daemon.stop();
            }
            List<Finding> findings = Audit.of(Evidence.of(oracle, company.sql(), Arrived.allOf(sink), dovecot));
            int connections = dovecot.log().split("Login: user=").length;
            tally.add("mails", oracle.count())
                    .add("log-ins", connections)
                    .add("findings", findings.size())
                    .print();
            assertThat(findings).isEmpty();
        }
    }

    private Company equip(DovecotServer dovecot, SmtpSink sink) {
        dovecot.user(Company.SUPPORT, Company.PASSWORD);
        dovecot.user(Company.SALES, Company.PASSWORD);
        return Company.onSqlite(directory, sink.port())
                .mailbox(Company.SUPPORT, "imap", dovecot.imapPort())
                .mailbox(Company.SALES, "pop3", dovecot.pop3Port());
    }

    private static Map<String, String> faked(Path offset, boolean monotonicToo) {
        Map<String, String> variables = new HashMap<>();
        variables.put("LD_PRELOAD", FAKETIME.toString());
        variables.put("FAKETIME_TIMESTAMP_FILE", offset.toString());
        variables.put("FAKETIME_NO_CACHE", "1");
        variables.put("FAKETIME_DONT_RESET", "1");
        if (!monotonicToo) {
            variables.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
            // Else it moves the ends of waits by the monotonic clock, which no jump of a real clock does
            variables.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
        }
        return variables;
    }

    /** Half of what is delivered meanwhile comes before the jump, half after. */
    private static void jump(Path offset, String seconds, Runnable delivery) {
        delivery.run();
        set(offset, seconds);
        delivery.run();
    }

    private static void set(Path offset, String seconds) {
        try {
            Path fresh = Files.writeString(offset.resolveSibling("offset.fresh"), seconds + "\n");
            Files.move(fresh, offset, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deliver(Postman postman, Oracle oracle, Mixture mixture) {
        for (int i = 0; i < MAILS / 2; i++) {
            postman.deliver(oracle, mixture.fresh());
        }
    }
}
