package org.postroom.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.postroom.schedule.Waiter;
import org.postroom.storage.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a node in among the others, or says why not. */
final class Admission {
    private static final Logger log = LoggerFactory.getLogger(Admission.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Database database;
    private final ClusterStore store;
    private final Node node;
    private final Place place;
    private final Supplier<Duration> uptime;

    Admission(Database database, ClusterStore store, Node node, Place place, Supplier<Duration> uptime) {
        this.database = database;
        this.store = store;
        this.node = node;
        this.place = place;
        this.uptime = uptime;
    }

    /** Enters the node. A number whose last holder is not known to be dead is waited for until that one's time is over. */
    void enter() throws NotAdmittedException, InterruptedException {
        KeyCheck keys = new KeyCheck(database, store);
        keys.require(node);
        Duration deadline = uptime.get().plus(Shared.LIFETIME).plus(Shared.INTERVAL);
        boolean told = false;
        Optional<Node> other = tryToEnter();
        while (other.isPresent()) {
            if (uptime.get().compareTo(deadline) > 0) {
                throw taken(other.get());
            }
            if (!told) {
                log.atInfo()
                        .addKeyValue("node", node.number())
                        .addKeyValue("place", Place.shown(other.get().place()))
                        .log("Node number is in use; waiting whether its holder lives");
                told = true;
            }
            Waiter.pause(BETWEEN_LOOKS);
            other = tryToEnter();
        }
        keys.note(node.prints().keys());
    }

    private Optional<Node> tryToEnter() {
        return database.write(
                transaction -> {
                    Optional<Node> other = store.enter(transaction, node, Shared.LIFETIME);
                    return other.filter(one ->
                            !place.knowsDead(one.place()) || !store.replace(transaction, one, node, Shared.LIFETIME));
                },
                transaction -> Optional.of(Optional.<Node>empty())
                        .filter(_ -> store.picture(transaction).living().stream()
                                .anyMatch(one -> one.incarnation() == node.incarnation())));
    }

    private NotAdmittedException taken(Node other) {
        return new NotAdmittedException("Node number " + node.number() + " is in use by another process that lives: "
                + other.name() + ", " + Place.shown(other.place())
                + ". Set node.number in conf/postroom.properties of each node to"
                + " another number, or end that process");
    }
}
