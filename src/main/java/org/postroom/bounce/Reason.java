package org.postroom.bounce;

import java.util.Locale;

/**
 * Why a mail was not delivered. Only the last ones say that the address itself is no good, so that no mail should go there
 * again; of all others the next mail may fare better.
 */
public enum Reason {
    MAILBOX_FULL("2.2"),
    TOO_BIG("3.4"),
    /** The recipient's own filter, or a server that took the recipient and refused what came then. */
    FILTERED("2.0"),
    /** Locked, suspended, asleep: accounts like that come back. */
    DISABLED("2.1"),
    /** SPF, DKIM, DMARC, or no login where one is asked for. */
    NOT_AUTHENTICATED("7.26"),
    /** Our IP address has no name, or one that leads elsewhere. */
    NO_REVERSE_NAME("7.25"),
    ENCRYPTION("7.10"),
    /** Our IP address or server is on a list, or of bad repute. */
    LISTED("7.1"),
    RELAYING("7.1"),
    VIRUS("7.0"),
    SPAM("7.0"),
    /** Our own address is not liked. */
    SENDER("1.8"),
    POLICY("7.1"),
    /** Too many mails, recipients or connections. */
    TOO_MANY("4.5"),
    EXPIRED("4.7"),
    TRY_LATER("4.5"),
    /** No connection, no answer, or round in circles. */
    NETWORK("4.1"),
    SYSTEM("3.0"),
    /** Neither code nor words tell. */
    UNTOLD("0.0"),
    MOVED("1.6"),
    /** The domain says that it takes no mail (RFC 7504, RFC 7505). */
    NO_MAIL("1.10"),
    HOST_UNKNOWN("1.2"),
    USER_UNKNOWN("1.1");

    private final String detail;

    Reason(String detail) {
        this.detail = detail;
    }

    /** Whether the address itself is no good. */
    public boolean addressIsBad() {
        return compareTo(UNTOLD) > 0;
    }

    /** Subject and detail of an enhanced status code with this meaning (RFC 3463), such as {@code 1.1}. */
    String detail() {
        return detail;
    }

    /** As it is written in files and shown to programs: {@code user-unknown}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
