package org.postroom.schedule;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a task over and over on a virtual thread of its own. The loop is where exceptions and errors of the task end: the first
 * of a run of failures is logged with its cause, the worker waits (1 s, doubling up to 1 minute) and goes on; a success after
 * failures is logged once.
 */
public final class Worker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);
    /** Who waits so long before the next try has failed four times in a row. */
    private static final Duration LASTING = Duration.ofSeconds(8);

    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    private final String name;
    private final Task task;
    private final Waiter waiter = new Waiter();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Thread thread;
    private Duration backOff = Duration.ZERO;
    private volatile Optional<String> fault = Optional.empty();

    private Worker(String name, Task task) {
        this.name = name;
        this.task = task;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::loop);
    }

    /** Starts a worker; its first round begins at once. */
    public static Worker start(String name, Task task) {
        Worker worker = new Worker(name, task);
        worker.thread.start();
        return worker;
    }

    /** That it fails over and over, as a sentence; empty while it gets on. */
    public Optional<String> fault() {
        return fault;
    }

    /** Begins the next round now, or right after the one under way. */
    public void wake() {
        waiter.wake();
    }

    /** Interrupts the round under way and waits, 30 seconds at most, until the thread has ended. */
    @Override
    public void close() {
        stop();
        awaitEnd();
    }

    /** Closes many at once: the slowest decides how long it takes, not their number. */
    public static void closeAll(Collection<Worker> workers) {
        workers.forEach(Worker::stop);
        workers.forEach(Worker::awaitEnd);
    }

    private void stop() {
        stopped.set(true);
        thread.interrupt();
    }

    private void awaitEnd() {
        try {
            if (!thread.join(LONGEST_STOP)) {
                log.atWarn().addKeyValue("worker", name).log("Worker did not stop in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        while (!stopped.get()) {
            try {
                waiter.await(round());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private Duration round() throws InterruptedException {
        try {
            Duration next = task.run();
            if (!backOff.isZero()) {
                log.atInfo().addKeyValue("worker", name).log("Worker recovered");
                backOff = Duration.ZERO;
                fault = Optional.empty();
            }
            return next;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | Error e) {
            return failed(e);
        }
    }

    private Duration failed(Throwable cause) throws InterruptedException {
        if (stopped.get()) {
            throw new InterruptedException("stopped");
        }
        if (backOff.isZero()) {
            complain(cause);
        }
        Duration doubled = backOff.isZero() ? FIRST_BACK_OFF : backOff.multipliedBy(2);
        backOff = doubled.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : doubled;
        fault = Optional.of(sentence(cause)).filter(_ -> backOff.compareTo(LASTING) >= 0);
        return backOff;
    }

    private String sentence(Throwable cause) {
        return "The work '" + name + "' fails over and over: "
                + (cause instanceof Foreseen
                        ? cause.getMessage()
                        : cause.getClass().getSimpleName() + ", whose cause is in the log.");
    }

    private void complain(Throwable cause) {
        if (cause instanceof Foreseen) {
            log.atWarn()
                    .addKeyValue("worker", name)
                    .addKeyValue("fault", cause.getMessage())
                    .log("Worker interrupted");
        } else {
            log.atError().addKeyValue("worker", name).setCause(cause).log("Worker failed");
        }
    }
}
