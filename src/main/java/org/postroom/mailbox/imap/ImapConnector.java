package org.postroom.mailbox.imap;

import java.util.Set;
import org.postroom.mail.Scratch;
import org.postroom.mailbox.Link;
import org.postroom.mailbox.MailboxConnector;
import org.postroom.mailbox.MailboxException;
import org.postroom.mailbox.MailboxSession;
import org.postroom.mailbox.MailboxSettings;
import org.postroom.mailbox.Trust;

/** Opens IMAP folders. */
public final class ImapConnector implements MailboxConnector {
    private final Trust trust;
    private final Scratch scratch;

    /** @param scratch where large mails lie that are fetched */
    public ImapConnector(Trust trust, Scratch scratch) {
        this.trust = trust;
        this.scratch = scratch;
    }

    @Override
    public MailboxSession open(MailboxSettings settings) throws MailboxException {
        Link link = Link.to(settings.server(), settings.rhythm().timeouts(), trust);
        try {
            ImapWire wire = new ImapWire(link, scratch);
            Set<String> capabilities = new ImapLogin(link, wire).login(settings);
            ImapSession session = new ImapSession(link, wire, capabilities, settings);
            session.open();
            return session;
        } catch (MailboxException e) {
            link.close();
            throw e;
        }
    }
}
