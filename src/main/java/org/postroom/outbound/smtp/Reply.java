package org.postroom.outbound.smtp;

import java.util.List;

/**
 * A server's reply (RFC 5321 section 4.2).
 *
 * @param code three digits
 * @param lines the text of each line, cleaned of control characters
 */
record Reply(int code, List<String> lines) {
    private static final int LONGEST_TEXT = 500;

    boolean isPositive() {
        return code >= 200 && code < 300;
    }

    boolean isTransient() {
        return code >= 400 && code < 500;
    }

    boolean isPermanent() {
        return code >= 500 && code < 600;
    }

    /** The server is about to hang up (RFC 5321 section 3.8). */
    boolean isClosing() {
        return code == 421;
    }

    /** Authentication is missing or was refused (RFC 4954 section 6). */
    boolean wantsLogin() {
        return code == 530 || code == 534 || code == 535 || code == 538;
    }

    /** The reply on one line, for people. */
    String text() {
        String text = (code + " " + String.join(" ", lines)).strip();
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + "…";
    }
}
