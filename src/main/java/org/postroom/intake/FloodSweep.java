package org.postroom.intake;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.postroom.schedule.Task;
import org.postroom.storage.Database;

/** Forgets floods that are over. */
public final class FloodSweep implements Task {
    private static final Duration INTERVAL = Duration.ofHours(1);

    private final Database database;
    private final FloodStore floods;
    private final Supplier<FloodSettings> settings;
    private final InstantSource clock;

    public FloodSweep(Database database, FloodStore floods, Supplier<FloodSettings> settings, InstantSource clock) {
        this.database = database;
        this.floods = floods;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Duration run() {
        Duration over = settings.get().window().multipliedBy(2);
        database.change(
                transaction -> floods.forgetBefore(transaction, clock.instant().minus(over)));
        return INTERVAL;
    }
}
