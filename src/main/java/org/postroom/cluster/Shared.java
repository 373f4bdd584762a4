package org.postroom.cluster;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postroom.schedule.Worker;
import org.postroom.storage.Database;
import org.postroom.storage.StorageException;
import org.postroom.storage.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node among others: says every few seconds that it lives, takes its share, and gives back what is another's share. */
final class Shared implements Cluster {
    /** How long a node counts as living after it last said so. */
    static final Duration LIFETIME = Duration.ofSeconds(15);

    /** Between two beats. */
    static final Duration INTERVAL = Duration.ofSeconds(3);

    private static final Logger log = LoggerFactory.getLogger(Shared.class);
    private static final Duration UNTIL_NEXT_TRY = Duration.ofSeconds(1);

    /** Of a node that ends: the others share without it. */
    private static final String NO_WORK = "";

    private final Database database;
    private final ClusterStore store;
    private final Membership membership;
    private final long incarnation;
    private final Place place;
    private final Surroundings surroundings;

    private final Set<String> ending = ConcurrentHashMap.newKeySet();
    /** Since when nobody has had a work, by this node's uptime. */
    private final Map<String, Duration> idle = new ConcurrentHashMap<>();

    private volatile View view = View.NONE;
    private volatile boolean leaving;
    private volatile Duration believing = Duration.ZERO;
    private volatile @Nullable Worker beats;
    private volatile @Nullable Worker follower;
    private List<String> warned = List.of();
    private boolean faulty;

    /**
     * What a node needs from around it.
     *
     * @param uptime a clock that nobody sets
     * @param expelled called when another process has taken this node's number: this one must end
     */
    record Surroundings(Supplier<Duration> uptime, Runnable expelled) {}

    /**
     * What the last beat saw.
     *
     * @param began when it did, by this node's uptime
     */
    private record View(Duration began, Picture picture, Map<String, Lease> held) {
        static final View NONE = new View(Duration.ZERO, Picture.NONE, Map.of());
    }

    private record Found(Picture picture, Map<String, Lease> held, Set<String> giveBack) {}

    private Shared(Database database, Membership membership, Surroundings surroundings) {
        this.database = database;
        this.store = ClusterStore.jdbi();
        this.membership = membership;
        this.incarnation = new SecureRandom().nextLong(Long.MAX_VALUE);
        this.place = Place.own();
        this.surroundings = surroundings;
    }

    /** Enters this node; see {@link Cluster#join}. */
    static Shared join(Database database, Membership membership, Surroundings surroundings)
            throws NotAdmittedException, InterruptedException {
        Shared shared = new Shared(database, membership, surroundings);
        new Admission(database, shared.store, shared.self(), shared.place, surroundings.uptime()).enter();
        return shared;
    }

    @Override
    public synchronized void share(Runnable onChange) {
        follower = Worker.start("cluster changes", () -> follow(onChange));
        beats = Worker.start("cluster", this::beat);
    }

    /** One beat. */
    Duration beat() {
        try {
            if (leaving) {
                stay();
                return INTERVAL;
            }
            View before = view;
            Optional<View> seen = look(surroundings.uptime().get());
            if (seen.isEmpty()) {
                expelled();
                return INTERVAL;
            }
            view = seen.get();
            noteIdle(view);
            tell(before.picture(), view.picture());
            warn();
            if (!before.held().equals(view.held()) || !ending.isEmpty()) {
                wakeFollower();
            }
            recovered();
            return INTERVAL;
        } catch (StorageException e) {
            failed(e);
            return UNTIL_NEXT_TRY;
        }
    }

    /**
     * Mail under way is finished after the work was given back, and must not be taken for a dead node's meanwhile. A beat that
     * was under way then may have taken some of the work again.
     */
    private void stay() {
        database.change(transaction -> {
            store.giveBack(transaction, held(store.picture(transaction)).keySet(), incarnation);
            store.beat(transaction, self(), LIFETIME);
        });
    }

    private Optional<View> look(Duration now) {
        boolean asleep = !view.equals(View.NONE) && now.minus(view.began()).compareTo(LIFETIME) > 0;
        if (asleep) {
            // While this node was away, others may have been as well: it gives them time to say that they live
            believing = now.plus(INTERVAL.multipliedBy(2));
        }
        boolean believes = now.compareTo(believing) >= 0;
        Node self = self();
        return database.write(transaction -> store.beat(transaction, self, LIFETIME)
                        ? Optional.of(take(transaction, believes))
                        : Optional.<Found>empty())
                .map(found -> viewOf(found, now));
    }

    private Found take(Transaction transaction, boolean believes) {
        Picture picture = store.picture(transaction);
        FairShare share =
                FairShare.of(membership.work().get(), believes ? picture : picture.withAllAlive(), incarnation);
        Map<String, Lease> held = held(picture);
        share.take()
                .forEach(name ->
                        store.take(transaction, name, picture, incarnation).ifPresent(lease -> held.put(name, lease)));
        return new Found(picture, held, share.giveBack());
    }

    private View viewOf(Found found, Duration now) {
        ending.retainAll(found.held().keySet());
        ending.addAll(found.giveBack());
        Map<String, Lease> held = new HashMap<>(found.held());
        held.keySet().removeAll(ending);
        return new View(now, found.picture(), Map.copyOf(held));
    }

    private Map<String, Lease> held(Picture picture) {
        Map<String, Lease> held = new HashMap<>();
        picture.leases().forEach((name, hold) -> {
            if (picture.isHeldBy(name, incarnation)) {
                held.put(name, new Lease(name, hold.fence()));
            }
        });
        return held;
    }

    /** Lets the work that is another's share end before it is given back. */
    Duration follow(Runnable onChange) {
        Set<String> ended = new HashSet<>(ending);
        onChange.run();
        if (!ended.isEmpty()) {
            database.change(transaction -> store.giveBack(transaction, ended, incarnation));
            ending.removeAll(ended);
        }
        return Duration.ofDays(1);
    }

    private void wakeFollower() {
        Worker worker = follower;
        if (worker != null) {
            worker.wake();
        }
    }

    private Node self() {
        SortedSet<String> names = membership.work().get();
        return new Node(
                membership.number(),
                incarnation,
                membership.name(),
                place.text(),
                true,
                Duration.ZERO,
                new Prints(
                        leaving ? NO_WORK : Print.of(names),
                        membership.confPrint().get(),
                        membership.keys()));
    }

    @Override
    public synchronized void refresh() {
        if (beats != null) {
            beats.wake();
        }
        wakeFollower();
    }

    @Override
    public void handOver() {
        leaving = true;
        view = new View(view.began(), view.picture(), Map.of());
        try {
            stay();
        } catch (StorageException e) {
            log.atWarn().addKeyValue("fault", e.getMessage()).log("Leases could not be given back");
        }
    }

    @Override
    public Optional<Lease> lease(String name) {
        View now = view;
        return isFresh(now) ? Optional.ofNullable(now.held().get(name)) : Optional.empty();
    }

    private boolean isFresh(View seen) {
        return surroundings.uptime().get().minus(seen.began()).compareTo(LIFETIME) < 0;
    }

    @Override
    public boolean stands(Transaction transaction, Lease lease) {
        return store.stands(transaction, lease, incarnation);
    }

    @Override
    public Optional<Set<Integer>> living(Transaction transaction) {
        View now = view;
        boolean known = !now.equals(View.NONE)
                && isFresh(now)
                && surroundings.uptime().get().compareTo(believing) >= 0;
        return known ? Optional.of(numbers(store.picture(transaction))) : Optional.empty();
    }

    private Set<Integer> numbers(Picture picture) {
        Set<Integer> numbers =
                picture.living().stream().map(Node::number).collect(Collectors.toCollection(HashSet::new));
        numbers.add(membership.number());
        return numbers;
    }

    @Override
    public int shareOf(int whole) {
        SortedSet<Integer> living = new TreeSet<>(numbers(view.picture()));
        int rank = living.headSet(membership.number()).size();
        return whole / living.size() + (rank < whole % living.size() ? 1 : 0);
    }

    @Override
    public List<Node> nodes() {
        return view.picture().living();
    }

    @Override
    public Optional<Node> holderOf(String name) {
        return view.picture().holderOf(name);
    }

    @Override
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        Prints own = self().prints();
        for (Node other : nodes()) {
            if (!other.prints().conf().equals(own.conf())) {
                warnings.add(
                        "The conf of node " + other.shown() + " is not this node's: bring both to the same state.");
            }
            if (!own.keys().missing(other.prints().keys()).isEmpty()
                    || !own.keys().contradictions(other.prints().keys()).isEmpty()) {
                warnings.add("Node " + other.shown()
                        + " has a key in reply-token.keys that this node does not have: copy the file and restart.");
            }
        }
        return warnings;
    }

    private void noteIdle(View seen) {
        Set<String> nobodys = new HashSet<>(membership.work().get());
        nobodys.removeIf(name -> seen.picture().holderOf(name).isPresent());
        idle.keySet().retainAll(nobodys);
        nobodys.forEach(name -> idle.putIfAbsent(name, seen.began()));
    }

    @Override
    public Duration idleFor(String name) {
        return Optional.ofNullable(idle.get(name))
                .map(since -> surroundings.uptime().get().minus(since))
                .orElse(Duration.ZERO);
    }

    /** Tells the log who came and who went. */
    private void tell(Picture before, Picture after) {
        if (before.nodes().isEmpty()) {
            return;
        }
        Map<Long, Node> was = byIncarnation(before);
        Map<Long, Node> is = byIncarnation(after);
        is.forEach((id, node) -> {
            if (!was.containsKey(id)) {
                log.atInfo().addKeyValue("node", node.shown()).log("Node came");
            }
        });
        was.forEach((id, node) -> {
            if (!is.containsKey(id)) {
                log.atWarn().addKeyValue("node", node.shown()).log("Node went");
            }
        });
    }

    private void warn() {
        List<String> now = warnings();
        now.stream()
                .filter(warning -> !warned.contains(warning))
                .forEach(warning -> log.atWarn().addKeyValue("warning", warning).log("Nodes are not alike"));
        if (now.isEmpty() && !warned.isEmpty()) {
            log.atInfo().log("Nodes are alike again");
        }
        warned = now;
    }

    private static Map<Long, Node> byIncarnation(Picture picture) {
        return picture.living().stream().collect(Collectors.toMap(Node::incarnation, node -> node));
    }

    private void expelled() {
        view = new View(view.began(), view.picture(), Map.of());
        leaving = true;
        log.atError()
                .addKeyValue("node", membership.number())
                .log("Another process has taken this node's number: this one ends");
        surroundings.expelled().run();
    }

    private void failed(StorageException e) {
        if (!faulty) {
            log.atWarn().addKeyValue("fault", e.getMessage()).log("Other nodes cannot be told that this one lives");
        }
        faulty = true;
    }

    private void recovered() {
        if (faulty) {
            log.atInfo().log("Other nodes are told again that this one lives");
        }
        faulty = false;
    }

    @Override
    public synchronized void close() {
        leaving = true;
        List<Worker> workers = new ArrayList<>();
        Optional.ofNullable(beats).ifPresent(workers::add);
        Optional.ofNullable(follower).ifPresent(workers::add);
        Worker.closeAll(workers);
        try {
            database.change(transaction -> store.leave(transaction, self()));
        } catch (StorageException e) {
            log.atWarn().addKeyValue("fault", e.getMessage()).log("Other nodes could not be told that this one ends");
        }
    }
}
