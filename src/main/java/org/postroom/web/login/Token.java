package org.postroom.web.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postroom.mail.Secret;

/**
 * 256 random bits that whoever holds them proves something by, written in 43 letters of base64url (RFC 4648 section 5).
 * Prints as {@code ***}; only its {@linkplain #key() SHA-256} is ever stored. There is nothing to guess and so no need of a
 * slow hash, and a look-up by the hash tells nobody how much of a guess was right.
 */
record Token(Secret secret) {
    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    static Token make(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Token(Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)));
    }

    /** The token in a text that somebody sent; empty when it does not look like one. */
    static Optional<Token> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new Token(Secret.of(text))) : Optional.empty();
    }

    /** What is stored of it: the SHA-256 of its letters, in lower-case hexadecimal. */
    String key() {
        return sha256(secret.reveal());
    }

    static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
