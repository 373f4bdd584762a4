package org.postroom.cluster;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postroom.storage.Transaction;

/** The one node of an embedded database, which a lock on its directory keeps all others from. */
record Alone(int number) implements Cluster {
    @Override
    public void share(Runnable onChange) {
        onChange.run();
    }

    @Override
    public void refresh() {
        // All work is this node's, whatever there is
    }

    @Override
    public void handOver() {
        // There is nobody to take it
    }

    @Override
    public Optional<Lease> lease(String work) {
        return Optional.of(new Lease(work, 0));
    }

    @Override
    public boolean stands(Transaction transaction, Lease lease) {
        return true;
    }

    @Override
    public Optional<Set<Integer>> living(Transaction transaction) {
        return Optional.of(Set.of(number));
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
