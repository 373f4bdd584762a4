package org.postroom.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.ticket.Tickets.ANNA;
import static org.postroom.ticket.Tickets.BEN;
import static org.postroom.ticket.Tickets.CARLA;
import static org.postroom.ticket.Tickets.FRONT_LINE;
import static org.postroom.ticket.Tickets.OPENED;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.Ids;
import org.postroom.storage.OnBothDatabases;

@OnBothDatabases
class SeenStoreTest {
    private final SeenStore looks = SeenStore.jdbi();

    @DatabaseTest
    void knowsWhenAnAgentLastLooked(Database database) {
        TicketId ticket = open(database);
        assertThat(lastSeen(database, ticket)).isEmpty();
        database.change(t -> looks.seen(t, ANNA, ticket, OPENED));
        assertThat(lastSeen(database, ticket)).contains(OPENED);
        database.change(t -> looks.seen(t, ANNA, ticket, OPENED.plusMillis(1)));
        assertThat(lastSeen(database, ticket)).contains(OPENED.plusMillis(1));
    }

    @DatabaseTest
    void neverGoesBack(Database database) {
        TicketId ticket = open(database);
        for (Instant at : new Instant[] {OPENED, OPENED.minusSeconds(1), OPENED}) {
            database.change(t -> looks.seen(t, ANNA, ticket, at));
        }
        assertThat(lastSeen(database, ticket)).contains(OPENED);
    }

    @DatabaseTest
    void keepsAgentsAndTicketsApart(Database database) {
        TicketId ticket = open(database);
        TicketId other = open(database);
        database.change(t -> {
            looks.seen(t, BEN, ticket, OPENED);
            looks.seen(t, ANNA, other, OPENED);
        });
        assertThat(lastSeen(database, ticket)).isEmpty();
    }

    private Optional<Instant> lastSeen(Database database, TicketId ticket) {
        return database.read(t -> looks.lastSeen(t, ANNA, ticket));
    }

    private static TicketId open(Database database) {
        TicketStore tickets = TicketStore.jdbi(new Ids(InstantSource.system(), 1));
        Ticket.Matter matter = new Ticket.Matter("The printer", Optional.of(CARLA));
        NewTicket wanted = new NewTicket("SUP", FRONT_LINE, matter, By.customer(CARLA.address()), OPENED);
        return database.<Ticket>write(t -> tickets.open(t, wanted)).id();
    }
}
