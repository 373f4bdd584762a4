package org.postroom.mailbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.postroom.mailbox.MailboxException.Kind;
import org.postroom.mailbox.MailboxSettings.AfterImport;
import org.postroom.mailbox.MailboxSettings.Protocol;
import org.postroom.mailbox.MailboxSettings.Rhythm;
import org.postroom.mailbox.MailboxSettings.Security;
import org.postroom.mailbox.MailboxSettings.Server;
import org.postroom.mailbox.MailboxSettings.Timeouts;
import org.postroom.testing.ScriptedServer;

/** FAULTS B3 and B5: what answers is no mail server, or one with a TLS that nobody should speak any more. */
class NoSuchServerTest {
    private static final int GREETINGS = 100;
    private static final int LONGEST = 2_000;
    private static final long SEED = Long.getLong("faults.seed", 20_261_123);
    private static final AfterImport LEAVE = new AfterImport.Leave();
    private static final Timeouts PATIENT =
            new Timeouts(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1));

    private MailboxBench bench;

    @BeforeEach
    void open(@TempDir Path directory) {
        bench = new MailboxBench(directory);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void anyGarbageForAGreetingIsAnOutage(Protocol protocol) {
        Random random = new Random(SEED);
        try (ScriptedServer server = ScriptedServer.start(talk -> talk.say(garbage(random)))) {
            for (int i = 0; i < GREETINGS; i++) {
                MailboxException fault = faultOf(settings(protocol, server.port(), Security.NONE));
                assertThat(fault.kind()).as("seed %d", SEED).isIn(Kind.NOT_SUCH_A_SERVER, Kind.CUT, Kind.GARBLED);
                assertThat(fault.detail()).doesNotContainPattern("\\p{Cntrl}").hasSizeLessThan(250);
            }
            assertThat(server.connections()).isEqualTo(GREETINGS);
        }
        assertThat(bench.receipts()).isZero();
    }

    private static synchronized String garbage(Random random) {
        byte[] bytes = new byte[random.nextInt(LONGEST)];
        random.nextBytes(bytes);
        return new String(bytes, ISO_8859_1) + (random.nextBoolean() ? "\r\n" : "");
    }

    /** TLS 1.1, TLS 1.0 and SSL 3.0, as the answer to whatever we say, or the alert of a server that knows no other. */
    @ParameterizedTest
    @CsvSource({"IMAP, 2", "IMAP, 1", "IMAP, 0", "IMAP, -1", "POP3, 2", "POP3, 1", "POP3, 0", "POP3, -1"})
    void oldTlsIsRefusedBeforeAnythingIsSaid(Protocol protocol, int version) {
        try (ScriptedServer server = ScriptedServer.start(talk -> {
            talk.say(version < 0 ? "\u0015\u0003\u0001\0\2\2F" : oldHello(version));
            talk.hang();
        })) {
            MailboxException fault = faultOf(settings(protocol, server.port(), Security.TLS));
            assertThat(fault.kind()).as(fault.detail()).isEqualTo(Kind.TLS_FAILED);
            assertThat(FaultSentence.of(MailboxBench.SUPPORT, settings(protocol, 1, Security.TLS), fault))
                    .contains("TLS 1.2 or newer is needed");
            assertThat(server.heard()).isEmpty();
        }
    }

    /** A ServerHello (RFC 5246 section 7.4.1.3) that chooses version 3.minor and TLS_RSA_WITH_AES_128_CBC_SHA. */
    private static String oldHello(int minor) {
        char version = (char) minor;
        return "\u0016\u0003" + version + "\0\52" + "\u0002\0\0\46" + "\u0003" + version + "r".repeat(32) + "\0" + "\0/"
                + "\0";
    }

    private MailboxException faultOf(MailboxSettings mailbox) {
        return catchThrowableOfType(MailboxException.class, () -> bench.importOnce(mailbox));
    }

    private static MailboxSettings settings(Protocol protocol, int port, Security security) {
        return MailboxBench.settings(
                protocol,
                new Server("127.0.0.1", port, security, Optional.empty()),
                LEAVE,
                new Rhythm(Duration.ofSeconds(1), false, PATIENT));
    }
}
