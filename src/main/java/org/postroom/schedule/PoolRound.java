package org.postroom.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One round of a pool: keeps so many jobs running until all that were begun have ended or were given up. Runs once. */
final class PoolRound<I, R> {
    private static final Logger log = LoggerFactory.getLogger(PoolRound.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final ExecutorService threads;
    private final int most;
    private final Duration mostCpu;
    private final Pool.Failed<I, R> failed;
    private final BlockingQueue<Integer> ended = new LinkedBlockingQueue<>();
    private final Map<Integer, Running<I, R>> running = new HashMap<>();

    PoolRound(ExecutorService threads, int most, Duration mostCpu, Pool.Failed<I, R> failed) {
        this.threads = threads;
        this.most = most;
        this.mostCpu = mostCpu;
        this.failed = failed;
    }

    private record Running<I, R>(PoolJob<I, R> job, FutureTask<R> task) {}

    List<R> run(List<PoolJob<I, R>> jobs, Duration span) throws InterruptedException {
        SortedMap<Integer, R> results = new TreeMap<>();
        long end = System.nanoTime() + span.toNanos();
        int next = 0;
        int last = jobs.size();
        try {
            while (next < last || !running.isEmpty()) {
                while (next < last && running.size() < most) {
                    start(next, jobs.get(next));
                    next++;
                }
                collect(results);
                last = System.nanoTime() - end > 0 ? next : last;
            }
            return new ArrayList<>(results.values());
        } finally {
            running.values().forEach(left -> left.task().cancel(true));
        }
    }

    private void start(int place, PoolJob<I, R> job) {
        FutureTask<R> task = new FutureTask<>(job) {
            @Override
            protected void done() {
                ended.add(place);
            }
        };
        running.put(place, new Running<>(job, task));
        threads.execute(task);
    }

    private void collect(Map<Integer, R> results) throws InterruptedException {
        Integer place = ended.poll(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
        if (place == null) {
            giveUp();
        } else {
            Running<I, R> over = Objects.requireNonNull(running.remove(place));
            results.put(place, result(over.job(), over.task()));
        }
    }

    /** What took too long counts as ended from now on, wherever its thread is. */
    private void giveUp() {
        for (Running<I, R> each : running.values()) {
            if (each.job().cpu().compareTo(mostCpu) > 0 && each.task().cancel(true)) {
                log.atWarn().addKeyValue("cpu", each.job().cpu()).log("Work takes too long and is given up");
                each.job().giveUp();
            }
        }
    }

    private R result(PoolJob<I, R> job, FutureTask<R> task) throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            return failed.result(job.input(), e.getCause() == null ? e : e.getCause());
        } catch (CancellationException e) {
            return failed.result(job.input(), new TimeoutException("More than " + mostCpu + " of a processor"));
        }
    }
}
