package org.postroom.cluster;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.postroom.storage.Transaction;

/** Nodes and leases in the database, by its clock. Every change is conditional: of two who want the same, one gets it. */
interface ClusterStore {
    /** The store in the database. */
    static ClusterStore jdbi() {
        return new JdbiClusterStore();
    }

    /** Enters the node for so long, unless its number is another living one's, which is returned. */
    Optional<Node> enter(Transaction transaction, Node node, Duration lifetime);

    /** Enters the node in place of this one, which is dead, whatever it said; false when it has changed since. */
    boolean replace(Transaction transaction, Node dead, Node node, Duration lifetime);

    /** Says that the node lives, and what it has; false when its number is another's by now. */
    boolean beat(Transaction transaction, Node node, Duration lifetime);

    /** Gives back all that the node holds, and forgets it. */
    void leave(Transaction transaction, Node node);

    /** Nodes and leases as they stand. */
    Picture picture(Transaction transaction);

    /**
     * Takes a lease as the picture showed it.
     *
     * @return the lease, or empty when somebody else has changed it since
     */
    Optional<Lease> take(Transaction transaction, String name, Picture picture, long incarnation);

    /** Gives back what the node holds of these. */
    void giveBack(Transaction transaction, Collection<String> names, long incarnation);

    /** Whether nobody has taken the lease since this node did. */
    boolean stands(Transaction transaction, Lease lease, long incarnation);

    /** What all nodes have alike, as it was last noted. */
    Optional<String> fact(Transaction transaction, String name);

    /** Notes what all nodes have alike. */
    void note(Transaction transaction, String name, String print);
}
