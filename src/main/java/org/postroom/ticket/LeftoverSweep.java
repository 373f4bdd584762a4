package org.postroom.ticket;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.postroom.schedule.Task;
import org.postroom.storage.Database;

/** Removes, now and then, what agents at work left behind: who was there, and that drafts were deleted. */
public final class LeftoverSweep implements Task {
    private static final Duration INTERVAL = Duration.ofMinutes(10);
    /** A save that is on its way for longer has been given up. */
    private static final Duration LATEST_SAVE = Duration.ofDays(1);

    private final Database database;
    private final PresenceStore presence;
    private final DraftStore drafts;
    private final InstantSource clock;

    public LeftoverSweep(Database database, PresenceStore presence, DraftStore drafts, InstantSource clock) {
        this.database = database;
        this.presence = presence;
        this.drafts = drafts;
        this.clock = clock;
    }

    @Override
    public Duration run() {
        Instant now = clock.instant();
        database.change(transaction -> {
            presence.sweep(transaction, now);
            drafts.sweep(transaction, now.minus(LATEST_SAVE));
        });
        return INTERVAL;
    }
}
