package org.postroom.mailbox;

import java.io.Serial;

/**
 * A mailbox could not be worked with. What the kind and the server's words mean to an operator says
 * {@link FaultSentence}; how long to wait before the next try says {@link BackOff}.
 */
public final class MailboxException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int MAX_DETAIL = 200;

    private final Kind kind;

    /** @param detail the server's or the network's own words; cut to 200 characters without control characters */
    public MailboxException(Kind kind, String detail) {
        super(printable(detail));
        this.kind = kind;
    }

    /** @param detail the server's or the network's own words; cut to 200 characters without control characters */
    public MailboxException(Kind kind, String detail, Throwable cause) {
        super(printable(detail), cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** The server's or the network's own words, made harmless; may be empty. */
    public String detail() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    private static String printable(String text) {
        String clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return clean.length() <= MAX_DETAIL ? clean : clean.substring(0, MAX_DETAIL) + "…";
    }

    /** What went wrong, as far as it changes what an operator should do. */
    public enum Kind {
        /** Its name leads nowhere. */
        UNKNOWN_HOST,
        /** No address of the host takes connections. */
        UNREACHABLE,
        /** It stopped answering. */
        TIMED_OUT,
        /** It kept talking, but one round took longer than a poll may. */
        TOO_SLOW,
        /** The connection ended where it should not. */
        CUT,
        /** The certificate has expired or is not valid yet. */
        CERTIFICATE_DATE,
        /** The certificate is for another host. */
        CERTIFICATE_HOST,
        /** Nobody this machine trusts vouches for the certificate. */
        CERTIFICATE_UNTRUSTED,
        /** The file of trusted certificates cannot be used. */
        TRUST_FILE,
        /** No common language for TLS, or no TLS at all on that port. */
        TLS_FAILED,
        /** STARTTLS is required and not offered. */
        NO_STARTTLS,
        /** It spoke before the handshake what only belongs behind it. */
        INJECTED,
        /** The greeting is not that of such a server. */
        NOT_SUCH_A_SERVER,
        /** The greeting or a command says that it does not serve now. */
        UNAVAILABLE,
        /** User or password are wrong, or it takes none on such a connection. */
        LOGIN_REFUSED,
        /** Another session holds the mailbox. */
        IN_USE,
        /** The folder does not exist or may not be opened. */
        NO_FOLDER,
        /** It refused a command that should work. */
        REFUSED,
        /** What it said is not the protocol. */
        GARBLED
    }
}
