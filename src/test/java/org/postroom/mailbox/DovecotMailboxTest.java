package org.postroom.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postroom.mailbox.MailboxBench.OFTEN;
import static org.postroom.mailbox.MailboxBench.SHORT;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.mail.Bytes;
import org.postroom.mail.Secret;
import org.postroom.mailbox.MailboxSettings.AfterImport;
import org.postroom.mailbox.MailboxSettings.Login;
import org.postroom.mailbox.MailboxSettings.Protocol;
import org.postroom.mailbox.MailboxSettings.Rhythm;
import org.postroom.mailbox.MailboxSettings.Security;
import org.postroom.mailbox.MailboxSettings.Server;
import org.postroom.testing.ChaosProxy;
import org.postroom.testing.DovecotServer;
import org.postroom.testing.Fault;
import org.postroom.testing.Fault.Direction;
import org.postroom.testing.NeedsProgram;
import org.postroom.testing.TestCertificate;

@NeedsProgram("dovecot")
class DovecotMailboxTest {
    private static final AfterImport LEAVE = new AfterImport.Leave();
    private static final AfterImport DELETE = new AfterImport.Delete();
    private static final String INBOX = "INBOX";
    private static final String HOST = DovecotServer.HOST;

    private static DovecotServer server;

    private String user;
    private MailboxBench bench;

    @BeforeAll
    static void startServer() {
        server = DovecotServer.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    /** Every test has a mailbox of its own. */
    @BeforeEach
    void open(@TempDir Path directory, TestInfo test) {
        user = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        server.user(user, DovecotServer.PASSWORD);
        bench = new MailboxBench(directory);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void takesMailsByteForByteAndDeletesThem() throws MailboxException {
        List<Bytes> mails = deliver(250);
        bench.importOnce(imap(DELETE));
        assertThat(bench.pendingMails()).containsExactlyInAnyOrderElementsOf(mails);
        assertThat(server.mails(user, INBOX)).isEmpty();
        assertThat(bench.onServer(imap(DELETE), 0)).isEmpty();
    }

    @Test
    void takesMailsByPopByteForByteAndDeletesThem() throws MailboxException {
        List<Bytes> mails = deliver(250);
        bench.importOnce(pop(DELETE));
        assertThat(bench.pendingMails()).containsExactlyInAnyOrderElementsOf(mails);
        assertThat(server.mails(user, INBOX)).isEmpty();
        assertThat(bench.onServer(pop(DELETE), 0)).isEmpty();
    }

    @Test
    void leavesMailsAndTakesEachOnce() throws MailboxException {
        List<Bytes> mails = deliver(30);
        for (MailboxSettings mailbox : List.of(imap(LEAVE), pop(LEAVE))) {
            int before = bench.pending().size();
            bench.importOnce(mailbox);
            bench.importOnce(mailbox);
            assertThat(bench.pending()).hasSize(before + 30);
        }
        assertThat(server.mails(user, INBOX)).containsExactlyInAnyOrderElementsOf(mails);
    }

    /** What is compared stays as it is. */
    @Test
    void comparesTheLedgerWithTheServerAndChangesNothingThere() throws MailboxException {
        deliver(3);
        for (MailboxSettings mailbox : List.of(imap(LEAVE), pop(LEAVE))) {
            bench.importOnce(mailbox);
            assertThat(bench.reconcile(mailbox).isWell()).isTrue();
        }
        deliver(1);
        for (MailboxSettings mailbox : List.of(imap(DELETE), pop(DELETE))) {
            Reconciled.Compared compared = (Reconciled.Compared) bench.reconcile(mailbox);
            assertThat(compared.listed()).isEqualTo(4);
            assertThat(compared.count(Difference.Sort.NOT_FETCHED)).isEqualTo(1);
            assertThat(compared.count(Difference.Sort.STILL_THERE)).isEqualTo(3);
            assertThat(server.mails(user, INBOX)).hasSize(4);
        }
    }

    @Test
    void setsNoFlagAndMindsNone() throws MailboxException {
        deliver(3);
        try (ImapTalk other = new ImapTalk(server.imapPort(), user)) {
            other.say("UID STORE 1 +FLAGS (\\Seen)");
            other.say("UID STORE 2 +FLAGS (\\Deleted)");
            bench.importOnce(imap(LEAVE));
            assertThat(other.say("FETCH 1:* FLAGS"))
                    .contains("* 1 FETCH (FLAGS (\\Seen")
                    .contains("* 2 FETCH (FLAGS (\\Deleted")
                    .doesNotContain("* 3 FETCH (FLAGS (\\Seen");
        }
        assertThat(bench.pending()).hasSize(3);
    }

    @Test
    void movesMailsToAFolderAndMakesItWhenMissing() throws MailboxException {
        List<Bytes> mails = deliver(3);
        bench.importOnce(imap(new AfterImport.MoveTo("Erledigt")));
        assertThat(server.mails(user, INBOX)).isEmpty();
        assertThat(server.mails(user, "Erledigt")).containsExactlyInAnyOrderElementsOf(mails);
        assertThat(bench.pending()).hasSize(3);
    }

    /** Flagged by somebody else, before and while ours are deleted: too large for us, so that it is not ours to delete. */
    @Test
    void deletesOnlyItsOwnAmongMailsFlaggedDeleted(@TempDir Path other) throws MailboxException {
        Bytes foreign = Bytes.of("Subject: foreign\r\n\r\n" + "x".repeat(300_000) + "\r\n");
        server.deliver(user, foreign);
        deliver(3);
        try (MailboxBench small = new MailboxBench(other, new FetchLimits(50_000, 100, 1 << 20, 100));
                ImapTalk client = new ImapTalk(server.imapPort(), user)) {
            client.say("UID STORE 1 +FLAGS (\\Deleted)");
            small.importOnce(imap(DELETE));
            assertThat(small.pending()).hasSize(4);
            assertThat(server.mails(user, INBOX)).containsExactly(foreign);
        }
    }

    @Test
    void leavesAllWhereSingleMailsCannotBeDeleted() throws MailboxException {
        try (DovecotServer old = DovecotServer.start("imap_capability = IMAP4rev1 IDLE")) {
            old.deliver(user, Bytes.of("Subject: ours\r\n\r\n"));
            old.deliver(user, Bytes.of("Subject: foreign\r\n\r\n"));
            try (ImapTalk client = new ImapTalk(old.imapPort(), user)) {
                client.say("UID STORE 2 +FLAGS (\\Deleted)");
                bench.watch(plain(Protocol.IMAP, old.imapPort(), DELETE));
                await().until(() -> bench.status().lastSuccess().isPresent());
                assertThat(bench.status().warnings()).singleElement().asString().contains("lacks UIDPLUS");
                assertThat(bench.status().outage()).isEmpty();
            }
            assertThat(bench.pending()).hasSize(2);
            assertThat(old.mails(user, INBOX)).hasSize(2);
        }
    }

    @Test
    void takesAnotherUidValidityWithoutTakingMailsTwice() throws MailboxException {
        deliver(40);
        bench.importOnce(imap(LEAVE));
        server.forgetUids(user);
        server.deliver(user, Bytes.of("Subject: after the reset\r\n\r\n"));
        bench.importOnce(imap(LEAVE));
        assertThat(bench.pending()).hasSize(41);
    }

    @Test
    void finishesRemovalsThatWereCutOff() throws MailboxException {
        deliver(5);
        bench.importOnce(imap(LEAVE));
        bench.importOnce(pop(LEAVE));
        bench.importOnce(imap(DELETE));
        assertThat(server.mails(user, INBOX)).isEmpty();
        assertThat(bench.pending()).hasSize(10);
    }

    @Test
    void takesMailsThroughTlsAndStarttls() throws MailboxException {
        deliver(2);
        for (Protocol protocol : Protocol.values()) {
            for (Security security : List.of(Security.TLS, Security.STARTTLS)) {
                int before = bench.pending().size();
                bench.importOnce(secured(protocol, security, HOST, true));
                assertThat(bench.pending()).as("%s %s", protocol, security).hasSize(before + 2);
            }
        }
    }

    @Test
    void refusesCertificatesNobodyVouchesFor() {
        for (Protocol protocol : Protocol.values()) {
            for (Security security : List.of(Security.TLS, Security.STARTTLS)) {
                assertThat(faultOf(secured(protocol, security, HOST, false)))
                        .contains("signed by nobody this machine trusts")
                        .contains("mailbox.trusted-certificates");
            }
        }
    }

    @Test
    void refusesCertificatesOfOtherHosts() {
        try (DovecotServer other = DovecotServer.startWith(TestCertificate::forAnotherHost)) {
            waysToTls(other)
                    .forEach(way -> assertThat(faultOf(way)).contains("its certificate is not for the host " + HOST));
        }
    }

    @Test
    void refusesExpiredCertificatesEvenWhenTheyAreTrusted() {
        try (DovecotServer expired = DovecotServer.startWith(TestCertificate::expired)) {
            waysToTls(expired)
                    .forEach(way ->
                            assertThat(faultOf(way)).contains("its certificate has expired or is not valid yet"));
        }
    }

    /** Both protocols, with TLS at once and by STARTTLS, trusting the server's certificate. */
    private List<MailboxSettings> waysToTls(DovecotServer at) {
        return Stream.of(
                        Map.entry(
                                Protocol.IMAP,
                                new Server(HOST, at.imapsPort(), Security.TLS, Optional.of(at.certificate()))),
                        Map.entry(
                                Protocol.IMAP,
                                new Server(HOST, at.imapPort(), Security.STARTTLS, Optional.of(at.certificate()))),
                        Map.entry(
                                Protocol.POP3,
                                new Server(HOST, at.pop3sPort(), Security.TLS, Optional.of(at.certificate()))),
                        Map.entry(
                                Protocol.POP3,
                                new Server(HOST, at.pop3Port(), Security.STARTTLS, Optional.of(at.certificate()))))
                .map(way -> settings(way.getKey(), way.getValue(), LEAVE, OFTEN))
                .toList();
    }

    /** FAULTS B3: somebody in between takes STARTTLS out of what Dovecot offers. */
    @Test
    void saysNothingSecretWhereStarttlsIsStripped() {
        for (Protocol protocol : Protocol.values()) {
            int port = protocol == Protocol.IMAP ? server.imapPort() : server.pop3Port();
            try (ChaosProxy proxy = ChaosProxy.before(port)) {
                String offer = protocol == Protocol.IMAP ? "STARTTLS" : "STLS";
                proxy.always(Fault.replace(offer, "X".repeat(offer.length())).after(Direction.TO_CLIENT, 0));
                assertThat(faultOf(through(proxy, protocol))).contains("STARTTLS, which the server does not offer");
                assertThat(proxy.passed(Direction.TO_SERVER)).isLessThan(30);
            }
        }
    }

    /** FAULTS B3, CVE-2021-38542: somebody in between says something in the clear behind the go-ahead for TLS. */
    @Test
    void takesNothingForSaidUnderTlsThatCameBeforeIt() {
        for (Protocol protocol : Protocol.values()) {
            int port = protocol == Protocol.IMAP ? server.imapPort() : server.pop3Port();
            String words = protocol == Protocol.IMAP ? "* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n" : "+OK\r\nUSER\r\n.\r\n";
            try (ChaosProxy proxy = ChaosProxy.before(port)) {
                proxy.always(Fault.say(words).atReply("Begin TLS.*\r\n"));
                assertThat(faultOf(through(proxy, protocol)))
                        .containsAnyOf("the server spoke out of turn", "no TLS connection came about");
            }
        }
    }

    private MailboxSettings through(ChaosProxy proxy, Protocol protocol) {
        Server at = new Server(HOST, proxy.port(), Security.STARTTLS, Optional.of(server.certificate()));
        return settings(protocol, at, LEAVE, OFTEN);
    }

    /** FAULTS B2: few tries where trying could lock the account, and none that somebody has to ask for. */
    @Test
    void leavesAnAccountAloneThatRefusesThePasswordAndRecoversByItself() throws InterruptedException {
        deliver(1);
        server.user(user, "changed");
        await().until(() -> faultOf(imap(DELETE)).contains("refused the login"));
        MailboxWatch watch = bench.watchByHand(imap(DELETE));
        List<Long> minutes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            minutes.add(watch.run().toMinutes());
        }
        assertThat(minutes).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
        assertThat(server.mails(user, INBOX)).hasSize(1);
        server.user(user, DovecotServer.PASSWORD);
        await().until(() -> faultOf(imap(LEAVE)).equals("none"));
        assertThat(watch.run()).isEqualTo(OFTEN.importInterval());
        assertThat(server.mails(user, INBOX)).isEmpty();
        assertThat(bench.pending()).hasSize(1);
        watch.close();
    }

    @Test
    void saysThatStarttlsIsMissing() {
        try (DovecotServer without = DovecotServer.start("ssl = no")) {
            for (Protocol protocol : Protocol.values()) {
                int port = protocol == Protocol.IMAP ? without.imapPort() : without.pop3Port();
                Server at = new Server(HOST, port, Security.STARTTLS, Optional.empty());
                assertThat(faultOf(settings(protocol, at, LEAVE, OFTEN)))
                        .contains("STARTTLS, which the server does not offer");
            }
        }
    }

    @Test
    void saysThatThePasswordIsWrongAndWorksOnceItIsRight() {
        server.user(user, "another");
        bench.watch(imap(LEAVE));
        await().until(() -> bench.status().outage().isPresent());
        assertThat(bench.status().outage().get().sentence())
                .contains("department support", "the server refused the login", "mailbox.password")
                .doesNotContain("swordfish");
        server.user(user, DovecotServer.PASSWORD);
        await().until(() -> faultOf(imap(LEAVE)).equals("none"));
        bench.watch(imap(DELETE));
        await().until(() -> bench.status().lastSuccess().isPresent());
        assertThat(bench.status().outage()).isEmpty();
    }

    @Test
    void saysThatAFolderIsMissing() {
        server.user(user, DovecotServer.PASSWORD);
        MailboxSettings missing = new MailboxSettings(
                Protocol.IMAP, imap(LEAVE).server(), imap(LEAVE).login(), "Nowhere", LEAVE, OFTEN);
        assertThat(faultOf(missing)).contains("the folder Nowhere cannot be opened", "Check mailbox.folder");
    }

    @Test
    void takesAMailUnderIdleWithinMilliseconds() {
        deliver(1);
        Rhythm idle = new Rhythm(Duration.ofMinutes(2), true, SHORT);
        bench.watch(settings(Protocol.IMAP, imap(LEAVE).server(), DELETE, idle));
        await().until(() -> bench.pending().size() == 1);
        List<Duration> latencies = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int expected = 2 + i;
            Bytes mail = Bytes.of("Subject: under IDLE " + i + "\r\n\r\n");
            long before = System.nanoTime();
            server.deliver(user, mail);
            await().pollInterval(Duration.ofMillis(1)).until(() -> bench.wakes() == expected);
            latencies.add(Duration.ofNanos(System.nanoTime() - before));
        }
        Collections.sort(latencies);
        System.out.println("IDLE latency median " + latencies.get(25) + " max " + latencies.getLast());
        assertThat(latencies.get(25)).isLessThan(Duration.ofSeconds(1));
        assertThat(bench.pending()).hasSize(51);
    }

    private String faultOf(MailboxSettings mailbox) {
        try {
            bench.importOnce(mailbox);
            return "none";
        } catch (MailboxException e) {
            return FaultSentence.of(MailboxBench.SUPPORT, mailbox, e);
        }
    }

    private List<Bytes> deliver(int count) {
        List<Bytes> mails = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Bytes mail = Bytes.of("From: anna@example.org\r\nSubject: mail " + i + "\r\n\r\n.dot\r\n..\r\n"
                    + "line\r\n".repeat(i * 7) + "end " + i + "\r\n");
            mails.add(mail);
            server.deliver(user, mail);
        }
        return mails;
    }

    private MailboxSettings imap(AfterImport afterImport) {
        return plain(Protocol.IMAP, server.imapPort(), afterImport);
    }

    private MailboxSettings pop(AfterImport afterImport) {
        return plain(Protocol.POP3, server.pop3Port(), afterImport);
    }

    private MailboxSettings plain(Protocol protocol, int port, AfterImport afterImport) {
        return settings(protocol, new Server(HOST, port, Security.NONE, Optional.empty()), afterImport, OFTEN);
    }

    private MailboxSettings settings(Protocol protocol, Server at, AfterImport afterImport, Rhythm rhythm) {
        Login login = new Login(user, Secret.of(DovecotServer.PASSWORD));
        return new MailboxSettings(protocol, at, login, INBOX, afterImport, rhythm);
    }

    private MailboxSettings secured(Protocol protocol, Security security, String host, boolean trusted) {
        int port = switch (protocol) {
            case IMAP -> security == Security.TLS ? server.imapsPort() : server.imapPort();
            case POP3 -> security == Security.TLS ? server.pop3sPort() : server.pop3Port();
        };
        Optional<Path> certificates = trusted ? Optional.of(server.certificate()) : Optional.empty();
        return settings(protocol, new Server(host, port, security, certificates), LEAVE, OFTEN);
    }
}
