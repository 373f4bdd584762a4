package org.postroom.web;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** What tells a form from every other: 128 random bits, made when the form is shown. */
public record FormKey(String value) {
    private static final int BYTES = 16;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}");

    /** Throws IllegalArgumentException when it does not look like a key. */
    public FormKey {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a form's key");
        }
    }

    /** A key that no form had. */
    public static FormKey fresh(SecureRandom random) {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return new FormKey(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** A key that came back with its form; empty when somebody meddled with it. */
    public static Optional<FormKey> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new FormKey(text)) : Optional.empty();
    }
}
