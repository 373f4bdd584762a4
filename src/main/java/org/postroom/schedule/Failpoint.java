package org.postroom.schedule;

import java.util.Locale;
import java.util.function.Supplier;

/**
 * Named places on the way of a mail at which tests let the process die, fail or stand still. In production nothing is set,
 * which is decided once, when the class is loaded: the compiler drops the calls.
 */
public enum Failpoint {
    /** A mailbox was listed. */
    MAILS_LISTED,
    /** Mails were fetched and are in memory alone. */
    MAILS_FETCHED,
    /** They are written, not yet committed. */
    SPOOLING,
    /** They are committed, and still on the server. */
    SPOOLED,
    /** They are about to be removed from the server. */
    REMOVING,
    /** IMAP: flagged as deleted, not yet expunged. */
    FLAGGED,
    /** IMAP without MOVE: copied to the other folder, not yet deleted. */
    COPIED,
    /** The server was told to remove them. */
    REMOVED,
    /** POP3: before QUIT, which alone deletes. */
    QUITTING,
    /** POP3: after the reply to it. */
    QUIT,
    /** That they are gone from the server is committed. */
    REMOVAL_NOTED,

    /** That mails are about to be processed is committed. */
    ATTEMPT_COUNTED,
    /** A mail is about to be read. */
    READING,
    /** A mail was read. */
    READ,
    /** A mail's ticket, article and answers are written, its receipt is not. */
    PLACED,
    /** All of a batch is written, not yet committed. */
    SETTLING,
    /** It is committed. */
    SETTLED,
    /** A mail is set aside, not yet committed. */
    SETTING_ASIDE,

    /** Mails to be sent are claimed. */
    CLAIMED,
    /** One of them is marked as being sent, and the server knows nothing of it. */
    SENDING,
    /** All of it, with the end of data, is on its way to the server, whose reply is not read. */
    HANDED_OVER,
    /** The server took it; that is in memory alone. */
    REPLY_READ,
    /** What came of it is written, not yet committed. */
    RECORDING,
    /** It is committed. */
    RECORDED,
    /** A mail was found that was being sent when the daemon died. */
    RECOVERING,

    /** Any transaction that wrote is about to be committed. */
    COMMITTING,
    /** It is committed. */
    COMMITTED;

    private static final boolean SET = Traps.areSet();

    /** Comes by here; usually nothing happens. */
    public void pass() {
        if (SET) {
            Traps.spring(word(), () -> "");
        }
    }

    /**
     * Comes by here with something.
     *
     * @param what its text, by which a trap may be set for it alone
     */
    public void pass(Supplier<String> what) {
        if (SET) {
            Traps.spring(word(), what);
        }
    }

    /** As tests write it: {@code handed-over}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
