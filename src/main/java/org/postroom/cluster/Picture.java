package org.postroom.cluster;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Nodes and leases at one moment.
 *
 * @param nodes those that live, and those that were not seen off yet
 * @param leases by name
 */
record Picture(List<Node> nodes, Map<String, Hold> leases) {
    static final Picture NONE = new Picture(List.of(), Map.of());

    /**
     * A lease in the database.
     *
     * @param holder a node's incarnation; empty when it was given back
     */
    record Hold(OptionalLong holder, long fence) {}

    Picture {
        nodes = List.copyOf(nodes);
        leases = Map.copyOf(leases);
    }

    List<Node> living() {
        return nodes.stream().filter(Node::alive).toList();
    }

    /** The same, with nobody taken for dead. */
    Picture withAllAlive() {
        return new Picture(nodes.stream().map(Node::living).toList(), leases);
    }

    /** The living node that holds this. */
    Optional<Node> holderOf(String name) {
        return Optional.ofNullable(leases.get(name))
                .flatMap(hold -> nodes.stream()
                        .filter(node -> node.alive() && isHeldBy(hold, node.incarnation()))
                        .findFirst());
    }

    /** How many of these the node holds. */
    int count(Collection<String> names, long incarnation) {
        return (int) names.stream().filter(name -> isHeldBy(name, incarnation)).count();
    }

    boolean isHeldBy(String name, long incarnation) {
        Hold hold = leases.get(name);
        return hold != null && isHeldBy(hold, incarnation);
    }

    private static boolean isHeldBy(Hold hold, long incarnation) {
        return hold.holder().isPresent() && hold.holder().getAsLong() == incarnation;
    }
}
