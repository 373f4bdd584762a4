package org.postroom.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.postroom.mailbox.MailboxBench.plain;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.mail.Bytes;
import org.postroom.mailbox.MailboxException.Kind;
import org.postroom.mailbox.MailboxSettings.AfterImport;
import org.postroom.mailbox.MailboxSettings.Protocol;
import org.postroom.mailbox.MailboxSettings.Rhythm;
import org.postroom.mailbox.MailboxSettings.Security;
import org.postroom.mailbox.MailboxSettings.Server;
import org.postroom.mailbox.MailboxSettings.Timeouts;
import org.postroom.testing.ScriptedServer;

/** What Dovecot will not do, a POP3 server of the test's own does. */
class PopFaultsTest {
    private static final AfterImport LEAVE = new AfterImport.Leave();
    private static final AfterImport DELETE = new AfterImport.Delete();
    private static final FetchLimits LIMITS = new FetchLimits(50_000, 100, 1 << 20, 1_000);
    private static final Timeouts IMPATIENT =
            new Timeouts(Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofSeconds(20));
    private static final Timeouts BRIEF =
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofMillis(800));

    private final FakePop pop = new FakePop();
    private final ScriptedServer server = ScriptedServer.start(pop);
    private MailboxBench bench;

    @BeforeEach
    void open(@TempDir Path directory) {
        bench = new MailboxBench(directory, LIMITS);
    }

    @AfterEach
    void close() {
        bench.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"* OK IMAP4rev1 ready\r\n", "220 ESMTP\r\n", "HTTP/1.1 400 Bad Request\r\n", "\r\n"})
    void saysWhenItIsNoPopServer(String greeting) {
        pop.greeting(greeting);
        assertThat(faultOf(pop(LEAVE)).kind()).isEqualTo(Kind.NOT_SUCH_A_SERVER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CAPA", "USER .*", "PASS .*", "LIST", "UIDL", "RETR 1"})
    void givesUpOnAServerThatFallsSilent(String command) {
        pop.mail("Subject: x\r\n\r\n").on(command, (talk, all) -> {
            talk.hang();
            return false;
        });
        assertThat(faultOf(within(IMPATIENT)).kind()).isEqualTo(Kind.TIMED_OUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "line\r\n"})
    void cutsAServerThatDribblesAMail(String text) {
        pop.mail("Subject: x\r\n\r\n").on("RETR 1", (talk, all) -> {
            talk.say("+OK\r\n");
            talk.drip(text);
            return false;
        });
        assertThat(faultOf(within(BRIEF)).kind()).isEqualTo(Kind.TOO_SLOW);
        assertThat(bench.pending()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIST", "UIDL", "CAPA"})
    void givesUpOnAListingWithoutEnd(String command) {
        String lines = ("1 " + "x".repeat(60_000) + "\r\n").repeat(10);
        pop.mail("Subject: x\r\n\r\n").on(command, (talk, all) -> {
            talk.say("+OK\r\n");
            talk.stream(lines.getBytes(StandardCharsets.US_ASCII), Long.MAX_VALUE);
            return false;
        });
        assertThat(faultOf(pop(LEAVE)).kind()).isEqualTo(Kind.GARBLED);
    }

    @Test
    void holdsNoMoreInMemoryThanItMayOfAMailWithoutEnd() {
        String piece = "x".repeat(100_000) + "\r\n";
        pop.mail("Subject: x\r\n\r\n").on("RETR 1", (talk, all) -> {
            talk.say("+OK\r\n");
            while (true) {
                talk.say(piece);
            }
        });
        assertThat(faultOf(within(BRIEF)).kind()).isEqualTo(Kind.TOO_SLOW);
    }

    @ParameterizedTest
    @CsvSource({
        "-ERR [IN-USE] locked, IN_USE",
        "-ERR [AUTH] wrong, LOGIN_REFUSED",
        "-ERR [SYS/TEMP] try later, UNAVAILABLE",
        "-ERR [LOGIN-DELAY] not so fast, UNAVAILABLE",
        "-ERR no, LOGIN_REFUSED"
    })
    void tellsWhyALoginFails(String reply, Kind kind) {
        pop.answer("PASS .*", reply);
        assertThat(faultOf(pop(LEAVE)).kind()).isEqualTo(kind);
    }

    @Test
    void logsInBySaslWhereThereIsNoUserCommand() throws MailboxException {
        pop.capabilities("SASL PLAIN LOGIN", "UIDL").on("AUTH PLAIN", (talk, all) -> {
            talk.say("+ \r\n");
            talk.hear();
            talk.say("+OK in\r\n");
            return true;
        });
        bench.importOnce(pop(LEAVE));
        assertThat(server.heard())
                .contains("AUTH PLAIN", "AHN1cHBvcnQAc3dvcmRmaXNo")
                .noneMatch(line -> line.startsWith("USER"));
    }

    @Test
    void refusesAServerThatHidesStls() {
        Server starttls = new Server("127.0.0.1", server.port(), Security.STARTTLS, Optional.empty());
        MailboxSettings settings = MailboxBench.settings(Protocol.POP3, starttls, LEAVE, MailboxBench.OFTEN);
        assertThat(faultOf(settings).kind()).isEqualTo(Kind.NO_STARTTLS);
        pop.capabilities("STLS").on("STLS", (talk, all) -> {
            talk.say("+OK begin\r\n+OK slipped in\r\n");
            talk.hang();
            return false;
        });
        assertThat(faultOf(settings).kind()).isEqualTo(Kind.INJECTED);
        assertThat(server.heard()).noneMatch(line -> line.startsWith("PASS"));
    }

    @Test
    void takesEachMailOnceWhereThereIsNoUidl() throws MailboxException {
        pop.mail("Subject: 1\r\n\r\n").mail("Subject: 2\r\n\r\n").answer("UIDL", "-ERR what");
        bench.importOnce(pop(LEAVE));
        bench.importOnce(pop(LEAVE));
        assertThat(bench.pending()).hasSize(2);
        bench.importOnce(pop(DELETE));
        assertThat(bench.pending()).hasSize(2);
        assertThat(pop.mails()).isEmpty();
    }

    @Test
    void takesBothMailsOfOneUidl() throws MailboxException {
        pop.mail("Subject: 1\r\n\r\n").mail("Subject: 2\r\n\r\n").mail("Subject: 3\r\n\r\n");
        pop.uidl(number -> number < 3 ? "same" : "other");
        bench.importOnce(pop(LEAVE));
        bench.importOnce(pop(LEAVE));
        assertThat(bench.pending()).hasSize(3);
        assertThat(server.heard().stream().filter(line -> line.equals("RETR 3")))
                .hasSize(1);
    }

    @Test
    void takesEachMailOnceWhereUidlsChangeWithEachLogin() throws MailboxException {
        AtomicInteger login = new AtomicInteger();
        pop.mail("Subject: 1\r\n\r\n").mail("Subject: 2\r\n\r\n");
        pop.uidl(number -> "login" + login.get() + "mail" + number);
        for (int i = 0; i < 3; i++) {
            login.incrementAndGet();
            bench.importOnce(pop(LEAVE));
        }
        assertThat(bench.pending()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%d", "always", "x%d"})
    void takesAnotherMailUnderAUidlUsedBefore(String uidl) throws MailboxException {
        pop.uidl(uidl::formatted);
        for (String mail : List.of("Subject: 1\r\n\r\n", "Subject: 2\r\n\r\n", "Subject: 3\r\n\r\n")) {
            pop.mail(mail);
            bench.importOnce(pop(DELETE));
        }
        assertThat(bench.pending()).hasSize(3);
        assertThat(pop.mails()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 70, 71, 300, 5_000})
    void takesUidlsOfAnyLengthAndOddBytes(int length) throws MailboxException {
        pop.mail("Subject: 1\r\n\r\n").uidl(number -> "\u00fc".repeat(length));
        bench.importOnce(pop(LEAVE));
        bench.importOnce(pop(LEAVE));
        assertThat(bench.pending()).hasSize(1);
        assertThat(server.heard().stream().filter(line -> line.equals("RETR 1")))
                .hasSize(1);
    }

    @Test
    void foldsWhatComesBackBecauseTheQuitWasCut() throws MailboxException {
        pop.mail("Subject: 1\r\n\r\n").mail("Subject: 2\r\n\r\n");
        pop.on("QUIT", (talk, all) -> false);
        for (int i = 0; i < 5; i++) {
            assertThat(faultOf(pop(DELETE)).kind()).isEqualTo(Kind.CUT);
        }
        assertThat(pop.mails()).hasSize(2);
        assertThat(bench.onServer(pop(DELETE), 0)).hasSize(2);
        pop.forgetManners();
        bench.importOnce(pop(DELETE));
        assertThat(bench.pending()).hasSize(2);
        assertThat(pop.mails()).isEmpty();
        assertThat(bench.onServer(pop(DELETE), 0)).isEmpty();
    }

    @Test
    void removesNothingWhenTheServerWillNot() throws MailboxException {
        pop.mail("Subject: 1\r\n\r\n").answer("DELE .*", "-ERR read-only");
        assertThat(bench.importOnce(pop(DELETE)).warnings())
                .first()
                .asString()
                .contains("would not remove", "read-only");
        bench.importOnce(pop(DELETE));
        assertThat(bench.pending()).hasSize(1);
        assertThat(bench.onServer(pop(DELETE), 0)).hasSize(1);
    }

    @Test
    void goesOnPastAMailThatTheServerWillNotGive() throws MailboxException {
        pop.mail("Subject: 1\r\n\r\n").mail("Subject: 2\r\n\r\n").mail("Subject: 3\r\n\r\n");
        pop.answer("RETR 2", "-ERR message is damaged");
        assertThat(bench.importOnce(pop(DELETE)).warnings()).first().asString().contains("would not give mails");
        assertThat(bench.pendingMails())
                .containsExactly(Bytes.of("Subject: 1\r\n\r\n"), Bytes.of("Subject: 3\r\n\r\n"));
        assertThat(pop.mails()).containsExactly("Subject: 2\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: a\r\n\r\nbefore\n.\r\nbehind\r\n",
                "Subject: b\r\n\r\nbefore\n.\nbehind\r\n",
                "Subject: c\r\n\r\n.\r\n..\r\n...\r\n",
                "Subject: d\r\n\r\nno end of line at all\r\n",
                "Subject: e\r\n\r\n\r.\r\n\r\r\n",
                "\r\n"
            })
    void readsMailsByteForByteWhateverTheirDotsAndLines(String mail) throws MailboxException {
        pop.mail(mail).mail("Subject: next\r\n\r\n");
        bench.importOnce(pop(DELETE));
        assertThat(bench.pendingMails()).containsExactly(Bytes.of(mail), Bytes.of("Subject: next\r\n\r\n"));
    }

    @Test
    void readsLinesLongerThanAnyBuffer() throws MailboxException {
        StringBuilder mail = new StringBuilder("Subject: long\r\n\r\n");
        for (int length = 8_180; length < 8_200; length++) {
            mail.append(".").append("y".repeat(length)).append("\r\n");
        }
        pop.mail(mail.substring(0, 40_000) + "\r\n");
        bench.importOnce(pop(DELETE));
        assertThat(bench.pendingMails()).containsExactly(Bytes.of(mail.substring(0, 40_000) + "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TOP", "no top"})
    void holdsTheBeginningOfAMailThatIsTooLargeAndLeavesIt(String top) throws MailboxException {
        String huge = "Subject: huge\r\n\r\n" + "x".repeat(200_000) + "\r\n";
        pop.mail(huge).mail("Subject: small\r\n\r\n");
        if (!top.equals("TOP")) {
            pop.answer("TOP .*", "-ERR unknown");
        }
        bench.importOnce(pop(DELETE));
        bench.importOnce(pop(DELETE));
        assertThat(bench.pendingMails()).contains(Bytes.of(huge.substring(0, 50_000)));
        assertThat(bench.pending()).hasSize(2);
        assertThat(pop.mails()).containsExactly(huge);
        assertThat(server.heard().stream().filter(line -> line.startsWith("TOP")))
                .hasSize(1);
    }

    @Test
    void talksOneCommandAtATimeToServersThatCannotPipeline() throws MailboxException {
        pop.capabilities("USER", "UIDL");
        for (int i = 0; i < 20; i++) {
            pop.mail("Subject: " + i + "\r\n\r\n");
        }
        bench.importOnce(pop(DELETE));
        assertThat(bench.pending()).hasSize(20);
        assertThat(pop.mails()).isEmpty();
    }

    @Test
    void settlesInRoundsSoThatABrokenSessionTakesLittleBack(@TempDir Path other) throws MailboxException {
        for (int i = 0; i < 25; i++) {
            pop.mail("Subject: " + i + "\r\n\r\n");
        }
        try (MailboxBench small = new MailboxBench(other, new FetchLimits(50_000, 5, 1 << 20, 10))) {
            small.importOnce(pop(DELETE));
            assertThat(small.pending()).hasSize(25);
            assertThat(pop.mails()).isEmpty();
            assertThat(server.heard().stream().filter(line -> line.equals("QUIT")))
                    .hasSize(3);
        }
    }

    private MailboxException faultOf(MailboxSettings mailbox) {
        return catchThrowableOfType(MailboxException.class, () -> bench.importOnce(mailbox));
    }

    private MailboxSettings pop(AfterImport afterImport) {
        return plain(Protocol.POP3, server.port(), afterImport);
    }

    private MailboxSettings within(Timeouts timeouts) {
        return MailboxBench.settings(
                Protocol.POP3, pop(LEAVE).server(), LEAVE, new Rhythm(Duration.ofSeconds(1), false, timeouts));
    }
}
