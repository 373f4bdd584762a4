package org.postroom.autoreply;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.postroom.schedule.Task;
import org.postroom.storage.Database;

/** Forgets, now and then, the limits of addresses nothing was sent to for long, so that forged senders do not pile up. */
public final class BudgetSweep implements Task {
    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final Duration SHORTEST = Duration.ofDays(1);
    private static final int WINDOWS = 3;

    private final Database database;
    private final SendBudget budget;
    private final Supplier<Duration> longestWindow;
    private final InstantSource clock;

    /** The longest window is that of any limit in use. */
    public BudgetSweep(Database database, SendBudget budget, Supplier<Duration> longestWindow, InstantSource clock) {
        this.database = database;
        this.budget = budget;
        this.longestWindow = longestWindow;
        this.clock = clock;
    }

    @Override
    public Duration run() {
        Duration windows = longestWindow.get().multipliedBy(WINDOWS);
        Duration age = windows.compareTo(SHORTEST) > 0 ? windows : SHORTEST;
        database.change(transaction ->
                budget.forgetUnusedSince(transaction, clock.instant().minus(age)));
        return INTERVAL;
    }
}
