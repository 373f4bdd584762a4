package org.postroom.mailbox;

/** Opens mailboxes of one protocol. */
@FunctionalInterface
public interface MailboxConnector {
    /**
     * Connects, protects the connection as the settings demand, logs in and opens the folder; changes nothing there. By
     * itself a check whether the settings work. Throws MailboxException with the kind of fault otherwise.
     */
    MailboxSession open(MailboxSettings settings) throws MailboxException;
}
