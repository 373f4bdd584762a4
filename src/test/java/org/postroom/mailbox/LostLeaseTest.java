package org.postroom.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.postroom.mailbox.MailboxBench.plain;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.mailbox.MailboxSettings.AfterImport;
import org.postroom.mailbox.MailboxSettings.Protocol;

/** FAULTS A19: a node that slept past its lease on a mailbox, and another one has it by now. */
class LostLeaseTest {
    private static final String ADDRESS = "support@example.org";

    private final GreenMail mail = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
    });
    private final FickleCluster cluster = new FickleCluster();
    private MailboxBench bench;
    private MailboxSettings mailbox;
    private GreenMailUser user;

    @BeforeEach
    void open(@TempDir Path directory) {
        mail.start();
        user = mail.setUser(ADDRESS, MailboxBench.USER, MailboxBench.PASSWORD);
        bench = new MailboxBench(directory, FetchLimits.USUAL, cluster);
        mailbox = plain(Protocol.IMAP, mail.getImap().getPort(), new AfterImport.Delete());
        deliver();
    }

    @AfterEach
    void close() {
        bench.close();
        mail.stop();
    }

    @Test
    void holdsAndRemovesNothingUnderAnOldFence() throws MailboxException {
        try (MailboxSession session = bench.open(mailbox)) {
            ImportRun run = bench.run(session, mailbox);
            cluster.takenByAnother();
            assertThatThrownBy(run::round).isInstanceOf(LeaseLostException.class);
        }
        assertThat(bench.pending()).isEmpty();
        assertThat(inbox()).isEqualTo(1);
    }

    @Test
    void removesNothingAfterItSleptEvenWhatItHolds() throws MailboxException {
        try (MailboxSession session = bench.open(mailbox)) {
            ImportRun run = bench.run(session, mailbox);
            cluster.slept();
            assertThatThrownBy(run::round).isInstanceOf(LeaseLostException.class);
        }
        assertThat(bench.pending()).hasSize(1);
        assertThat(inbox()).isEqualTo(1);
    }

    private void deliver() {
        user.deliver(GreenMailUtil.createTextEmail(
                ADDRESS,
                "anna@example.com",
                "Printer",
                "It is broken.",
                mail.getSmtp().getServerSetup()));
    }

    private int inbox() {
        try {
            return mail.getManagers().getImapHostManager().getInbox(user).getMessageCount();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
