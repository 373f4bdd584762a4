package org.postroom.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.postroom.mailbox.MailboxBench.plain;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.intake.Receipt;
import org.postroom.mail.Bytes;
import org.postroom.mailbox.MailboxException.Kind;
import org.postroom.mailbox.MailboxSettings.AfterImport;
import org.postroom.mailbox.MailboxSettings.Protocol;
import org.postroom.mailbox.MailboxSettings.Rhythm;
import org.postroom.mailbox.MailboxSettings.Security;
import org.postroom.mailbox.MailboxSettings.Server;
import org.postroom.mailbox.MailboxSettings.Timeouts;
import org.postroom.testing.ScriptedServer;

/** What Dovecot will not do, an IMAP server of the test's own does. */
class ImapFaultsTest {
    private static final AfterImport LEAVE = new AfterImport.Leave();
    private static final AfterImport DELETE = new AfterImport.Delete();
    private static final FetchLimits LIMITS = new FetchLimits(50_000, 100, 1 << 20, 1_000);
    private static final Timeouts IMPATIENT =
            new Timeouts(Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofSeconds(20));
    private static final Timeouts BRIEF =
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofMillis(800));

    private final FakeImap imap = new FakeImap();
    private final ScriptedServer server = ScriptedServer.start(imap);
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
    @ValueSource(
            strings = {
                "220 mail.example.org ESMTP\r\n",
                "+OK POP3 ready\r\n",
                "HTTP/1.1 400 Bad Request\r\n\r\n",
                "SSH-2.0-OpenSSH\r\n",
                "\r\n",
                "\0\0\0\n"
            })
    void saysWhenItIsNoImapServer(String greeting) {
        imap.greeting(greeting);
        MailboxException fault = faultOf(imap(LEAVE));
        assertThat(fault.kind()).isEqualTo(Kind.NOT_SUCH_A_SERVER);
        assertThat(FaultSentence.of(MailboxBench.SUPPORT, imap(LEAVE), fault)).contains("does not speak IMAP");
    }

    @Test
    void saysWhenNobodyListens() throws IOException {
        try (Socket taken =
                new Socket()) { // so that nobody else gets the port, not even the far end of our own connection
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Server deaf = new Server("127.0.0.1", taken.getLocalPort(), Security.NONE, Optional.empty());
            assertThat(faultOf(MailboxBench.settings(Protocol.IMAP, deaf, LEAVE, MailboxBench.OFTEN))
                            .kind())
                    .isEqualTo(Kind.UNREACHABLE);
        }
    }

    @Test
    void saysWhenTheHostIsUnknown() {
        Server nowhere = new Server("imap.invalid", 143, Security.NONE, Optional.empty());
        assertThat(faultOf(MailboxBench.settings(Protocol.IMAP, nowhere, LEAVE, MailboxBench.OFTEN))
                        .kind())
                .isEqualTo(Kind.UNKNOWN_HOST);
    }

    @Test
    void takesAGoodbyeForAnOutage() {
        imap.greeting("* BYE too many connections\r\n");
        assertThat(faultOf(imap(LEAVE)).kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CAPABILITY", "LOGIN .*", "EXAMINE .*", "UID FETCH 1:.*", "UID FETCH 1 .*"})
    void givesUpOnAServerThatFallsSilent(String command) {
        imap.mail(1, "Subject: x\r\n\r\n").on(command, (talk, tag, all) -> {
            talk.hang();
            return false;
        });
        assertThat(faultOf(within(IMPATIENT)).kind()).isEqualTo(Kind.TIMED_OUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"* OK still here ", "* 1 FETCH (FLAGS ())\r\n"})
    void cutsAServerThatDribbles(String text) {
        imap.on("EXAMINE .*", (talk, tag, all) -> {
            talk.drip(text);
            return false;
        });
        assertThat(faultOf(within(BRIEF)).kind()).isEqualTo(Kind.TOO_SLOW);
    }

    @Test
    void givesUpOnEndlessLines() {
        imap.on("EXAMINE .*", (talk, tag, all) -> {
            String piece = "x".repeat(64 * 1024);
            while (true) {
                talk.say(piece);
            }
        });
        assertThat(faultOf(imap(LEAVE)).kind()).isEqualTo(Kind.GARBLED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2147483648", "999999999999999999", "99999999999999999999999"})
    void holdsNoMoreInMemoryThanItMayWhateverALiteralClaims(String size) {
        imap.mail(1, "Subject: x\r\n\r\n").on("UID FETCH 1 .*", (talk, tag, all) -> {
            talk.say("* 1 FETCH (UID 1 BODY[] {" + size + "}\r\n");
            talk.drip("x");
            return false;
        });
        assertThat(faultOf(within(BRIEF)).kind()).isIn(Kind.TOO_SLOW, Kind.GARBLED);
        assertThat(bench.pending()).isEmpty();
    }

    @Test
    void holdsFewOfTheThingsAServerSaysItCanDo() throws MailboxException {
        String many = IntStream.range(0, 50_000).mapToObj(i -> "X" + i).collect(Collectors.joining(" "));
        imap.mail(1, "Subject: x\r\n\r\n").capabilities("IMAP4rev1 UIDPLUS " + many);
        bench.importOnce(imap(DELETE));
        assertThat(bench.pending()).hasSize(1);
        assertThat(imap.mails()).isEmpty();
    }

    @Test
    void refusesAServerThatHidesStarttls() {
        assertThat(faultOf(starttls()).kind()).isEqualTo(Kind.NO_STARTTLS);
        assertThat(server.heard()).noneMatch(line -> line.contains("LOGIN"));
    }

    @Test
    void refusesAServerThatClaimsToKnowUsAlreadyWhereStarttlsIsRequired() {
        imap.greeting("* PREAUTH welcome\r\n").capabilities("IMAP4rev1 STARTTLS");
        assertThat(faultOf(starttls()).kind()).isEqualTo(Kind.NO_STARTTLS);
    }

    @Test
    void refusesWhatWasSlippedInBeforeTheHandshake() {
        imap.capabilities("IMAP4rev1 STARTTLS").on("STARTTLS", (talk, tag, all) -> {
            talk.say(tag + " OK begin\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n");
            talk.hang();
            return false;
        });
        assertThat(faultOf(starttls()).kind()).isEqualTo(Kind.INJECTED);
    }

    @Test
    void neverSaysThePasswordInTheClearWhereTlsFails() {
        imap.capabilities("IMAP4rev1 STARTTLS").on("STARTTLS", (talk, tag, all) -> {
            talk.say(tag + " OK begin\r\n");
            talk.hear();
            talk.say("no TLS here, sorry\r\n");
            return true;
        });
        assertThat(faultOf(starttls()).kind()).isIn(Kind.TLS_FAILED, Kind.CUT);
        assertThat(server.heard()).noneMatch(line -> line.contains(MailboxBench.PASSWORD));
    }

    @Test
    void logsInByLiteralsWhereWordsAreNotPrintable() throws MailboxException {
        imap.on("LOGIN \\{.*", (talk, tag, all) -> {
            talk.say("+ go on\r\n");
            talk.hear();
            talk.say("+ go on\r\n");
            talk.hear();
            talk.say(tag + " OK in\r\n");
            return true;
        });
        MailboxSettings umlaut = new MailboxSettings(
                Protocol.IMAP,
                imap(LEAVE).server(),
                new MailboxSettings.Login("söre", org.postroom.mail.Secret.of("päss")),
                "INBOX",
                LEAVE,
                MailboxBench.OFTEN);
        bench.importOnce(umlaut);
        assertThat(server.heard()).contains("p2 LOGIN {5}", "s\u00c3\u00b6re {5}", "p\u00c3\u00a4ss");
    }

    @Test
    void tellsABusyMailboxFromAWrongPassword() {
        imap.answer("LOGIN .*", "NO [INUSE] locked by another session");
        assertThat(faultOf(imap(LEAVE)).kind()).isEqualTo(Kind.IN_USE);
        imap.answer("LOGIN .*", "NO [UNAVAILABLE] try later");
        assertThat(faultOf(imap(LEAVE)).kind()).isEqualTo(Kind.UNAVAILABLE);
        imap.answer("LOGIN .*", "NO wrong");
        assertThat(faultOf(imap(LEAVE)).kind()).isEqualTo(Kind.LOGIN_REFUSED);
    }

    @Test
    void sendsNoPasswordWhereTheServerTakesNone() {
        imap.capabilities("IMAP4rev1 LOGINDISABLED");
        assertThat(faultOf(imap(LEAVE)).kind()).isEqualTo(Kind.LOGIN_REFUSED);
        assertThat(server.heard()).noneMatch(line -> line.contains(MailboxBench.PASSWORD));
    }

    @Test
    void hidesAPasswordThatTheServerRepeats() {
        imap.answer("LOGIN .*", "NO no user support with password swordfish");
        MailboxException fault = faultOf(imap(LEAVE));
        assertThat(FaultSentence.of(MailboxBench.SUPPORT, imap(LEAVE), fault))
                .doesNotContain("swordfish")
                .contains("with password ***");
    }

    @Test
    void takesAllMailsBeforeTheOneAtWhichTheServerBreaks() throws MailboxException {
        LongStream.rangeClosed(1, 9).forEach(uid -> imap.mail(uid, "Subject: " + uid + "\r\n\r\n"));
        imap.on("UID FETCH .*BODY.*", (talk, tag, command) -> {
            if (imap.selected(command).contains(4L)) {
                talk.say("* 4 FETCH (UID 4 BODY[] {500}\r\nSubject: half");
                return false;
            }
            imap.usual(talk, command);
            talk.say(tag + " OK done\r\n");
            return true;
        });
        Suspects suspects = new Suspects();
        for (int poll = 0; poll < 3; poll++) {
            assertThatThrownBy(() -> bench.importOnce(imap(DELETE), suspects)).isInstanceOf(MailboxException.class);
        }
        assertThat(bench.pending()).hasSize(8);
        assertThat(imap.mails()).containsOnlyKeys(4L);
        imap.forgetManners();
        bench.importOnce(imap(DELETE), suspects);
        assertThat(bench.pending()).hasSize(9);
    }

    @Test
    void goesOnWhenMailsVanishBetweenListingAndFetch() throws MailboxException {
        imap.mail(1, "Subject: stays\r\n\r\n").mail(2, "Subject: goes\r\n\r\n");
        imap.on("UID FETCH 1:2 .*", (talk, tag, command) -> {
            imap.usual(talk, "UID FETCH 1 (UID BODY.PEEK[])");
            talk.say("* 2 EXPUNGE\r\n" + tag + " NO some messages no longer exist\r\n");
            return true;
        });
        bench.importOnce(imap(LEAVE));
        assertThat(bench.pending()).hasSize(1);
    }

    @Test
    void neverImportsAgainWhatTheServerWouldNotRemove() throws MailboxException {
        imap.mail(1, "Subject: x\r\n\r\n").answer("UID STORE .*", "NO mailbox is read-only");
        assertThat(bench.importOnce(imap(DELETE)).warnings())
                .first()
                .asString()
                .contains("would not remove", "mailbox is read-only");
        assertThat(bench.importOnce(imap(DELETE)).warnings())
                .first()
                .asString()
                .contains("would not remove", "mailbox is read-only");
        assertThat(bench.pending()).hasSize(1);
        assertThat(server.heard().stream().filter(line -> line.contains("BODY.PEEK")))
                .hasSize(1);
    }

    @Test
    void removesWithoutFetchingAgainWhatACutLeftBehind() throws MailboxException {
        imap.mail(1, "Subject: x\r\n\r\n").on("UID STORE .*", (talk, tag, all) -> false);
        assertThat(faultOf(imap(DELETE)).kind()).isEqualTo(Kind.CUT);
        assertThat(bench.pending()).hasSize(1);
        imap.forgetManners();
        bench.importOnce(imap(DELETE));
        assertThat(imap.mails()).isEmpty();
        assertThat(bench.pending()).hasSize(1);
        assertThat(server.heard().stream().filter(line -> line.contains("BODY.PEEK")))
                .hasSize(1);
        assertThat(bench.onServer(imap(DELETE), 7)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "* OK [UIDVALIDITY 0] odd\r\n", "* OK [UIDVALIDITY 99999999999999999999] odd\r\n"})
    void knowsMailsByTheirBytesWhereUidsMeanNothing(String validity) throws MailboxException {
        imap.validity(validity).mail(1, "Subject: first\r\n\r\n");
        bench.importOnce(imap(LEAVE));
        bench.importOnce(imap(LEAVE));
        assertThat(bench.pending()).hasSize(1);
        imap.mail(1, "Subject: another under the same UID\r\n\r\n");
        bench.importOnce(imap(DELETE));
        assertThat(bench.pending()).hasSize(2);
        assertThat(imap.mails()).isEmpty();
    }

    /** FAULTS A10: the server uses a UID again, for a mail of another size, or another time. */
    @ParameterizedTest
    @CsvSource({"Subject: another one, 17-Jul-2026 02:44:25 -0700", "Subject: 2nd, ' 1-Aug-2026 02:44:25 -0700'"})
    void takesAnotherMailUnderAUidUsedBefore(String words, String date) throws MailboxException {
        imap.mail(1, "Subject: 1st\r\n\r\n").arrived(1, "17-Jul-2026 02:44:25 -0700");
        bench.importOnce(imap(LEAVE));
        imap.mail(1, words + "\r\n\r\n").arrived(1, date);
        for (int poll = 0; poll < 3; poll++) {
            bench.importOnce(imap(LEAVE));
        }
        assertThat(bench.pendingMails())
                .containsExactly(Bytes.of("Subject: 1st\r\n\r\n"), Bytes.of(words + "\r\n\r\n"));
        assertThat(server.heard().stream().filter(line -> line.contains("BODY.PEEK")))
                .as("each mail is fetched once")
                .hasSize(2);
        assertThat(bench.onServer(imap(LEAVE), 7)).hasSize(1);
    }

    /** FAULTS A10: what was removed when the connection broke is not taken for another mail under its UID. */
    @ParameterizedTest
    @CsvSource({"Subject: another one, 17-Jul-2026 02:44:25 -0700", "Subject: 2nd, 18-Jul-2026 02:44:25 -0700"})
    void removesNoMailUnheldThatHasAUidUsedBefore(String words, String date) throws MailboxException {
        imap.mail(1, "Subject: 1st\r\n\r\n").arrived(1, "17-Jul-2026 02:44:25 -0700");
        imap.on("UID EXPUNGE .*", (talk, tag, command) -> {
            imap.usual(talk, command);
            return false;
        });
        assertThat(faultOf(imap(DELETE)).kind()).isEqualTo(Kind.CUT);
        assertThat(imap.mails()).isEmpty();
        imap.forgetManners();
        imap.mail(1, words + "\r\n\r\n").arrived(1, date);
        bench.importOnce(imap(DELETE));
        assertThat(bench.pendingMails())
                .containsExactly(Bytes.of("Subject: 1st\r\n\r\n"), Bytes.of(words + "\r\n\r\n"));
        assertThat(imap.mails()).isEmpty();
        assertThat(bench.onServer(imap(DELETE), 7)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "99-Foo-0000 99:99:99 +9999"})
    void mindsNoDateThatIsNone(String date) throws MailboxException {
        imap.mail(1, "Subject: 1st\r\n\r\n").arrived(1, date);
        bench.importOnce(imap(LEAVE));
        imap.arrived(1, "17-Jul-2026 02:44:25 -0700");
        bench.importOnce(imap(LEAVE));
        assertThat(server.heard().stream().filter(line -> line.contains("BODY.PEEK")))
                .hasSize(1);
    }

    @Test
    void foldsAllWhenUidValidityGoesBackAndForth() throws MailboxException {
        LongStream.rangeClosed(1, 20).forEach(uid -> imap.mail(uid, "Subject: " + uid + "\r\n\r\n"));
        for (int validity : List.of(7, 3, 9, 3, 7)) {
            imap.validity("* OK [UIDVALIDITY " + validity + "] fine\r\n");
            bench.importOnce(imap(LEAVE));
        }
        assertThat(bench.pending()).hasSize(20);
    }

    @Test
    void holdsTheBeginningOfAMailThatIsTooLargeAndLeavesIt() throws MailboxException {
        String huge = "Subject: huge\r\n\r\n" + "x".repeat(200_000);
        imap.mail(1, huge).mail(2, "Subject: small\r\n\r\n");
        bench.importOnce(imap(DELETE));
        bench.importOnce(imap(DELETE));
        Receipt receipt = bench.pending().stream()
                .filter(one -> !one.content().whole())
                .findFirst()
                .orElseThrow();
        assertThat(receipt.content().size()).isEqualTo(huge.length());
        assertThat(bench.pendingMails()).contains(Bytes.of(huge.substring(0, 50_000)));
        assertThat(imap.mails()).containsOnlyKeys(1L);
        assertThat(server.heard().stream().filter(line -> line.contains("UID FETCH 1 ")))
                .hasSize(1);
    }

    @Test
    void cutsAMailThatIsLargerThanItsListingSaid() throws MailboxException {
        String huge = "Subject: liar\r\n\r\n" + "x".repeat(3_000_000);
        imap.mail(1, huge).mail(2, "Subject: honest\r\n\r\n");
        imap.on("UID FETCH 1:\\* .*", (talk, tag, all) -> {
            talk.say("* 1 FETCH (UID 1 RFC822.SIZE 10)\r\n* 2 FETCH (UID 2 RFC822.SIZE 19)\r\n" + tag + " OK\r\n");
            return true;
        });
        bench.importOnce(imap(DELETE));
        bench.importOnce(imap(DELETE));
        assertThat(bench.pending())
                .extracting(receipt -> receipt.content().whole())
                .containsOnly(true, false);
        assertThat(bench.pending())
                .extracting(receipt -> receipt.content().size())
                .contains((long) huge.length());
        assertThat(imap.mails()).containsOnlyKeys(1L);
    }

    @Test
    void listsNothingWhereThereIsNothing() throws MailboxException {
        imap.answer("UID FETCH .*", "BAD invalid messageset");
        bench.importOnce(imap(LEAVE));
        assertThat(bench.pending()).isEmpty();
    }

    @Test
    void readsBodiesThatAreNoLiterals() throws MailboxException {
        imap.mail(1, "a").mail(2, "b");
        imap.on("UID FETCH 1:2 .*", (talk, tag, all) -> {
            talk.say("* 1 FETCH (FLAGS (\\Seen) BODY[] \"Subject: \\\"UID 2\\\"\" UID 1)\r\n");
            talk.say("* 2 FETCH (UID 2 BODY[] NIL)\r\n" + tag + " OK\r\n");
            return true;
        });
        bench.importOnce(imap(LEAVE));
        assertThat(bench.pendingMails()).containsExactly(Bytes.of("Subject: \"UID 2\""));
    }

    @Test
    void neverTouchesFlagsAndNeverExpungesAll() throws MailboxException {
        imap.mail(1, "Subject: x\r\n\r\n").mail(2, "Subject: y\r\n\r\n");
        bench.importOnce(imap(LEAVE));
        assertThat(server.heard()).noneMatch(line -> line.matches(".*(STORE|EXPUNGE|SELECT|MOVE|COPY).*"));
        bench.importOnce(imap(new AfterImport.MoveTo("Done")));
        imap.mail(3, "Subject: z\r\n\r\n");
        bench.importOnce(imap(DELETE));
        assertThat(server.heard())
                .noneMatch(line -> line.contains("Seen") || line.contains("BODY[") || line.matches("p\\d+ EXPUNGE.*"))
                .anyMatch(line -> line.endsWith("UID EXPUNGE 3"))
                .anyMatch(line -> line.endsWith("UID MOVE 1:2 \"Done\""));
    }

    @Test
    void movesByCopyWhereTheServerCannotMove() throws MailboxException {
        imap.capabilities("IMAP4rev1 UIDPLUS").mail(1, "Subject: x\r\n\r\n");
        bench.importOnce(imap(new AfterImport.MoveTo("Gelöscht & fertig")));
        assertThat(server.heard().stream().filter(line -> line.contains("UID ")).skip(2))
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .containsExactly(
                        "UID COPY 1 \"Gel&APY-scht &- fertig\"",
                        "UID STORE 1 +FLAGS.SILENT (\\Deleted)",
                        "UID EXPUNGE 1");
    }

    @Test
    void createsTheFolderThatIsMissing() throws MailboxException {
        imap.mail(1, "Subject: x\r\n\r\n");
        imap.on("CREATE .*", (talk, tag, all) -> {
            imap.forgetManners();
            talk.say(tag + " OK\r\n");
            return true;
        });
        imap.answer("UID MOVE .*", "NO [TRYCREATE] no such folder");
        bench.importOnce(imap(new AfterImport.MoveTo("Done")));
        assertThat(imap.mails()).isEmpty();
    }

    @Test
    void pollsWhereIdleIsRefused() {
        imap.answer("IDLE", "NO not today");
        bench.watch(idle(Duration.ofMillis(100)));
        await().until(() -> bench.status().lastSuccess().isPresent());
        imap.mail(1, "Subject: x\r\n\r\n");
        await().until(() -> bench.pending().size() == 1);
        assertThat(bench.status().outage()).isEmpty();
    }

    @Test
    void pollsAtTheIntervalWhenIdleTellsNothing() {
        bench.watch(idle(Duration.ofMillis(100)));
        await().until(() -> server.heard().stream().anyMatch(line -> line.endsWith("IDLE")));
        imap.mail(1, "Subject: x\r\n\r\n");
        await().until(() -> bench.pending().size() == 1);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void noticesALinkThatDiedUnderIdle() {
        imap.on("IDLE", (talk, tag, all) -> {
            imap.forgetManners();
            talk.say("+ idling\r\n");
            talk.hang();
            return false;
        });
        bench.watch(new MailboxSettings(
                Protocol.IMAP,
                imap(LEAVE).server(),
                imap(LEAVE).login(),
                "INBOX",
                LEAVE,
                new Rhythm(Duration.ofMillis(100), true, IMPATIENT)));
        await().until(() -> bench.status().outage().isPresent());
        assertThat(bench.status().outage().orElseThrow().sentence()).contains("does not answer in time");
        await().until(() -> server.connections() >= 2 && bench.status().outage().isEmpty());
    }

    private MailboxException faultOf(MailboxSettings mailbox) {
        return catchThrowableOfType(MailboxException.class, () -> bench.importOnce(mailbox));
    }

    private MailboxSettings imap(AfterImport afterImport) {
        return plain(Protocol.IMAP, server.port(), afterImport);
    }

    private MailboxSettings within(Timeouts timeouts) {
        return MailboxBench.settings(
                Protocol.IMAP, imap(LEAVE).server(), LEAVE, new Rhythm(Duration.ofSeconds(1), false, timeouts));
    }

    private MailboxSettings idle(Duration interval) {
        return MailboxBench.settings(
                Protocol.IMAP, imap(LEAVE).server(), LEAVE, new Rhythm(interval, true, MailboxBench.SHORT));
    }

    private MailboxSettings starttls() {
        Server plain = new Server("127.0.0.1", server.port(), Security.STARTTLS, Optional.empty());
        return MailboxBench.settings(Protocol.IMAP, plain, LEAVE, MailboxBench.OFTEN);
    }
}
