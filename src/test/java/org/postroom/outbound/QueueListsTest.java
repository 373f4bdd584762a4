package org.postroom.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.postroom.agent.DepartmentId;
import org.postroom.outbound.QueueLists.Stretch;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.Dialect;
import org.postroom.storage.Ids;
import org.postroom.storage.OnBothDatabases;
import org.postroom.storage.RawStore;

@OnBothDatabases
class QueueListsTest {
    private static final Instant NOW = Instant.parse("2025-03-09T08:00:00Z");
    private static final Optional<Set<DepartmentId>> ALL = Optional.empty();

    private final InstantSource clock = InstantSource.fixed(NOW);
    private final Ids ids = new Ids(clock, 1);
    private final OutboundQueue queue = OutboundQueue.jdbi(ids, RawStore.jdbi(ids), clock, account -> {});
    private final QueueLists lists = QueueLists.jdbi();
    private final Orders orders = new Orders();

    @DatabaseTest
    void listsWhatWasTriedInVainBeforeWhatWaits(Database database) {
        OutboundId first = queued(database);
        OutboundId second = queued(database);
        OutboundId delivered = queued(database);
        Tries tries = new Tries(database);
        tries.ended(second, new DeliveryOutcome.Deferred("421 Later"), NOW);
        tries.ended(delivered, new DeliveryOutcome.Delivered("250 Fine"), NOW);

        assertThat(waiting(database, new Stretch(ALL, 0, 10))).containsExactly(second, first);
        assertThat(waiting(database, new Stretch(ALL, 1, 10))).containsExactly(first);
        assertThat(waiting(database, new Stretch(ALL, 0, 1))).containsExactly(second);
    }

    @DatabaseTest
    void listsWhatFailedSinceATimeLatestFirst(Database database) {
        OutboundId early = queued(database);
        OutboundId late = queued(database);
        queued(database);
        Tries tries = new Tries(database);
        tries.ended(early, new DeliveryOutcome.Refused("550 No such user"), NOW);
        tries.ended(late, new DeliveryOutcome.Refused("550 No such user"), NOW.plus(Duration.ofDays(2)));

        assertThat(failed(database, NOW)).containsExactly(late, early);
        assertThat(failed(database, NOW.plus(Duration.ofDays(1)))).containsExactly(late);
        assertThat(waiting(database, new Stretch(ALL, 0, 10))).doesNotContain(early, late);
    }

    @DatabaseTest
    void listsWhatIsUncertainAmongWhatFailed(Database database) {
        OutboundId id =
                database.write(transaction -> queue.enqueue(transaction, orders.automatic("carla@example.org")));
        new Tries(database).ended(id, new DeliveryOutcome.Uncertain("The connection broke"), NOW);

        assertThat(failed(database, NOW)).containsExactly(id);
    }

    @DatabaseTest
    void listsOnlyMailOfTheDepartmentsAskedFor(Database database) {
        OutboundId id = queued(database);
        new Tries(database).ended(queued(database), new DeliveryOutcome.Refused("550 No"), NOW);

        assertThat(waiting(database, of("sales"))).isEmpty();
        assertThat(waiting(database, of("sales", "support"))).containsExactly(id);
        assertThat(waiting(database, new Stretch(Optional.of(Set.of()), 0, 10))).isEmpty();
        assertThat(database.<List<QueueEntry>>read(transaction -> lists.failed(transaction, of("sales"), NOW)))
                .isEmpty();
    }

    @DatabaseTest
    void findsWhatFailedByAnIndex(Database database) {
        assumeTrue(database.dialect() == Dialect.SQLITE, "MariaDB plans by the rows there are");
        List<String> plan = database.read(transaction -> transaction
                .handle()
                .createQuery("EXPLAIN QUERY PLAN SELECT id FROM outbound_mail " + JdbiQueueListStore.FAILED)
                .bind("since", NOW)
                .map((row, context) -> row.getString("detail"))
                .list());

        assertThat(plan).anyMatch(line -> line.contains("outbound_recipient_state (state=? AND changed_at>?)"));
        assertThat(plan).noneMatch(line -> line.startsWith("SCAN outbound"));
    }

    @DatabaseTest
    void refusesAStretchOfNothing(Database database) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Stretch(ALL, -1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Stretch(ALL, 0, 0));
    }

    private static Stretch of(String... departments) {
        return new Stretch(
                Optional.of(Arrays.stream(departments).map(DepartmentId::new).collect(Collectors.toSet())), 0, 10);
    }

    private OutboundId queued(Database database) {
        return database.write(transaction -> queue.enqueue(transaction, orders.answer("carla@example.org")));
    }

    private List<OutboundId> waiting(Database database, Stretch stretch) {
        return ids(database.read(transaction -> lists.waiting(transaction, stretch)));
    }

    private List<OutboundId> failed(Database database, Instant since) {
        return ids(database.read(transaction -> lists.failed(transaction, new Stretch(ALL, 0, 10), since)));
    }

    private static List<OutboundId> ids(List<QueueEntry> entries) {
        return entries.stream().map(entry -> entry.mail().id()).toList();
    }
}
