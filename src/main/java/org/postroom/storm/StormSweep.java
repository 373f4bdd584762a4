package org.postroom.storm;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.postroom.schedule.Task;
import org.postroom.storage.Database;

/** Ends storms when it is calm, and forgets those that were over long ago. */
public final class StormSweep implements Task {
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final int AT_ONCE = 500;

    private final Database database;
    private final StormDesk desk;
    private final StormStore storms;
    private final Supplier<StormSettings> settings;
    private final InstantSource clock;

    public StormSweep(
            Database database,
            StormDesk desk,
            StormStore storms,
            Supplier<StormSettings> settings,
            InstantSource clock) {
        this.database = database;
        this.desk = desk;
        this.storms = storms;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Duration run() {
        int ended = database.write(desk::endCalm);
        int gone = database.write(transaction ->
                storms.forget(transaction, clock.instant().minus(settings.get().keep()), AT_ONCE));
        return ended > 0 || gone >= AT_ONCE ? Duration.ZERO : INTERVAL;
    }
}
