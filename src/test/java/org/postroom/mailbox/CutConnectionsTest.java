package org.postroom.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.mail.Bytes;
import org.postroom.mailbox.MailboxSettings.AfterImport;
import org.postroom.mailbox.MailboxSettings.Protocol;
import org.postroom.testing.ChaosProxy;
import org.postroom.testing.Fault;
import org.postroom.testing.ScriptedServer;

/** The connection breaks at any byte, a thousand times a protocol: no mail is lost, none comes twice, and none stays. */
class CutConnectionsTest {
    private final FakeImap imap = new FakeImap();
    private final FakePop pop = new FakePop();
    private final AtomicLong uid = new AtomicLong();
    private MailboxBench bench;

    @BeforeEach
    void open(@TempDir Path directory) {
        bench = new MailboxBench(directory);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void imapConnectionsCutAnywhereLoseAndDoubleNothing() {
        try (ScriptedServer server = ScriptedServer.start(imap);
                ChaosProxy proxy = ChaosProxy.before(server.port())) {
            Cuts cuts = cuts(Protocol.IMAP, proxy);
            cuts.run("IMAP", Cuts.COUNT, cuts::anywhere);
            assertThat(imap.mails()).isEmpty();
        }
    }

    @Test
    void popConnectionsCutAnywhereLoseAndDoubleNothing() {
        try (ScriptedServer server = ScriptedServer.start(pop);
                ChaosProxy proxy = ChaosProxy.before(server.port())) {
            Cuts cuts = cuts(Protocol.POP3, proxy);
            cuts.run("POP3", Cuts.COUNT, cuts::anywhere);
            assertThat(pop.mails()).isEmpty();
        }
    }

    /** FAULTS A12: the server never hears QUIT, and nothing is deleted; or it does, and its reply is lost. */
    @Test
    void popConnectionsCutAtQuitLoseAndDoubleNothing() {
        try (ScriptedServer server = ScriptedServer.start(pop);
                ChaosProxy proxy = ChaosProxy.before(server.port())) {
            cuts(Protocol.POP3, proxy)
                    .run(
                            "POP3 at QUIT",
                            Cuts.COUNT,
                            random -> random.nextInt(4) > 0
                                    ? Fault.cut().before("QUIT")
                                    : Fault.loseReply().at("QUIT\r\n"));
            assertThat(pop.mails()).isEmpty();
        }
    }

    /** The server does what it is told, and cannot say so. */
    @Test
    void imapRepliesLostAtRemovalLoseAndDoubleNothing() {
        try (ScriptedServer server = ScriptedServer.start(imap);
                ChaosProxy proxy = ChaosProxy.before(server.port())) {
            cuts(Protocol.IMAP, proxy)
                    .run(
                            "IMAP at removal",
                            Cuts.COUNT / 5,
                            random -> Fault.loseReply()
                                    .at(random.nextBoolean() ? "UID STORE .*\r\n" : "UID EXPUNGE .*\r\n"));
            assertThat(imap.mails()).isEmpty();
        }
    }

    private Cuts cuts(Protocol protocol, ChaosProxy proxy) {
        MailboxSettings mailbox = MailboxBench.plain(protocol, proxy.port(), new AfterImport.Delete());
        return new Cuts(bench, proxy, mailbox, protocol == Protocol.IMAP ? this::toImap : this::toPop);
    }

    private void toImap(Bytes mail) {
        imap.mail(uid.incrementAndGet(), mail.latin1());
    }

    private void toPop(Bytes mail) {
        pop.mail(mail.latin1());
    }
}
