package org.postroom.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postroom.storage.Database;
import org.postroom.storage.Dialect;
import org.postroom.storage.Transaction;

/**
 * The nodes on one database, as one of them sees it: which live, and what this one is to do. Work has names, such as
 * {@code mailbox support}.
 */
public interface Cluster extends AutoCloseable {
    /** A node that has its database to itself, holds all there is, and writes nothing for it. */
    static Cluster alone(int number) {
        return new Alone(number);
    }

    /**
     * Enters this node among those on the database, which takes a while if its number may be another's. An embedded database
     * has one node alone.
     *
     * @param expelled called when another process has taken this node's number later on: this one must end
     * @throws NotAdmittedException when its number is another living node's, or its keys are not those of the others
     */
    static Cluster join(Database database, Membership membership, Runnable expelled)
            throws NotAdmittedException, InterruptedException {
        if (database.dialect() == Dialect.SQLITE) {
            new KeyCheck(database, ClusterStore.jdbi()).note(membership.keys());
            return alone(membership.number());
        }
        long began = System.nanoTime();
        return Shared.join(
                database,
                membership,
                new Shared.Surroundings(() -> Duration.ofNanos(System.nanoTime() - began), expelled));
    }

    /** From now on this node takes its share of the work, and calls back whenever that may have changed. */
    void share(Runnable onChange);

    /** The work there is may have changed, or what the nodes should have alike. */
    void refresh();

    /** Gives back all work, which was stopped before, and takes up none any more; until it is closed it counts as living. */
    void handOver();

    /** Whether this node is to do this, as far as it knows. */
    default boolean holds(String work) {
        return lease(work).isPresent();
    }

    /** This node's lease on the work, while it may believe in it: never after a sleep that was longer than leases last. */
    Optional<Lease> lease(String work);

    /** Whether the lease still stands in the database. */
    boolean stands(Transaction transaction, Lease lease);

    /**
     * The numbers of the nodes that live, those too that came since this one looked last; empty while that is not known, as
     * after an outage of the database.
     */
    Optional<Set<Integer>> living(Transaction transaction);

    /** This node's share of a number that all nodes together may not exceed; 0 when others have it all. */
    int shareOf(int whole);

    /** All nodes that live, this one too; none when there can be no others. */
    List<Node> nodes();

    /** The node that has this work now; empty when none has it, or when there can be only one. */
    Optional<Node> holderOf(String work);

    /** For how long no living node has had this work, as this one has seen; zero when one has it, or when there can be only one. */
    default Duration idleFor(String work) {
        return Duration.ZERO;
    }

    /** What is not as it should be between the nodes, one sentence each. */
    List<String> warnings();

    /** Leaves: others take up at once what this node held. */
    @Override
    void close();
}
