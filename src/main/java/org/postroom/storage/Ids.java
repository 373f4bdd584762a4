package org.postroom.storage;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes ids that are unique among all nodes and sort by the time they were made: 41 bits of milliseconds since 2025-01-01
 * UTC, 10 bits of node number, 12 bits of counter. Positive until 2094.
 *
 * <p>Ids of one node never go back: when the clock does, or when 4,096 ids were made within a millisecond, the next ones
 * count on from the last, ahead of the clock. Each process begins its counter somewhere else, so that a restart after the
 * clock was set back does not meet the ids of the hour that comes twice.
 */
public final class Ids {
    /** Highest node number. */
    public static final int MAX_NODE = 1023;

    private static final long EPOCH = Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();
    private static final int COUNTER_BITS = 12;
    private static final int NODE_BITS = 10;
    private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;

    private final InstantSource clock;
    private final long node;
    private final long firstOfMillisecond;
    private final AtomicLong last = new AtomicLong();

    /** @param node this process's number among all that write to the same database, 0 to {@value #MAX_NODE} */
    public Ids(InstantSource clock, int node) {
        if (node < 0 || node > MAX_NODE) {
            throw new IllegalArgumentException("The node number must be from 0 to " + MAX_NODE + ", not " + node);
        }
        this.clock = clock;
        this.node = (long) node << COUNTER_BITS;
        this.firstOfMillisecond = ThreadLocalRandom.current().nextLong(COUNTER_MASK / 2);
    }

    /** The next id, greater than every one this object made before. */
    public long next() {
        long now = (clock.millis() - EPOCH) << COUNTER_BITS | firstOfMillisecond;
        long ticks = last.accumulateAndGet(now, (before, proposed) -> Math.max(before + 1, proposed));
        return ticks >> COUNTER_BITS << (NODE_BITS + COUNTER_BITS) | node | ticks & COUNTER_MASK;
    }

    /** The node number these ids bear. */
    public int node() {
        return (int) (node >> COUNTER_BITS);
    }

    /** When the id was made, to the millisecond. */
    public static Instant instantOf(long id) {
        return Instant.ofEpochMilli((id >> (NODE_BITS + COUNTER_BITS)) + EPOCH);
    }
}
