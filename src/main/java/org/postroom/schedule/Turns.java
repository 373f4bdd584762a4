package org.postroom.schedule;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Work of which only so much goes on at a time, in the order in which it was asked for. A virtual thread that computes does not give way
 * to others: as many as there are processors, and the threads of mailboxes stand still. One that waits here does give way.
 */
public final class Turns {
    private static final int HALF = 2;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Semaphore free;
    private final Duration longestWait;

    public Turns(int atATime, Duration longestWait) {
        this.free = new Semaphore(atATime, true);
        this.longestWait = longestWait;
    }

    /** As many as half of the processors; whoever has waited for 10 seconds is sent away. */
    public static Turns ofHalfOfTheProcessors() {
        return new Turns(Math.max(1, Runtime.getRuntime().availableProcessors() / HALF), LONGEST_WAIT);
    }

    /**
     * Does the work when its turn comes.
     *
     * @throws Busy when none comes for a while
     */
    public <R> R take(Supplier<R> work) {
        try {
            if (!free.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Busy();
        }
        try {
            return work.get();
        } finally {
            free.release();
        }
    }
}
