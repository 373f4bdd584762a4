package org.postroom.web;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;

/**
 * How much of what people send at the same time is taken (FAULTS F11): whoever comes by a link may send a few large forms at
 * once, all of them together some more, and what forms hold is brought from the disk into memory only as far as there is room.
 */
final class LargeForms {
    /** Bytes that pass uncounted. */
    static final int SMALL = 64 * 1024;

    private static final int UNIT = 1024;
    private static final int PART_OF_HEAP = 8;

    private final Limits limits;
    private final int room;
    private final Semaphore memory;
    private final Map<String, Integer> guests = new HashMap<>();
    private int underWay;

    /**
     * The limits.
     *
     * @param atOnce large forms of guests under way
     * @param ofOneClient of these, from one address
     * @param memory bytes of forms in memory; a larger one fills it alone
     * @param patience how long a form waits for room
     */
    record Limits(int atOnce, int ofOneClient, long memory, Duration patience) {
        /** Fit for the heap the daemon has. */
        static Limits ofThisMachine() {
            return new Limits(24, 6, Runtime.getRuntime().maxMemory() / PART_OF_HEAP, Duration.ofSeconds(20));
        }
    }

    LargeForms(Limits limits) {
        this.limits = limits;
        this.room = Math.toIntExact(Math.max(1, limits.memory() / UNIT));
        this.memory = new Semaphore(room, true);
    }

    /** A form of an agent, whom we know. */
    Stay ofAgent() {
        return new Stay(() -> {});
    }

    /**
     * A form of somebody who came by a link.
     *
     * @param length bytes, negative when it is not told
     * @throws RuntimeException that is an HttpException, with 503 when too many are under way
     */
    Stay ofGuest(String client, long length) {
        if (length >= 0 && length <= SMALL) {
            return new Stay(() -> {});
        }
        enter(client);
        return new Stay(() -> leave(client));
    }

    private synchronized void enter(String client) {
        int before = guests.getOrDefault(client, 0);
        if (underWay >= limits.atOnce() || before >= limits.ofOneClient()) {
            throw busy();
        }
        underWay++;
        guests.put(client, before + 1);
    }

    private synchronized void leave(String client) {
        underWay--;
        guests.computeIfPresent(client, (_, count) -> count == 1 ? null : Integer.valueOf(count - 1));
    }

    private static HttpException.RuntimeException busy() {
        return new HttpException.RuntimeException(HttpStatus.SERVICE_UNAVAILABLE_503, "Too much at once");
    }

    /** The time of one form, from its first byte to its answer. */
    final class Stay implements AutoCloseable {
        private final Runnable left;
        private int held;

        private Stay(Runnable left) {
            this.left = left;
        }

        /**
         * Waits until there is room in memory, which is this form's until its end; once for each form.
         *
         * @throws RuntimeException that is an HttpException, with 503 when there is none for too long
         */
        void load(long bytes) {
            int wanted = (int) Math.min(room, bytes / UNIT);
            try {
                if (!memory.tryAcquire(wanted, limits.patience().toMillis(), TimeUnit.MILLISECONDS)) {
                    throw busy();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw busy();
            }
            held = wanted;
        }

        @Override
        public void close() {
            memory.release(held);
            left.run();
        }
    }
}
