package org.postroom.mailbox;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postroom.cluster.Cluster;
import org.postroom.cluster.Lease;
import org.postroom.cluster.Node;
import org.postroom.storage.Transaction;

/** A cluster in which this node loses its leases when the test says so. */
final class FickleCluster implements Cluster {
    private boolean stands = true;
    private boolean believed = true;

    /** Another node has taken everything: the database knows, this one does not. */
    void takenByAnother() {
        stands = false;
    }

    /** This node slept past its leases and knows it. */
    void slept() {
        believed = false;
    }

    @Override
    public void share(Runnable onChange) {
        onChange.run();
    }

    @Override
    public void refresh() {
        // Nothing changes by itself
    }

    @Override
    public void handOver() {
        stands = false;
    }

    @Override
    public Optional<Lease> lease(String work) {
        return believed ? Optional.of(new Lease(work, 1)) : Optional.empty();
    }

    @Override
    public boolean stands(Transaction transaction, Lease lease) {
        return stands;
    }

    @Override
    public Optional<Set<Integer>> living(Transaction transaction) {
        return Optional.empty();
    }

    @Override
    public int shareOf(int whole) {
        return whole;
    }

    @Override
    public List<Node> nodes() {
        return List.of();
    }

    @Override
    public Optional<Node> holderOf(String work) {
        return Optional.empty();
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }

    @Override
    public void close() {
        // Nobody waits for it
    }
}
