package org.postroom.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.OnBothDatabases;

@OnBothDatabases
class SharedTest {
    private static final SortedSet<String> WORK =
            new TreeSet<>(List.of("mailbox a", "mailbox b", "mailbox c", "sweeps"));

    private final List<Integer> expelled = new ArrayList<>();
    private final AtomicReference<Duration> uptime = new AtomicReference<>(Duration.ZERO);

    @DatabaseTest
    void aNodeByItselfHoldsEverythingAfterItsFirstBeat(Database database) throws Exception {
        try (Shared one = node(database, 1)) {
            one.beat();
            assertThat(WORK).allMatch(one::holds);
            assertThat(one.holderOf("mailbox a")).isEmpty();
            one.beat();
            assertThat(one.holderOf("mailbox a")).get().extracting(Node::shown).isEqualTo("1 (host)");
        }
    }

    @DatabaseTest
    void twoNodesNeverHoldTheSame(Database database) throws Exception {
        try (Shared one = node(database, 1);
                Shared two = node(database, 2)) {
            one.beat();
            two.beat();
            assertThat(held(one)).hasSize(2);
            assertThat(held(two)).hasSize(2);
            assertThat(held(one)).doesNotContainAnyElementsOf(held(two));
        }
    }

    @DatabaseTest
    void aDeadNodesWorkIsTakenUpWithANewFence(Database database) throws Exception {
        try (Shared one = node(database, 1);
                Shared two = node(database, 2)) {
            one.beat();
            two.beat();
            Lease old = one.lease("mailbox a").orElseThrow();
            expire(database, 1);
            two.beat();
            assertThat(held(two)).isEqualTo(WORK);
            assertThat(two.lease("mailbox a").orElseThrow().fence()).isGreaterThan(old.fence());
            assertThat(stands(database, one, old)).isFalse();
        }
    }

    @DatabaseTest
    void knowsForHowLongNobodyHasHadAWork(Database database) throws Exception {
        try (Shared one = node(database, 1);
                Shared two = node(database, 2)) {
            one.beat();
            Set<String> left = new HashSet<>(WORK);
            left.removeAll(held(one));
            pass(Shared.INTERVAL);
            one.beat();
            assertThat(left).hasSize(2).allMatch(name -> one.idleFor(name).equals(Shared.INTERVAL));
            assertThat(held(one)).allMatch(name -> one.idleFor(name).isZero());
            two.beat();
            one.beat();
            assertThat(WORK).allMatch(name -> one.idleFor(name).isZero());
        }
    }

    @DatabaseTest
    void aNodeThatWakesUpBelievesNothingBeforeItsNextBeat(Database database) throws Exception {
        try (Shared one = node(database, 1)) {
            one.beat();
            assertThat(one.holds("mailbox a")).isTrue();
            pass(Shared.LIFETIME);
            assertThat(held(one)).isEmpty();
            assertThat(living(database, one)).isEmpty();
            one.beat();
            assertThat(held(one)).isEqualTo(WORK);
        }
    }

    @DatabaseTest
    void theFenceOfALeaseThatWentAndCameBackIsAnOldOne(Database database) throws Exception {
        try (Shared one = node(database, 1);
                Shared two = node(database, 2)) {
            one.beat();
            Lease old = one.lease("mailbox a").orElseThrow();
            expire(database, 1);
            two.beat();
            assertThat(two.holds("mailbox a")).isTrue();
            expire(database, 2);
            one.beat();
            assertThat(one.holds("mailbox a")).isTrue();
            assertThat(stands(database, one, old)).isFalse();
            assertThat(stands(database, one, one.lease("mailbox a").orElseThrow()))
                    .isTrue();
        }
    }

    @DatabaseTest
    void afterAnOutageNobodyIsTakenForDeadAtOnce(Database database) throws Exception {
        try (Shared one = node(database, 1);
                Shared two = node(database, 2)) {
            one.beat();
            two.beat();
            Set<String> before = held(one);
            expire(database, 1);
            expire(database, 2);
            pass(Shared.LIFETIME.plusSeconds(1));
            one.beat();
            assertThat(held(one)).isEqualTo(before);
            assertThat(living(database, one)).isEmpty();
            pass(Shared.INTERVAL.multipliedBy(2));
            one.beat();
            assertThat(held(one)).isEqualTo(WORK);
            assertThat(living(database, one)).contains(Set.of(1));
        }
    }

    @DatabaseTest
    void aNodeThatCameAfterTheLastBeatIsNotTakenForDead(Database database) throws Exception {
        try (Shared one = node(database, 1)) {
            one.beat();
            try (Shared two = node(database, 2)) {
                assertThat(two.holds("mailbox a")).isFalse();
                assertThat(living(database, one)).contains(Set.of(1, 2));
            }
        }
    }

    @DatabaseTest
    void aNodeThatEndsInOrderLeavesItsWorkToOthersAtOnce(Database database) throws Exception {
        try (Shared one = node(database, 1)) {
            try (Shared two = node(database, 2)) {
                one.beat();
                two.beat();
                assertThat(held(one)).hasSize(2);
                two.handOver();
                assertThat(held(two)).isEmpty();
            }
            one.beat();
            assertThat(held(one)).isEqualTo(WORK);
            assertThat(one.nodes()).hasSize(1);
        }
    }

    @DatabaseTest
    void aNodeThatHasHandedOverLivesUntilItIsClosed(Database database) throws Exception {
        try (Shared one = node(database, 1);
                Shared two = node(database, 2)) {
            one.beat();
            two.beat();
            two.handOver();
            one.beat();
            assertThat(held(one)).isEqualTo(WORK);
            expire(database, 2);
            two.beat();
            assertThat(living(database, one)).contains(Set.of(1, 2));
            assertThat(held(two)).isEmpty();
        }
    }

    @DatabaseTest
    void workIsGivenBackOnlyAfterItHasEnded(Database database) throws Exception {
        try (Shared one = node(database, 1)) {
            one.beat();
            Shared two = node(database, 2);
            season(database);
            one.beat();
            assertThat(held(one)).hasSize(2);
            two.beat();
            assertThat(held(two)).isEmpty();
            one.follow(() -> assertThat(held(one)).hasSize(2));
            two.beat();
            assertThat(held(two)).hasSize(2).doesNotContainAnyElementsOf(held(one));
            two.close();
        }
    }

    @DatabaseTest
    void aNumberInUseIsRefusedWithItsHolder(Database database) throws Exception {
        try (Shared one = node(database, 7)) {
            one.beat();
            uptime.set(Duration.ofHours(1));
            assertThatThrownBy(() -> new Admission(
                                    database,
                                    ClusterStore.jdbi(),
                                    rival(7),
                                    Place.own(),
                                    () -> uptime.updateAndGet(time -> time.plusSeconds(60)))
                            .enter())
                    .isInstanceOf(NotAdmittedException.class)
                    .hasMessageContaining("Node number 7 is in use by another process that lives: host, process "
                            + Place.own().pid() + " on machine ")
                    .hasMessageContaining("Set node.number");
        }
    }

    @DatabaseTest
    void aProcessThatDiedHereIsReplacedAtOnce(Database database) throws Exception {
        Place own = Place.own();
        Node dead = rival(7, new Place(own.machine(), own.pid(), own.began() - 1));
        database.change(transaction -> ClusterStore.jdbi().enter(transaction, dead, Shared.LIFETIME));
        try (Shared one = node(database, 7)) {
            one.beat();
            assertThat(held(one)).isEqualTo(WORK);
        }
    }

    @DatabaseTest
    void aProcessWhoseNumberWasTakenEnds(Database database) throws Exception {
        try (Shared one = node(database, 7)) {
            one.beat();
            expire(database, 7);
            database.change(transaction -> ClusterStore.jdbi().enter(transaction, rival(7), Shared.LIFETIME));
            one.beat();
            assertThat(expelled).containsExactly(7);
            assertThat(held(one)).isEmpty();
        }
    }

    @DatabaseTest
    void aNodeWithOtherKeysIsNotLetIn(Database database) throws Exception {
        try (Shared one = node(database, 1)) {
            one.beat();
            assertThatThrownBy(() -> Shared.join(database, member(2, "conf", keys(0, "other")), surroundings(2)))
                    .isInstanceOf(NotAdmittedException.class)
                    .hasMessageContaining("reply-token.keys")
                    .hasMessageContaining("node 1 (host)")
                    .hasMessageContaining("the file of the node that was there first");
        }
    }

    /** As of a copied conf, with node.number forgotten and the keys as well. */
    @DatabaseTest
    void aNodeThatIsNotLetInNotesNoKeys(Database database) throws Exception {
        try (Shared one = node(database, 7)) {
            one.beat();
            assertThatThrownBy(() -> Shared.join(
                            database,
                            member(7, "conf", keys(0, "other")),
                            new Shared.Surroundings(() -> uptime.updateAndGet(time -> time.plusSeconds(60)), () -> {})))
                    .isInstanceOf(NotAdmittedException.class);
            assertThat(database.<Optional<String>>read(
                            transaction -> ClusterStore.jdbi().fact(transaction, "reply-token-keys")))
                    .contains("0:key");
        }
    }

    @DatabaseTest
    void aNodeWithMoreKeysIsLetInAndBothSayWhatIsMissing(Database database) throws Exception {
        KeyPrints more = new KeyPrints(Map.of(0, "key", 1, "new key"));
        try (Shared one = node(database, 1);
                Shared two = Shared.join(database, member(2, "other conf", more), surroundings(2))) {
            two.beat();
            one.beat();
            assertThat(one.warnings())
                    .containsExactly(
                            "The conf of node 2 (host) is not this node's: bring both to the same state.",
                            "Node 2 (host) has a key in reply-token.keys that this node does not have: copy the file"
                                    + " and restart.");
        }
    }

    @DatabaseTest
    void sharesOfALimitAddUpToIt(Database database) throws Exception {
        try (Shared one = node(database, 1);
                Shared two = node(database, 2);
                Shared three = node(database, 5)) {
            for (Shared each : List.of(one, two, three)) {
                each.beat();
            }
            for (int whole : List.of(0, 1, 2, 10, 60)) {
                assertThat(one.shareOf(whole) + two.shareOf(whole) + three.shareOf(whole))
                        .isEqualTo(whole);
            }
            assertThat(three.shareOf(1)).isZero();
        }
    }

    @DatabaseTest
    void anEmbeddedDatabaseHasOneNodeThatWritesNothingForIt(Database database) throws Exception {
        try (Cluster alone = Cluster.alone(3)) {
            List<Boolean> changes = new ArrayList<>();
            alone.share(() -> changes.add(true));
            assertThat(changes).hasSize(1);
            assertThat(alone.holds("anything")).isTrue();
            assertThat(alone.shareOf(60)).isEqualTo(60);
            assertThat(living(database, alone)).contains(Set.of(3));
            assertThat(database.read(ClusterStore.jdbi()::picture)).isEqualTo(Picture.NONE);
        }
    }

    @DatabaseTest
    void nodesThatStartTogetherBothNoteTheirKeys(Database database) {
        ClusterStore store = ClusterStore.jdbi();
        CyclicBarrier together = new CyclicBarrier(2);
        List<CompletableFuture<Void>> nodes = IntStream.range(0, 2)
                .mapToObj(_ -> CompletableFuture.runAsync(
                        () -> noteTogether(database, store, together), Thread::startVirtualThread))
                .toList();
        nodes.forEach(CompletableFuture::join);
        Optional<String> last = database.read(transaction -> store.fact(transaction, "fact 199"));
        assertThat(last).contains("1:key");
    }

    private static void noteTogether(Database database, ClusterStore store, CyclicBarrier together) {
        for (int i = 0; i < 200; i++) {
            String name = "fact " + i;
            await(together);
            database.change(transaction -> store.note(transaction, name, "1:key"));
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private void pass(Duration time) {
        uptime.updateAndGet(now -> now.plus(time));
    }

    private static Set<String> held(Shared node) {
        Set<String> held = new HashSet<>(WORK);
        held.removeIf(name -> !node.holds(name));
        return held;
    }

    private static Optional<Set<Integer>> living(Database database, Cluster node) {
        return database.read(node::living);
    }

    private static boolean stands(Database database, Shared node, Lease lease) {
        return database.read(transaction -> node.stands(transaction, lease));
    }

    private static void expire(Database database, int number) {
        database.change(transaction -> transaction
                .handle()
                .createUpdate("UPDATE node SET alive_until = 0 WHERE number = :number")
                .bind("number", number)
                .execute());
    }

    private static void season(Database database) {
        database.change(
                transaction -> transaction.handle().execute("UPDATE node SET started_at = started_at - 3600000"));
    }

    private Shared node(Database database, int number) throws NotAdmittedException, InterruptedException {
        return Shared.join(database, member(number, "conf", keys(0, "key")), surroundings(number));
    }

    private Shared.Surroundings surroundings(int number) {
        return new Shared.Surroundings(uptime::get, () -> expelled.add(number));
    }

    private static Membership member(int number, String conf, KeyPrints keys) {
        return new Membership(number, "host", () -> WORK, () -> conf, keys);
    }

    private static KeyPrints keys(int id, String print) {
        return new KeyPrints(Map.of(id, print));
    }

    private static Node rival(int number) {
        return rival(number, new Place("elsewhere", 1, 1));
    }

    private static Node rival(int number, Place place) {
        return new Node(
                number, 99, "host", place.text(), true, Duration.ZERO, new Prints("work", "conf", keys(0, "key")));
    }
}
