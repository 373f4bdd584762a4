package org.postroom.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FairShareTest {
    private static final Duration OLD = Duration.ofHours(1);
    private static final Duration YOUNG = Duration.ofSeconds(2);

    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Picture.Hold> leases = new HashMap<>();

    @Test
    void aNodeByItselfTakesEverything() {
        nodes.add(node(1, true, YOUNG));
        assertThat(share(1, "a", "b", "c").take()).containsExactly("a", "b", "c");
    }

    @Test
    void nothingIsTakenFromANodeThatLives() {
        nodes.addAll(List.of(node(1, true, OLD), node(2, true, OLD)));
        hold(2, "a", "b");
        assertThat(share(1, "a", "b").take()).isEmpty();
    }

    @Test
    void givesBackWhatIsTheShareOfANodeThatStays() {
        nodes.addAll(List.of(node(1, true, OLD), node(2, true, FairShare.SEASONED)));
        hold(1, "a", "b", "c");
        assertThat(share(1, "a", "b", "c").giveBack()).containsExactly("c");
        assertThat(share(2, "a", "b", "c").take()).isEmpty();
    }

    @Test
    void givesNothingBackForANodeThatHasJustBegun() {
        nodes.addAll(List.of(node(1, true, OLD), node(2, true, YOUNG)));
        hold(1, "a", "b", "c");
        assertThat(share(1, "a", "b", "c").giveBack()).isEmpty();
    }

    @Test
    void takesWhatADeadNodeHeld() {
        nodes.addAll(List.of(node(1, true, OLD), node(2, false, OLD), node(3, true, YOUNG)));
        hold(1, "a");
        hold(2, "b", "c", "d");
        assertThat(share(1, "a", "b", "c", "d").take()).containsExactly("b");
        assertThat(share(3, "a", "b", "c", "d").take()).containsExactly("b", "c");
    }

    @Test
    void givesBackWhatIsNoWorkAnyMore() {
        nodes.add(node(1, true, OLD));
        hold(1, "a", "gone");
        assertThat(share(1, "a").giveBack()).containsExactly("gone");
    }

    @Test
    void leavesNothingToANodeThatDoesNotKnowOfIt() {
        nodes.add(node(1, true, OLD));
        nodes.add(new Node(2, 2, "", "", true, OLD, new Prints("other work", "", KeyPrints.NONE)));
        hold(1, "a", "b");
        assertThat(share(1, "a", "b").giveBack()).isEmpty();
    }

    @Test
    void anyBeginningComesToRestInFairSharesWithinAFewRounds() {
        long seed = 20261123;
        Random random = new Random(seed);
        for (int run = 0; run < 300; run++) {
            nodes.clear();
            leases.clear();
            int count = 1 + random.nextInt(4);
            SortedSet<String> names = new TreeSet<>();
            for (int i = 0; i < random.nextInt(25); i++) {
                names.add("mailbox " + i);
                int holder = random.nextInt(count + 2);
                leases.put("mailbox " + i, new Picture.Hold(OptionalLong.of(holder), 1));
            }
            for (int number = 1; number <= count; number++) {
                nodes.add(node(number, true, OLD));
            }
            for (int round = 0; round < 5; round++) {
                nodes.forEach(node -> apply(names, node.incarnation()));
            }
            assertAtRest(names, "seed " + seed + ", run " + run);
        }
    }

    private void apply(SortedSet<String> names, long self) {
        FairShare share = FairShare.of(names, new Picture(nodes, leases), self);
        share.take().forEach(name -> leases.put(name, new Picture.Hold(OptionalLong.of(self), 1)));
        share.giveBack().forEach(name -> leases.put(name, new Picture.Hold(OptionalLong.empty(), 1)));
    }

    private void assertAtRest(SortedSet<String> names, String what) {
        Picture picture = new Picture(nodes, leases);
        for (Node node : nodes) {
            assertThat(FairShare.of(names, picture, node.incarnation()))
                    .as(what)
                    .isEqualTo(new FairShare(List.of(), java.util.Set.of()));
            assertThat(picture.count(names, node.incarnation()))
                    .as(what)
                    .isBetween(names.size() / nodes.size(), (names.size() + nodes.size() - 1) / nodes.size());
        }
        assertThat(names).as(what).allMatch(name -> picture.holderOf(name).isPresent());
    }

    private FairShare share(long self, String... names) {
        return FairShare.of(new TreeSet<>(List.of(names)), new Picture(nodes, leases), self);
    }

    private void hold(long incarnation, String... names) {
        List.of(names).forEach(name -> leases.put(name, new Picture.Hold(OptionalLong.of(incarnation), 1)));
    }

    private static Node node(int number, boolean alive, Duration age) {
        return new Node(number, number, "", "", alive, age, new Prints("work", "", KeyPrints.NONE));
    }
}
