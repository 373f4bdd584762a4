package org.postroom.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** A bounded number of threads for work that keeps a processor busy. */
public final class Pool implements AutoCloseable {
    private final ExecutorService threads;

    private Pool(ExecutorService threads) {
        this.threads = threads;
    }

    /** As many threads as there are processors; they begin when there is work. */
    public static Pool ofProcessors(String name) {
        return new Pool(Executors.newFixedThreadPool(
                Runtime.getRuntime().availableProcessors(),
                Thread.ofPlatform().daemon().name(name, 1).factory()));
    }

    /**
     * Works on all inputs, several at once, and returns the results in the order of the inputs. An input whose work throws,
     * overflows the stack, or takes longer than the time given, ends as what {@code failed} makes of its failure; work that
     * takes too long is interrupted and no longer waited for.
     */
    public <I, R> List<R> map(List<I> inputs, Function<I, R> work, Duration longest, Failed<I, R> failed)
            throws InterruptedException {
        List<Future<R>> futures = new ArrayList<>();
        for (I input : inputs) {
            futures.add(threads.submit(() -> work.apply(input)));
        }
        List<R> results = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            results.add(result(inputs.get(i), futures.get(i), longest, failed));
        }
        return results;
    }

    /** What stands for the result of work that failed. */
    @FunctionalInterface
    public interface Failed<I, R> {
        /** The result in place of one; the cause is a {@link TimeoutException} when the time was up. */
        R result(I input, Throwable cause);
    }

    private static <I, R> R result(I input, Future<R> future, Duration longest, Failed<I, R> failed)
            throws InterruptedException {
        try {
            return future.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            return failed.result(input, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            future.cancel(true);
            return failed.result(input, e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
