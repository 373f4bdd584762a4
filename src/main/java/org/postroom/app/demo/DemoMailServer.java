package org.postroom.app.demo;

import com.icegreen.greenmail.foedus.util.MsgRangeFilter;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.postroom.mail.Bytes;
import org.postroom.mail.EmailAddress;

/** SMTP, IMAP and POP3 on free loopback ports; every address has a mailbox, whose user is the address. */
final class DemoMailServer implements AutoCloseable {
    static final String HOST = "127.0.0.1";
    static final String PASSWORD = "demo";

    private final GreenMail server;

    private DemoMailServer(GreenMail server) {
        this.server = server;
    }

    /** Starts the server with a mailbox for each of these. */
    static DemoMailServer start(List<EmailAddress> mailboxes) {
        GreenMail server = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, HOST, ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, HOST, ServerSetup.PROTOCOL_IMAP),
            new ServerSetup(0, HOST, ServerSetup.PROTOCOL_POP3)
        });
        // Its threads die of connections that their other end closes
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {});
        server.start();
        mailboxes.forEach(address -> server.setUser(address.value(), address.value(), PASSWORD));
        return new DemoMailServer(server);
    }

    int smtpPort() {
        return server.getSmtp().getPort();
    }

    int imapPort() {
        return server.getImap().getPort();
    }

    int pop3Port() {
        return server.getPop3().getPort();
    }

    /** All mails in somebody's inbox, oldest first. */
    List<Bytes> inbox(EmailAddress address) {
        GreenMailUser user = server.getUserManager().getUserByEmail(address.value());
        try {
            List<Bytes> mails = new ArrayList<>();
            // All of them, as POP3 asks for them: the list without a range is read while mails come in
            MsgRangeFilter all = new MsgRangeFilter("1:*", false);
            for (StoredMessage message :
                    server.getManagers().getImapHostManager().getInbox(user).getMessages(all)) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                message.getMimeMessage().writeTo(bytes);
                mails.add(Bytes.wrap(bytes.toByteArray()));
            }
            return mails;
        } catch (FolderException | IOException | MessagingException e) {
            throw new IllegalStateException("The demo's mail server cannot hand out " + address + "'s mails", e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
