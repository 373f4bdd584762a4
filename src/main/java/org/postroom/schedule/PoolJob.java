package org.postroom.schedule;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** The work on one input, which knows how much of a processor's time it took. */
final class PoolJob<I, R> implements Callable<R> {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long NOT_BEGUN = -1;

    private final I input;
    private final Function<I, R> work;
    private final Lost lost;
    private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
    private volatile long thread = NOT_BEGUN;
    private volatile long cpuBefore;

    private enum State {
        RUNNING,
        ENDED,
        GIVEN_UP
    }

    PoolJob(I input, Function<I, R> work, Lost lost) {
        this.input = input;
        this.work = work;
        this.lost = lost;
    }

    I input() {
        return input;
    }

    @Override
    public R call() {
        cpuBefore = THREADS.getCurrentThreadCpuTime();
        thread = Thread.currentThread().threadId();
        try {
            return work.apply(input);
        } finally {
            if (!state.compareAndSet(State.RUNNING, State.ENDED)) {
                lost.found();
            }
        }
    }

    /** Nobody waits for it any more; its thread counts as lost until it ends after all. */
    void giveUp() {
        if (state.compareAndSet(State.RUNNING, State.GIVEN_UP)) {
            lost.another();
        }
    }

    /** How long a processor has worked on it; only while it runs. */
    Duration cpu() {
        long cpuNow = thread == NOT_BEGUN ? NOT_BEGUN : THREADS.getThreadCpuTime(thread);
        return cpuNow < 0 ? Duration.ZERO : Duration.ofNanos(cpuNow - cpuBefore);
    }
}
