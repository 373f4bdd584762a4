package org.postroom.schedule;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Ends what takes too long: runs an action, such as closing a socket that a thread hangs on, unless it is called off in time.
 *
 * <pre>{@code
 * try (Watchdog watchdog = Watchdog.over(limit, socket::close)) {
 *     talk(socket);
 * }
 * }</pre>
 */
public final class Watchdog implements AutoCloseable {
    private enum State {
        WATCHING,
        CALLED_OFF,
        BITTEN
    }

    private final Duration limit;
    private final Runnable bite;
    private final Waiter waiter = new Waiter();
    private final AtomicReference<State> state = new AtomicReference<>(State.WATCHING);

    private Watchdog(Duration limit, Runnable bite) {
        this.limit = limit;
        this.bite = bite;
    }

    /** Begins to watch. The action runs on another thread, once at most. */
    public static Watchdog over(Duration limit, Runnable bite) {
        Watchdog watchdog = new Watchdog(limit, bite);
        Thread.ofVirtual().name("watchdog").start(watchdog::watch);
        return watchdog;
    }

    /** Whether time was up. */
    public boolean hasBitten() {
        return state.get() == State.BITTEN;
    }

    /** Calls it off. */
    @Override
    public void close() {
        state.compareAndSet(State.WATCHING, State.CALLED_OFF);
        waiter.wake();
    }

    private void watch() {
        try {
            waiter.await(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (state.compareAndSet(State.WATCHING, State.BITTEN)) {
            bite.run();
        }
    }
}
