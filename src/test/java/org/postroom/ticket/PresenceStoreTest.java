package org.postroom.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.ticket.Tickets.ANNA;
import static org.postroom.ticket.Tickets.BEN;
import static org.postroom.ticket.Tickets.OPENED;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.OnBothDatabases;
import org.postroom.ticket.PresenceStore.Present;

@OnBothDatabases
class PresenceStoreTest {
    private static final TicketId TICKET = new TicketId(7);
    private static final Instant SOON = OPENED.plus(Duration.ofSeconds(20));

    private final PresenceStore presence = PresenceStore.jdbi();

    @DatabaseTest
    void tellsWhoIsThereAndWhoWrites(Database database) {
        database.change(t -> {
            presence.note(t, TICKET, BEN, true, SOON);
            presence.note(t, TICKET, ANNA, false, SOON);
            presence.note(t, new TicketId(8), ANNA, true, SOON);
        });
        assertThat(present(database, OPENED)).containsExactly(new Present(ANNA, false), new Present(BEN, true));
    }

    @DatabaseTest
    void theLatestNoteCounts(Database database) {
        note(database, true, SOON);
        note(database, false, SOON);
        assertThat(present(database, OPENED)).containsExactly(new Present(ANNA, false));
        note(database, false, OPENED);
        assertThat(present(database, OPENED)).isEmpty();
    }

    @DatabaseTest
    void aNoteHoldsUntilItsTime(Database database) {
        note(database, true, SOON);
        assertThat(present(database, SOON.minusMillis(1))).hasSize(1);
        assertThat(present(database, SOON)).isEmpty();
    }

    @DatabaseTest
    void notesThatHoldNoMoreAreSweptAway(Database database) {
        for (int i = 0; i < 10; i++) {
            note(database, false, OPENED.plusSeconds(i));
        }
        database.change(t -> presence.note(t, TICKET, BEN, false, SOON));
        assertThat(sweep(database, OPENED.plusSeconds(8))).isZero();
        assertThat(sweep(database, OPENED.plusSeconds(9))).isEqualTo(1);
        assertThat(present(database, OPENED)).containsExactly(new Present(BEN, false));
    }

    private void note(Database database, boolean writing, Instant until) {
        database.change(t -> presence.note(t, TICKET, ANNA, writing, until));
    }

    private List<Present> present(Database database, Instant now) {
        return database.read(t -> presence.present(t, TICKET, now));
    }

    private int sweep(Database database, Instant now) {
        return database.write(t -> presence.sweep(t, now));
    }
}
