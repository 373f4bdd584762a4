package org.postroom.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.postroom.mail.Bytes;

/** An open mailbox: logged in, folder chosen. Used by one thread; interrupting that one breaks the connection. */
public interface MailboxSession extends AutoCloseable {
    /** Cuts the connection when this time is over, instead of any earlier deadline. */
    void within(Duration longest);

    /** The folder's UIDVALIDITY (RFC 3501 section 2.3.1.1); 0 for POP3 and for servers that tell none. */
    long uidValidity();

    /** Whether a UID names the same mail for ever, so that a mail may be removed on the strength of its UID alone. */
    boolean trustsUids();

    /** The first time all mails of the mailbox, then those that came since; oldest first. */
    List<Listed> listNew() throws MailboxException;

    /**
     * Fetches mails whole, changing nothing on the server. One that has vanished meanwhile, or that the server will not
     * give, is missing from the result. Of one larger than the limit only the beginning comes.
     *
     * @param largest bytes of the largest mail to fetch whole
     */
    List<Fetched> fetch(List<Listed> mails, long largest) throws MailboxException;

    /** Why mails cannot be removed from this server as the settings ask; empty when they can. */
    Optional<String> whyKept();

    /**
     * Deletes or moves these mails, and only these, as the settings say; not done before {@link #settle} returns.
     *
     * @return why the server would not, or empty when it did
     */
    Optional<String> remove(List<Listed> mails) throws MailboxException;

    /** Makes removals final. A POP3 session ends by it (RFC 1939 section 6). */
    void settle() throws MailboxException;

    /** Whether nothing more can be done with it but to close it. */
    boolean isOver();

    /**
     * Waits until the server tells of a new mail, this time at most.
     *
     * @return whether the server tells of new mails at all; if not, returns at once
     */
    boolean awaitMail(Duration longest) throws MailboxException;

    /** What is odd about this server and costs something, one sentence each. */
    List<String> warnings();

    /** Says goodbye where that is polite, and breaks the connection. */
    @Override
    void close();

    /**
     * A mail on the server.
     *
     * @param number its place in the mailbox, in this session only
     * @param uid its UID or UIDL; empty when the server gives none that can be told from others
     * @param size bytes, as the server claims
     * @param arrived when it came there, as the server claims; empty when it does not
     */
    record Listed(int number, Optional<String> uid, long size, Optional<Instant> arrived) {}

    /**
     * A mail as it was on the server.
     *
     * @param whole whether all of it is here; if not, it was larger than allowed and this is its beginning
     * @param size bytes of the whole mail
     */
    record Fetched(Listed listed, Bytes raw, boolean whole, long size) {}
}
