package org.postroom.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.postroom.agent.DepartmentId;
import org.postroom.autoreply.Limit;
import org.postroom.autoreply.Occasion;
import org.postroom.mail.EmailAddress;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.Ids;
import org.postroom.storage.OnBothDatabases;
import org.postroom.storm.WithheldAnswer.State;
import org.postroom.storm.WithheldAnswer.Wish;
import org.postroom.ticket.TicketId;

@OnBothDatabases
class StormStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Limit DOMAIN = new Limit("domain:example.org", 100, Duration.ofHours(1));
    private static final Limit ADDRESS = new Limit("address:anna@example.org", 3, Duration.ofMinutes(30));
    private static final DepartmentId SUPPORT = new DepartmentId("support");
    private static final DepartmentId SALES = new DepartmentId("sales");

    private final StormStore storms = StormStore.jdbi(new Ids(InstantSource.fixed(NOW), 1));

    @DatabaseTest
    void beginsWithTheFirstAnswerHeldBackAndCountsTheOthers(Database database) {
        Storm first = withheld(database, DOMAIN, NOW);
        Storm second = withheld(database, DOMAIN, NOW.plusSeconds(7));

        assertThat(first.withheld()).isEqualTo(1);
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second)
                .isEqualTo(new Storm(first.id(), DOMAIN, NOW, NOW.plusSeconds(7), 2, false, Optional.empty()));
        assertThat(database.<StormStore.Counts>read(storms::counts)).isEqualTo(new StormStore.Counts(1, 2));
    }

    @DatabaseTest
    void listsWhatWasHeldBackByDepartmentAndPage(Database database) {
        StormId storm = withheld(database, DOMAIN, NOW).id();
        database.change(transaction -> storms.withheld(transaction, DOMAIN, wish(SALES, 2, Optional.empty()), NOW));
        withheld(database, ADDRESS, NOW);

        List<WithheldAnswer> all = withheld(database, storm, Optional.empty(), 0);
        assertThat(all).extracting(WithheldAnswer::wish).containsExactly(wish(), wish(SALES, 2, Optional.empty()));
        assertThat(withheld(database, storm, Optional.empty(), all.getFirst().id()))
                .containsExactly(all.getLast());
        assertThat(withheld(database, storm, Optional.of(Set.of(SALES)), 0)).containsExactly(all.getLast());
        assertThat(withheld(database, storm, Optional.of(Set.of()), 0)).isEmpty();
        assertThat(database.<Boolean>read(transaction -> storms.concerns(transaction, storm, Set.of(SALES))))
                .isTrue();
        assertThat(database.<Boolean>read(
                        transaction -> storms.concerns(transaction, storm, Set.of(new DepartmentId("hr")))))
                .isFalse();
    }

    @DatabaseTest
    void isActiveWhileItHeldSomethingBackOfLate(Database database) {
        withheld(database, DOMAIN, NOW);
        withheld(database, ADDRESS, NOW.plusSeconds(60));

        assertThat(active(database, NOW)).containsExactlyInAnyOrder(DOMAIN.key(), ADDRESS.key());
        assertThat(active(database, NOW.plusSeconds(1))).containsExactly(ADDRESS.key());
        assertThat(database.<List<Storm>>read(transaction -> storms.calm(transaction, NOW.plusSeconds(1), 10)))
                .extracting(Storm::name)
                .containsExactly(DOMAIN.key());
    }

    @DatabaseTest
    void endsOnceAndOnlyWhenItIsCalm(Database database) {
        StormId storm = withheld(database, DOMAIN, NOW).id();

        assertThat(close(database, storm, NOW)).isFalse();
        assertThat(close(database, storm, NOW.plusSeconds(1))).isTrue();
        assertThat(close(database, storm, NOW.plusSeconds(1))).isFalse();
        assertThat(database.<List<Storm>>read(transaction -> storms.open(transaction, 10)))
                .isEmpty();
        assertThat(database.<List<Storm>>read(transaction -> storms.over(transaction, 10)))
                .extracting(Storm::end)
                .containsExactly(Optional.of(new Storm.End(NOW.plusSeconds(99), Optional.of("anna"))));
    }

    /** A bomb begins one for each address it names, and none of these may hide the one of the whole department. */
    @DatabaseTest
    void listsWhatPeopleAreToldOfBeforeAnyNumberOfOthers(Database database) {
        StormId wide = withheld(database, DOMAIN, NOW).id();
        StormId loud = withheld(database, ADDRESS, NOW).id();
        for (int i = 1; i < 10; i++) {
            withheld(database, ADDRESS, NOW);
        }
        for (int i = 0; i < 20; i++) {
            withheld(database, new Limit("address:" + i + "@example.org", 3, Duration.ofMinutes(30)), NOW);
        }

        assertThat(database.<List<Storm>>read(transaction -> storms.open(transaction, 5)))
                .hasSize(5)
                .extracting(Storm::id)
                .startsWith(loud, wide);
    }

    @DatabaseTest
    void beginsAnewAfterItsEndUnderTheSameName(Database database) {
        StormId first = withheld(database, DOMAIN, NOW).id();
        close(database, first, NOW.plusSeconds(1));
        Storm again = withheld(database, DOMAIN, NOW.plusSeconds(100));

        assertThat(again.withheld()).isEqualTo(1);
        assertThat(database.<Optional<Storm>>read(transaction -> storms.latest(transaction, DOMAIN.key())))
                .contains(again);
    }

    @DatabaseTest
    void decidesOnceAboutEachAnswer(Database database) {
        StormId storm = withheld(database, DOMAIN, NOW).id();
        withheld(database, DOMAIN, NOW);

        assertThat(database.<Integer>write(transaction -> storms.decide(transaction, storm, State.RELEASED)))
                .isEqualTo(2);
        assertThat(database.<Integer>write(transaction -> storms.decide(transaction, storm, State.DROPPED)))
                .isZero();
        long first = withheld(database, storm, Optional.empty(), 0).getFirst().id();
        assertThat(settle(database, first)).isTrue();
        assertThat(settle(database, first)).isFalse();
        assertThat(database.<List<WithheldAnswer>>read(transaction -> storms.released(transaction, 0, 10)))
                .hasSize(1)
                .allSatisfy(left -> assertThat(left.id()).isNotEqualTo(first));
    }

    @DatabaseTest
    void forgetsWhatWasOverLongAgoInSmallPieces(Database database) {
        StormId old = withheld(database, DOMAIN, NOW).id();
        withheld(database, DOMAIN, NOW);
        withheld(database, ADDRESS, NOW);
        close(database, old, NOW.plusSeconds(1));

        Instant later = NOW.plus(Duration.ofDays(30));
        assertThat(database.<Integer>write(transaction -> storms.forget(transaction, later, 1)))
                .isEqualTo(1);
        assertThat(database.<Integer>write(transaction -> storms.forget(transaction, later, 1)))
                .isEqualTo(2);
        assertThat(database.<Optional<Storm>>read(transaction -> storms.find(transaction, old)))
                .isEmpty();
        assertThat(database.<StormStore.Counts>read(storms::counts).open()).isEqualTo(1);
    }

    @DatabaseTest
    void beginsOnceHoweverManyHoldBackAtOnce(Database database) throws Exception {
        List<Storm> noted = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Future<Storm>> all = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                all.add(threads.submit(() -> withheld(database, DOMAIN, NOW)));
            }
            for (Future<Storm> one : all) {
                noted.add(one.get());
            }
        }

        assertThat(noted).filteredOn(storm -> storm.withheld() == 1).hasSize(1);
        assertThat(database.<StormStore.Counts>read(storms::counts)).isEqualTo(new StormStore.Counts(1, 64));
    }

    private Storm withheld(Database database, Limit breaker, Instant now) {
        return database.write(transaction -> storms.withheld(transaction, breaker, wish(), now));
    }

    private List<WithheldAnswer> withheld(
            Database database, StormId storm, Optional<Set<DepartmentId>> departments, long after) {
        return database.read(transaction -> storms.withheld(transaction, storm, departments, after, 10));
    }

    private Set<String> active(Database database, Instant since) {
        return database.read(
                transaction -> storms.active(transaction, List.of(DOMAIN.key(), ADDRESS.key(), "in-all"), since));
    }

    private boolean close(Database database, StormId storm, Instant calmSince) {
        return database.write(
                transaction -> storms.close(transaction, storm, calmSince, NOW.plusSeconds(99), Optional.of("anna")));
    }

    private boolean settle(Database database, long answer) {
        return database.write(transaction ->
                storms.lockReleased(transaction, answer) && storms.settle(transaction, answer, State.SENT));
    }

    private static Wish wish() {
        return wish(SUPPORT, 1, Optional.of(11L));
    }

    private static Wish wish(DepartmentId department, long ticket, Optional<Long> receipt) {
        return new Wish(
                EmailAddress.of("anna@example.org"), department, new TicketId(ticket), receipt, Occasion.NEW_TICKET);
    }
}
