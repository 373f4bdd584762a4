package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.postroom.agent.DepartmentId;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.Ids;
import org.postroom.storage.OnBothDatabases;

@OnBothDatabases
class SightingStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofHours(1));
    private static final String MAILBOX = "imap://support@mail.example.org:993/inbox";
    private static final DepartmentId SUPPORT = new DepartmentId("support");

    private final SightingStore sightings = SightingStore.jdbi(new Ids(InstantSource.fixed(NOW), 1));

    @DatabaseTest
    void remembersSinceWhenAMailCouldNotBeFetchedAndHowOften(Database database) {
        missed(database, "1", "would not", NOW);
        missed(database, "1", "cut", LATER);
        Sighting sighting = all(database).getFirst();
        assertThat(all(database)).hasSize(1);
        assertThat(sighting.firstSeen()).isEqualTo(NOW);
        assertThat(sighting.attempts()).isEqualTo(2);
        assertThat(sighting.fault()).isEqualTo("cut");
        assertThat(sighting.gone()).isEmpty();
        assertThat(sighting.department()).isEqualTo(SUPPORT);
        assertThat(waiting(database)).isEqualTo(new SightingStore.Waiting(1, Optional.of(NOW)));
    }

    @DatabaseTest
    void forgetsWhatIsHeldInTheEnd(Database database) {
        missed(database, "1", "cut", NOW);
        database.change(transaction -> sightings.held(transaction, MAILBOX, 7, List.of("1", "2")));
        assertThat(all(database)).isEmpty();
        assertThat(waiting(database)).isEqualTo(new SightingStore.Waiting(0, Optional.empty()));
    }

    @DatabaseTest
    void keepsForEverWhatWasGoneBeforeItCouldBeFetched(Database database) {
        missed(database, "1", "cut", NOW);
        database.change(transaction -> sightings.gone(transaction, MAILBOX, 7, List.of("1"), LATER));
        assertThat(all(database).getFirst().gone()).contains(LATER);
        assertThat(waiting(database).messages()).isZero();
        missed(database, "1", "there again, and cut", LATER);
        assertThat(all(database).getFirst().gone()).isEmpty();
    }

    private void missed(Database database, String uid, String fault, Instant now) {
        Receipt.Origin place = new Receipt.Origin(MAILBOX, 7, uid, SUPPORT);
        database.change(
                transaction -> sightings.missed(transaction, List.of(new SightingStore.Missed(place, 99)), fault, now));
    }

    private List<Sighting> all(Database database) {
        return database.read(transaction -> sightings.of(transaction, MAILBOX));
    }

    private SightingStore.Waiting waiting(Database database) {
        return database.read(sightings::waiting);
    }
}
