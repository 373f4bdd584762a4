package org.postroom.schedule;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** A bounded number of threads for each caller's work that keeps a processor busy. */
public final class Pool implements AutoCloseable {
    private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

    private final ExecutorService threads;
    private final int most;
    private final Lost lost;

    private Pool(ExecutorService threads, int most, Lost lost) {
        this.threads = threads;
        this.most = most;
        this.lost = lost;
    }

    /** As many threads as there are processors; they begin when there is work. However many are lost, it goes on. */
    public static Pool ofProcessors(String name) {
        return ofProcessors(name, () -> {});
    }

    /**
     * As many threads as there are processors; they begin when there is work.
     *
     * @param tooManyLost called when {@value Lost#MOST} threads still run whose work was given up: nothing in this process
     *     can end them, and each takes a part of a processor from all others
     */
    public static Pool ofProcessors(String name, Runnable tooManyLost) {
        return new Pool(
                Executors.newCachedThreadPool(
                        Thread.ofPlatform().daemon().name(name + "-", 1).factory()),
                Runtime.getRuntime().availableProcessors(),
                new Lost(tooManyLost));
    }

    /**
     * Works on all inputs, several at once, and returns the results in the order of the inputs. An input whose work throws,
     * overflows the stack, or takes more of a processor's time than is given to each, ends as what {@code failed} makes of its
     * failure. Time in which a busy machine or a slow database lets the work wait does not count.
     *
     * <p>Work that takes too long is given up: its thread is interrupted, which {@link Patience#check} notices, and another
     * one takes its place, so that nothing waits for it even if it never ends.
     */
    public <I, R> List<R> map(List<I> inputs, Function<I, R> work, Duration mostCpu, Failed<I, R> failed)
            throws InterruptedException {
        return mapFor(FOREVER, inputs, work, mostCpu, failed);
    }

    /** The same, but after so long none is begun any more: the results are those of the first inputs, one at least. */
    public <I, R> List<R> mapFor(
            Duration span, List<I> inputs, Function<I, R> work, Duration mostCpu, Failed<I, R> failed)
            throws InterruptedException {
        return new PoolRound<>(threads, most, mostCpu, failed)
                .run(
                        inputs.stream()
                                .map(input -> new PoolJob<>(input, work, lost))
                                .toList(),
                        span);
    }

    /** What stands for the result of work that failed. */
    @FunctionalInterface
    public interface Failed<I, R> {
        /** The result in place of one; the cause is a {@link TimeoutException} when it took too long. */
        R result(I input, Throwable cause);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
