package org.postroom.assign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.postroom.agent.AgentId;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.OnBothDatabases;
import org.postroom.ticket.Way;

@OnBothDatabases
class AvailabilityStoreTest {
    private static final AgentId ANNA = new AgentId("anna");
    private static final AgentId BEN = new AgentId("ben");
    private static final Instant MORNING = Instant.parse("2026-11-23T08:00:00Z");
    private static final Availability AWAY = new Availability(false, MORNING, Way.MAIL);

    private final AvailabilityStore store = AvailabilityStore.jdbi();

    @DatabaseTest
    void whoeverNeverSaidAnythingIsNotAway(Database database) {
        assertThat(find(database, ANNA)).isEmpty();
        assertThat(database.read(store::away)).isEmpty();
    }

    @DatabaseTest
    void keepsWhatWasSaidSinceWhenAndByWhichWay(Database database) {
        note(database, ANNA, AWAY);
        assertThat(find(database, ANNA)).contains(AWAY);
        assertThat(find(database, BEN)).isEmpty();
        assertThat(database.read(store::away)).containsExactly(ANNA);
    }

    @DatabaseTest
    void whoeverIsBackIsNotAway(Database database) {
        Availability back = new Availability(true, MORNING.plusSeconds(60), Way.PAGE);
        note(database, ANNA, AWAY);
        note(database, BEN, AWAY);
        note(database, ANNA, back);
        assertThat(find(database, ANNA)).contains(back);
        assertThat(database.read(store::away)).containsExactly(BEN);
        assertThat(database.read(store::all)).containsOnlyKeys(ANNA, BEN);
    }

    @DatabaseTest
    void sayingItTwiceDoesNotMoveTheTime(Database database) {
        note(database, ANNA, AWAY);
        note(database, ANNA, new Availability(false, MORNING.plusSeconds(60), Way.PAGE));
        assertThat(find(database, ANNA)).contains(AWAY);
    }

    private void note(Database database, AgentId agent, Availability said) {
        database.change(t -> store.note(t, agent, said));
    }

    private Optional<Availability> find(Database database, AgentId agent) {
        return database.read(t -> store.find(t, agent));
    }
}
