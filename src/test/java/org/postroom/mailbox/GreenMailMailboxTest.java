package org.postroom.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postroom.mailbox.MailboxBench.SHORT;
import static org.postroom.mailbox.MailboxBench.plain;
import static org.postroom.mailbox.MailboxBench.settings;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.mailbox.MailboxSettings.AfterImport;
import org.postroom.mailbox.MailboxSettings.Protocol;
import org.postroom.mailbox.MailboxSettings.Rhythm;

/** The everyday ways, with a server that runs wherever Java does. */
class GreenMailMailboxTest {
    private static final AfterImport LEAVE = new AfterImport.Leave();
    private static final AfterImport DELETE = new AfterImport.Delete();
    private static final String ADDRESS = "support@example.org";

    private final GreenMail mail = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_POP3)
    });
    private MailboxBench bench;
    private GreenMailUser user;

    @BeforeEach
    void open(@TempDir Path directory) {
        mail.start();
        user = mail.setUser(ADDRESS, MailboxBench.USER, MailboxBench.PASSWORD);
        bench = new MailboxBench(directory);
    }

    @AfterEach
    void close() {
        bench.close();
        mail.stop();
    }

    @Test
    void takesMailsByImapAndDeletesThem() throws Exception {
        deliver(3);
        bench.importOnce(imap(DELETE));
        assertThat(bench.pending()).hasSize(3);
        assertThat(inbox()).isZero();
    }

    @Test
    void takesMailsByPopAndDeletesThem() throws Exception {
        deliver(3);
        bench.importOnce(pop(DELETE));
        assertThat(bench.pending()).hasSize(3);
        assertThat(inbox()).isZero();
    }

    @Test
    void leavesMailsAndTakesEachOnce() throws Exception {
        deliver(3);
        bench.importOnce(imap(LEAVE));
        bench.importOnce(imap(LEAVE));
        bench.importOnce(pop(LEAVE));
        bench.importOnce(pop(LEAVE));
        assertThat(bench.pending()).hasSize(6);
        assertThat(inbox()).isEqualTo(3);
    }

    @Test
    void movesMailsToAFolder() throws Exception {
        deliver(2);
        bench.importOnce(imap(new AfterImport.MoveTo("Done")));
        assertThat(inbox()).isZero();
        assertThat(mail.getManagers()
                        .getImapHostManager()
                        .getFolder(user, "Done")
                        .getMessageCount())
                .isEqualTo(2);
    }

    @Test
    void hearsOfAMailUnderIdle() throws Exception {
        bench.watch(
                settings(Protocol.IMAP, imap(LEAVE).server(), DELETE, new Rhythm(Duration.ofMinutes(2), true, SHORT)));
        await().until(() -> bench.status().lastSuccess().isPresent());
        deliver(1);
        await().until(() -> bench.pending().size() == 1);
        await().until(() -> inbox() == 0);
    }

    private void deliver(int count) {
        for (int i = 0; i < count; i++) {
            user.deliver(GreenMailUtil.createTextEmail(
                    ADDRESS,
                    "anna@example.com",
                    "mail " + i,
                    "text " + i,
                    mail.getSmtp().getServerSetup()));
        }
    }

    private int inbox() {
        try {
            return mail.getManagers().getImapHostManager().getInbox(user).getMessageCount();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private MailboxSettings imap(AfterImport afterImport) {
        return plain(Protocol.IMAP, mail.getImap().getPort(), afterImport);
    }

    private MailboxSettings pop(AfterImport afterImport) {
        return plain(Protocol.POP3, mail.getPop3().getPort(), afterImport);
    }
}
