package org.postroom.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
import org.postroom.mailbox.MailboxSettings.Security;
import org.postroom.mailbox.MailboxSettings.Server;
import org.postroom.testing.ChaosProxy;
import org.postroom.testing.DovecotServer;
import org.postroom.testing.NeedsProgram;

/** As {@link CutConnectionsTest}, with Dovecot behind the connection that breaks, and a quarter as often. */
@NeedsProgram("dovecot")
class DovecotCutsTest {
    private static final AfterImport DELETE = new AfterImport.Delete();
    private static final String INBOX = "INBOX";

    private static final int COUNT = Math.max(1, Cuts.COUNT / 4);

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
    void imapConnectionsCutAnywhereLoseAndDoubleNothing() {
        try (ChaosProxy proxy = ChaosProxy.before(server.imapPort())) {
            Cuts cuts = cuts(Protocol.IMAP, proxy, DELETE);
            cuts.run("IMAP, Dovecot", COUNT, cuts::anywhere);
        }
        assertThat(server.mails(user, INBOX)).isEmpty();
    }

    /** Dovecot copies and then expunges: where it is cut off between, the mail is moved again, and its folder has two. */
    @Test
    void movedMailsAreAllInTheirFolder() {
        try (ChaosProxy proxy = ChaosProxy.before(server.imapPort())) {
            Cuts cuts = cuts(Protocol.IMAP, proxy, new AfterImport.MoveTo("Done"));
            cuts.run("IMAP with MOVE, Dovecot", COUNT, cuts::anywhere);
        }
        assertThat(server.mails(user, INBOX)).isEmpty();
        List<Bytes> done = server.mails(user, "Done");
        assertThat(done).containsAll(bench.pendingMails());
        assertThat(Set.copyOf(done)).hasSameSizeAs(bench.pendingMails());
    }

    @Test
    void popConnectionsCutAnywhereLoseAndDoubleNothing() {
        try (ChaosProxy proxy = ChaosProxy.before(server.pop3Port())) {
            Cuts cuts = cuts(Protocol.POP3, proxy, DELETE);
            cuts.run("POP3, Dovecot", COUNT, cuts::anywhere);
        }
        assertThat(server.mails(user, INBOX)).isEmpty();
    }

    private Cuts cuts(Protocol protocol, ChaosProxy proxy, AfterImport afterImport) {
        Server at = new Server(DovecotServer.HOST, proxy.port(), Security.NONE, Optional.empty());
        MailboxSettings mailbox = new MailboxSettings(
                protocol,
                at,
                new Login(user, Secret.of(DovecotServer.PASSWORD)),
                INBOX,
                afterImport,
                MailboxBench.OFTEN);
        return new Cuts(bench, proxy, mailbox, mail -> server.deliver(user, mail));
    }
}
