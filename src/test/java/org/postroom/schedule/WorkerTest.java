package org.postroom.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkerTest {
    private static final Duration FOREVER = Duration.ofDays(1);
    /** Less than a worker that does not stop is waited for. */
    private static final Duration AT_ONCE = Duration.ofSeconds(25);

    @Test
    void runsAgainWhenWoken() {
        AtomicInteger rounds = new AtomicInteger();
        try (Worker worker = Worker.start("test", () -> {
            rounds.incrementAndGet();
            return FOREVER;
        })) {
            await().until(() -> rounds.get() == 1);
            worker.wake();
            await().until(() -> rounds.get() == 2);
        }
    }

    @Test
    void goesOnAfterAnException() {
        AtomicInteger rounds = new AtomicInteger();
        try (Worker worker = Worker.start("test", () -> {
            if (rounds.incrementAndGet() == 1) {
                throw new IllegalStateException("first round fails");
            }
            return FOREVER;
        })) {
            await().until(() -> rounds.get() == 2);
            assertThat(worker).isNotNull();
        }
    }

    @Test
    void goesOnAfterAnError() {
        AtomicInteger rounds = new AtomicInteger();
        try (Worker worker = Worker.start("test", () -> {
            if (rounds.incrementAndGet() == 1) {
                throw new NoClassDefFoundError("the first round fails");
            }
            return FOREVER;
        })) {
            await().until(() -> rounds.get() == 2);
            assertThat(worker.fault()).isEmpty();
        }
    }

    @Test
    void saysThatItFailsOverAndOverUntilItDoesNot() {
        AtomicBoolean ill = new AtomicBoolean(true);
        try (Worker worker = Worker.start("test", () -> {
            if (ill.get()) {
                throw new IllegalStateException("not for everybody's eyes");
            }
            return FOREVER;
        })) {
            await().until(() -> wakes(worker).fault().isPresent());
            assertThat(worker.fault())
                    .contains("The work 'test' fails over and over: IllegalStateException, whose cause is in the log.");
            ill.set(false);
            await().until(() -> wakes(worker).fault().isEmpty());
        }
    }

    private static Worker wakes(Worker worker) {
        worker.wake();
        return worker;
    }

    @Test
    void closingEndsAWaitAtOnce() {
        Worker worker = Worker.start("test", () -> FOREVER);
        long before = System.nanoTime();
        worker.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(AT_ONCE);
    }

    @Test
    void wakeUpBeforeTheWaitIsNotLost() throws InterruptedException {
        Waiter waiter = new Waiter();
        waiter.wake();
        long before = System.nanoTime();
        waiter.await(FOREVER);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(AT_ONCE);
    }
}
