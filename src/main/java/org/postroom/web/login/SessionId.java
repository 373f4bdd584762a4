package org.postroom.web.login;

import java.security.SecureRandom;
import java.util.Optional;

/** What a browser keeps in its cookie while an agent is logged in. Whoever has it is the agent: it prints as {@code ***}. */
public record SessionId(Token token) {
    static SessionId make(SecureRandom random) {
        return new SessionId(Token.make(random));
    }

    /** The id in a cookie; empty when its value cannot be one. */
    public static Optional<SessionId> parse(String cookie) {
        return Token.parse(cookie).map(SessionId::new);
    }

    /** The cookie's value: 43 letters, digits, hyphens and underscores. Never to be written to a log or into an address. */
    public String reveal() {
        return token.secret().reveal();
    }

    String key() {
        return token.key();
    }
}
