package org.postroom.mailbox;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.postroom.schedule.Worker;

/**
 * Cuts connections that are overdue, whatever they are doing: a server that sends a byte a second never runs into a read
 * time-out, and a write has none. One thread looks after all.
 */
public final class Watchdog implements AutoCloseable {
    private static final Duration OFTEN = Duration.ofMillis(20);
    private static final Duration SELDOM = Duration.ofSeconds(1);
    private static final Duration ASLEEP = Duration.ofDays(1);

    private final Map<Runnable, Long> deadlines = new ConcurrentHashMap<>();
    private final Worker worker;

    private Watchdog() {
        this.worker = Worker.start("mailbox watchdog", this::round);
    }

    /** Starts one, which watches until closed. */
    public static Watchdog start() {
        return new Watchdog();
    }

    /** From now on, and instead of any earlier deadline: calls the cut when this time is over and it was not released. */
    void watch(Runnable cut, Duration longest) {
        deadlines.put(cut, System.nanoTime() + longest.toNanos());
        if (deadlines.size() == 1 || longest.compareTo(SELDOM) < 0) {
            worker.wake();
        }
    }

    void release(Runnable cut) {
        deadlines.remove(cut);
    }

    @Override
    public void close() {
        worker.close();
    }

    private Duration round() {
        long now = System.nanoTime();
        deadlines.entrySet().stream()
                .filter(watched -> watched.getValue() - now <= 0)
                .toList()
                .forEach(this::cut);
        OptionalLong nearest = deadlines.values().stream()
                .mapToLong(deadline -> deadline - now)
                .min();
        return nearest.isEmpty() ? ASLEEP : within(Duration.ofNanos(nearest.getAsLong()));
    }

    /** Unless the deadline was moved meanwhile. */
    private void cut(Map.Entry<Runnable, Long> watched) {
        if (deadlines.remove(watched.getKey(), watched.getValue())) {
            watched.getKey().run();
        }
    }

    private static Duration within(Duration wait) {
        if (wait.compareTo(OFTEN) < 0) {
            return OFTEN;
        }
        return wait.compareTo(SELDOM) > 0 ? SELDOM : wait;
    }
}
