package org.postroom.mail;

/** What sort of mail a mail is, which decides whether it may change a ticket's state or be answered by itself. */
public enum MailKind {
    /** Written by a person. */
    NORMAL,
    /** A report that a mail could not be delivered (RFC 3464, action failed), or a non-standard one. */
    BOUNCE,
    /** A report that a mail was delivered, relayed or expanded. */
    DSN_SUCCESS,
    /** A report that a mail is late; its sender still tries. */
    DSN_DELAYED,
    /** An automatic answer to a mail, such as an out-of-office note (RFC 3834 section 5, auto-replied). */
    AUTO_REPLY,
    /** Sent by a program of itself (RFC 3834 section 5, auto-generated). */
    AUTO_GENERATED,
    /** An abuse or similar report (RFC 5965). */
    FEEDBACK_REPORT,
    /** Distributed by a mailing list (RFC 2369, RFC 2919) or in bulk. */
    LIST;

    /** Whether a program sent it, so that it changes no state and is never answered automatically. */
    public boolean automatic() {
        return this != NORMAL;
    }
}
