package org.postroom.mailbox.pop;

import java.util.Set;
import org.postroom.mail.Scratch;
import org.postroom.mailbox.Link;
import org.postroom.mailbox.MailboxConnector;
import org.postroom.mailbox.MailboxException;
import org.postroom.mailbox.MailboxSession;
import org.postroom.mailbox.MailboxSettings;
import org.postroom.mailbox.Trust;

/** Opens POP3 mailboxes. */
public final class PopConnector implements MailboxConnector {
    private final Trust trust;
    private final Scratch scratch;

    /** @param scratch where large mails lie that are fetched */
    public PopConnector(Trust trust, Scratch scratch) {
        this.trust = trust;
        this.scratch = scratch;
    }

    @Override
    public MailboxSession open(MailboxSettings settings) throws MailboxException {
        Link link = Link.to(settings.server(), settings.rhythm().timeouts(), trust);
        try {
            PopWire wire = new PopWire(link, scratch);
            Set<String> capabilities = new PopLogin(link, wire).login(settings);
            return new PopSession(link, wire, capabilities);
        } catch (MailboxException e) {
            link.close();
            throw e;
        }
    }
}
