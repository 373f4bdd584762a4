package org.postroom.web.agent;

import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.postroom.web.Gate;
import org.postroom.web.Route;
import org.postroom.web.Texts;
import org.postroom.web.login.LogIn;
import org.postroom.web.login.LoggedIn;

/** The agents' part of the page: its gate and its lines of the route table. */
public final class AgentSite {
    private final Workroom room;
    private final LogIn login;
    private final Supplier<ZoneId> zone;
    private final Texts texts;

    /** @param zone of times for agents of no department */
    public AgentSite(Workroom room, LogIn login, Supplier<ZoneId> zone, Texts texts) {
        this.room = room;
        this.login = login;
        this.zone = zone;
        this.texts = texts;
    }

    /** Who may come in, on agents' and on all other routes. */
    public Gate gate() {
        return new AgentGate(
                room.database(),
                room.stores().mail().desk().tickets(),
                room.organisation(),
                session -> login.agentOf(session).map(LoggedIn::agent),
                new Manners(room.database(), room.stores().preferences(), room.organisation(), zone, texts));
    }

    /** Every page of agents. */
    public List<Route> routes() {
        return Stream.of(new LoginPages(login, room.look(), room.errors()).routes(), new ListPages(room).routes())
                .flatMap(List::stream)
                .toList();
    }
}
