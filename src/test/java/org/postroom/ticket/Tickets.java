package org.postroom.ticket;

import java.time.Instant;
import java.util.Optional;
import org.postroom.agent.AgentId;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.GroupId;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;

/** Tickets for tests. */
public final class Tickets {
    public static final Instant OPENED = Instant.parse("2025-03-03T08:00:00Z");
    public static final NamedAddress CARLA = new NamedAddress("Carla Kunde", EmailAddress.of("carla@example.net"));
    public static final AgentId ANNA = new AgentId("anna");
    public static final AgentId BEN = new AgentId("ben");
    public static final GroupId FRONT_LINE = new GroupId(new DepartmentId("support"), "front-line");

    private Tickets() {}

    /** A ticket of Carla's that stands like this, nobody's. */
    public static Ticket ticket(TicketState state) {
        Optional<Instant> closed =
                state == TicketState.CLOSED || state == TicketState.LOCKED ? Optional.of(OPENED) : Optional.empty();
        return new Ticket(
                new TicketId(7),
                new TicketNumber("SUP", 1042),
                new Ticket.Matter("The printer is on fire", Optional.of(CARLA)),
                FRONT_LINE,
                Ticket.Standing.of(state),
                new Ticket.Times(OPENED, OPENED, closed),
                3);
    }
}
