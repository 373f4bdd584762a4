package org.postroom.schedule;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Work that others ask for, on things that others made: pages that read a mail again. Half of the processors at most are at it, so
 * that mail goes on beside it; each thing gets so much of a processor's time, and what took more is not tried again
 * while the process lives.
 */
public final class Wary {
    private static final int MOST_REMEMBERED = 1_000;
    private static final int HALF = 2;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Pool pool;
    private final Duration mostCpu;
    private final Duration longestWait;
    private final Semaphore turns;
    private final Set<Object> givenUp = Collections.synchronizedSet(Collections.newSetFromMap(new Latest<>()));

    /** @param mostCpu of a processor, for one thing */
    public Wary(Pool pool, Duration mostCpu) {
        this(pool, mostCpu, Math.max(1, Runtime.getRuntime().availableProcessors() / HALF), LONGEST_WAIT);
    }

    Wary(Pool pool, Duration mostCpu, int atATime, Duration longestWait) {
        this.pool = pool;
        this.mostCpu = mostCpu;
        this.longestWait = longestWait;
        this.turns = new Semaphore(atATime, true);
    }

    /**
     * Does the work, or nothing where it took too long before. It runs on another thread.
     *
     * @param thing what is worked on; equal to itself whenever it is asked for
     * @throws Busy when no turn comes for a while
     */
    public <R> Optional<R> attempt(Object thing, Supplier<Optional<R>> work) {
        if (givenUp.contains(thing)) {
            return Optional.empty();
        }
        try {
            if (!turns.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Busy();
            }
            try {
                return pool.<Object, Optional<R>>map(List.of(thing), _ -> work.get(), mostCpu, this::failed)
                        .getFirst();
            } finally {
                turns.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Busy();
        }
    }

    private <R> Optional<R> failed(Object thing, Throwable cause) {
        return switch (cause) {
            case TimeoutException _, StackOverflowError _, OutOfMemoryError _ -> {
                givenUp.add(thing);
                yield Optional.empty();
            }
            case RuntimeException fault -> throw fault;
            default -> throw new IllegalStateException("Work failed", cause);
        };
    }

    /** Forgets the oldest first. */
    private static final class Latest<K> extends LinkedHashMap<K, Boolean> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Boolean> eldest) {
            return size() > MOST_REMEMBERED;
        }
    }
}
