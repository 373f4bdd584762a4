package org.postroom.web.agent;

import java.util.Optional;
import org.postroom.web.Ask;
import org.postroom.web.Client;
import org.postroom.web.Reply;
import org.postroom.web.login.SessionId;

/**
 * The cookie that holds an agent's session: out of scripts' reach, never sent along by other sites' forms, and over an
 * encrypted way bound to this host alone by its {@code __Host-} name (RFC 6265bis section 4.1.3.2).
 */
final class SessionCookie {
    private static final String OVER_TLS = "__Host-postroom";
    private static final String ON_THIS_MACHINE = "postroom";

    private SessionCookie() {}

    static Optional<SessionId> read(Ask ask) {
        return ask.cookie(name(ask.client())).flatMap(SessionId::parse);
    }

    static Reply set(Reply reply, Client client, SessionId session) {
        return reply.with("Set-Cookie", cookie(client, session.reveal()));
    }

    static Reply clear(Reply reply, Client client) {
        return reply.with("Set-Cookie", cookie(client, "") + "; Max-Age=0");
    }

    private static String cookie(Client client, String value) {
        return name(client) + "=" + value + "; Path=/; HttpOnly; SameSite=Lax" + (client.secure() ? "; Secure" : "");
    }

    private static String name(Client client) {
        return client.secure() ? OVER_TLS : ON_THIS_MACHINE;
    }
}
