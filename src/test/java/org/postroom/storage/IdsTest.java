package org.postroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class IdsTest {
    private static final Instant NOON = Instant.parse("2025-06-01T12:00:00Z");

    @Test
    void growFromOneToTheNext() {
        Ids ids = new Ids(InstantSource.fixed(NOON), 7);
        assertThat(LongStream.generate(ids::next).limit(20_000).boxed().toList())
                .isSorted()
                .doesNotHaveDuplicates()
                .allMatch(id -> id > 0);
    }

    @Test
    void tellWhenTheyWereMade() {
        Ids ids = new Ids(InstantSource.fixed(NOON), Ids.MAX_NODE);
        assertThat(Ids.instantOf(ids.next())).isEqualTo(NOON);
    }

    @Test
    void goOnGrowingWhenTheClockGoesBack() {
        AtomicReference<Instant> now = new AtomicReference<>(NOON);
        Ids ids = new Ids(now::get, 0);
        long before = ids.next();
        now.set(NOON.minusSeconds(3600));
        assertThat(ids.next()).isGreaterThan(before);
    }

    @Test
    void differBetweenNodesAtTheSameTime() {
        Ids first = new Ids(InstantSource.fixed(NOON), 1);
        Ids second = new Ids(InstantSource.fixed(NOON), 2);
        Set<Long> all = new TreeSet<>();
        IntStream.range(0, 5_000).forEach(_ -> {
            all.add(first.next());
            all.add(second.next());
        });
        assertThat(all).hasSize(10_000);
    }

    @Test
    void areUniqueUnderThreads() throws InterruptedException {
        Ids ids = new Ids(InstantSource.system(), 1);
        Queue<Long> made = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(
                    Thread.startVirtualThread(() -> IntStream.range(0, 10_000).forEach(_ -> made.add(ids.next()))));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(new TreeSet<>(made)).hasSize(80_000);
    }

    @Test
    void refuseNodesTheyHaveNoRoomFor() {
        assertThatThrownBy(() -> new Ids(InstantSource.fixed(NOON), 1024)).hasMessageContaining("from 0 to 1023");
        assertThatThrownBy(() -> new Ids(InstantSource.fixed(NOON), -1)).hasMessageContaining("not -1");
    }
}
