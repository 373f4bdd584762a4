package org.postroom.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The token that a form of a session carries, so that no other site can send it: a hash of the session's secret, which
 * tells nothing of it. It needs no storing, and ends with the session.
 */
final class FormToken {
    private static final String PURPOSE = "postroom form ";

    private FormToken() {}

    static String of(String session) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(sha256().digest((PURPOSE + session).getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether this is the session's token; takes the same time whatever is given. */
    static boolean matches(String session, String given) {
        return MessageDigest.isEqual(
                of(session).getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
