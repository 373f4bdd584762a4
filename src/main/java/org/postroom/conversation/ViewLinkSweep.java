package org.postroom.conversation;

import java.time.Duration;
import java.time.InstantSource;
import org.postroom.schedule.Task;
import org.postroom.storage.Database;

/** Forgets, now and then, links that expired: they work no more whether they are kept or not. */
public final class ViewLinkSweep implements Task {
    private static final Duration INTERVAL = Duration.ofHours(6);

    private final Database database;
    private final ViewLinks links;
    private final InstantSource clock;

    public ViewLinkSweep(Database database, ViewLinks links, InstantSource clock) {
        this.database = database;
        this.links = links;
        this.clock = clock;
    }

    @Override
    public Duration run() {
        database.change(transaction -> links.forgetExpired(transaction, clock.instant()));
        return INTERVAL;
    }
}
