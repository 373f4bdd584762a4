package org.postroom.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a node takes up and gives back, so that each living node has its share: with the same picture before them, all nodes
 * come to the same shares, which differ by one at most. Nothing is taken from a node that lives. Nobody gives anything back
 * for the sake of a node that has just begun, since one that dies over and over would carry mailboxes to and fro.
 *
 * @param take names to take, best first
 * @param giveBack names to give back
 */
record FairShare(List<String> take, Set<String> giveBack) {
    /** Nodes younger than this get what is free, and nothing is given back for them. */
    static final Duration SEASONED = Duration.ofSeconds(12);

    /**
     * @param names of the work there is
     * @param self this node's incarnation; it is in the picture, alive
     */
    static FairShare of(SortedSet<String> names, Picture picture, long self) {
        List<Node> sharing = sharing(picture, self);
        int held = picture.count(names, self);
        List<Node> old = sharing.stream()
                .filter(node -> node.incarnation() == self
                        || node.age().compareTo(SEASONED) >= 0
                        || picture.count(names, node.incarnation()) > 0)
                .toList();
        int surplus = held - share(names, picture, old, self);
        int wanted = share(names, picture, sharing, self) - held;
        List<String> free =
                names.stream().filter(name -> picture.holderOf(name).isEmpty()).toList();
        return new FairShare(
                List.copyOf(free.subList(0, Math.clamp(wanted, 0, free.size()))),
                giveBack(names, picture, self, surplus));
    }

    /** Those that can do the same work: a node whose conf differs would be left things that it does not know. */
    private static List<Node> sharing(Picture picture, long self) {
        String work = picture.nodes().stream()
                .filter(node -> node.incarnation() == self)
                .map(node -> node.prints().work())
                .findFirst()
                .orElseThrow();
        return picture.living().stream()
                .filter(node -> node.prints().work().equals(work))
                .toList();
    }

    /** Those who have more already get the larger shares: the fewest changes. */
    private static int share(Set<String> names, Picture picture, List<Node> nodes, long self) {
        List<Node> ranked = new ArrayList<>(nodes);
        ranked.sort(Comparator.comparingInt((Node node) -> -picture.count(names, node.incarnation()))
                .thenComparingInt(Node::number));
        int rank = ranked.stream().map(Node::incarnation).toList().indexOf(self);
        int each = names.size() / ranked.size();
        return each + (rank < names.size() % ranked.size() ? 1 : 0);
    }

    private static Set<String> giveBack(SortedSet<String> names, Picture picture, long self, int surplus) {
        List<String> mine = names.reversed().stream()
                .filter(name -> picture.isHeldBy(name, self))
                .toList();
        Set<String> back = new TreeSet<>(mine.subList(0, Math.clamp(surplus, 0, mine.size())));
        picture.leases().keySet().stream()
                .filter(name -> picture.isHeldBy(name, self) && !names.contains(name))
                .forEach(back::add);
        return back;
    }
}
