package org.postroom.web.login;

import java.net.URI;
import java.security.SecureRandom;
import java.util.Optional;

/** What stands in a one-time link. It prints as {@code ***}. */
public record LinkToken(Token token) {
    /** Where the page for a link is, below the public address; the token follows. */
    public static final String PATH = "login/link/";

    static LinkToken make(SecureRandom random) {
        return new LinkToken(Token.make(random));
    }

    /** The token in an address that was asked for; empty when it cannot be one. */
    public static Optional<LinkToken> parse(String text) {
        return Token.parse(text).map(LinkToken::new);
    }

    /** The token's 43 letters, digits, hyphens and underscores, for the form that confirms. Never to be written to a log. */
    public String reveal() {
        return token.secret().reveal();
    }

    /** The whole link. The address comes from conf, never from what a browser sent (FAULTS F9). */
    public URI under(URI publicUrl) {
        String base = publicUrl.toString();
        return URI.create(base + (base.endsWith("/") ? "" : "/") + PATH + reveal());
    }

    String key() {
        return token.key();
    }
}
