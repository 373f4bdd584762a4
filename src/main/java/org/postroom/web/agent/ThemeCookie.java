package org.postroom.web.agent;

import java.time.Duration;
import org.postroom.web.Client;
import org.postroom.web.Manner.Theme;
import org.postroom.web.Reply;

/** The theme beside the agent's preferences: for the pages that show before one is logged in. */
final class ThemeCookie {
    private static final Duration LIFETIME = Duration.ofDays(365);

    private ThemeCookie() {}

    static Reply set(Reply reply, Client client, Theme theme) {
        return reply.with(
                "Set-Cookie",
                "theme=" + theme.word() + "; Path=/; Max-Age=" + LIFETIME.toSeconds() + "; HttpOnly; SameSite=Lax"
                        + (client.secure() ? "; Secure" : ""));
    }
}
