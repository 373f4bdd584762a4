package org.postroom.web.agent;

import java.security.SecureRandom;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.postroom.conversation.ViewLinks;
import org.postroom.desk.DeskRoom;
import org.postroom.intake.HeldForwards;
import org.postroom.web.Gate;
import org.postroom.web.Route;
import org.postroom.web.Texts;
import org.postroom.web.login.LoggedIn;

/** The agents' part of the page: its gate and its lines of the route table. */
public final class AgentSite {
    private final Workroom room;
    private final Hands hands;
    private final Door door;
    private final DaemonView daemon;
    private final Supplier<ZoneId> zone;
    private final Texts texts;

    /**
     * @param zone of times for agents of no department
     */
    public AgentSite(Workroom room, Hands hands, Door door, DaemonView daemon, Supplier<ZoneId> zone, Texts texts) {
        this.room = room;
        this.hands = hands;
        this.door = door;
        this.daemon = daemon;
        this.zone = zone;
        this.texts = texts;
    }

    /**
     * Who does what agents want done.
     *
     * @param desks carry out what agents do to tickets, and find files
     * @param forwards settle what agents forwarded
     */
    public record Hands(DeskRoom desks, HeldForwards forwards) {}

    /** Who may come in, on agents' and on all other routes. */
    public Gate gate() {
        return new AgentGate(
                room.database(),
                room.stores().mail().desk().tickets(),
                room.organisation(),
                session -> door.logIn().agentOf(session).map(LoggedIn::agent),
                manners());
    }

    /** Every page of agents. */
    public List<Route> routes() {
        DeskRoom desks = hands.desks();
        Acting acting = new Acting(room, desks, daemon.largestUpload());
        ListPages lists = new ListPages(room);
        TicketPages tickets = new TicketPages(room, desks.files(), hands.forwards(), acting.layout());
        return Stream.of(
                        new LoginPages(door.logIn(), room.look(), room.errors()).routes(),
                        new SeveralPages(room, new Departure(room, desks.agents(), desks.planned())).routes(),
                        lists.routes(),
                        new ViewPages(room, lists).routes(),
                        tickets.routes(),
                        acting.routes(tickets),
                        new ForwardPages(room, hands.forwards(), tickets).routes(),
                        new SplitPages(room, desks.splitting()).routes(),
                        new ArticlePages(room, desks.files()).routes(),
                        new PresencePages(room).routes(),
                        new DepartmentPages(room, daemon).routes(),
                        new AgentPages(room, door.logIn()).routes(),
                        new QueuePages(room, daemon).routes(),
                        new QuarantinePages(room, daemon).routes(),
                        new StormPages(room).routes(),
                        new ViewLinkPages(room, ViewLinks.jdbi(new SecureRandom())).routes(),
                        new AvailabilityPages(room).routes(),
                        new SettingsPages(room, door, manners()).routes())
                .flatMap(List::stream)
                .toList();
    }

    private Manners manners() {
        return new Manners(room.database(), room.stores().preferences(), room.organisation(), zone, texts);
    }
}
