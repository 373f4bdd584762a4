package org.postroom.web.login;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.postroom.schedule.Task;

/** Forgets, now and then, sessions and links that have timed out, and failures that are forgiven. */
public final class LoginSweep implements Task {
    private static final Duration INTERVAL = Duration.ofHours(1);

    private final LoginStores stores;
    private final Throttle throttle = Throttle.jdbi();
    private final Supplier<LoginSettings> settings;
    private final InstantSource clock;

    public LoginSweep(LoginStores stores, Supplier<LoginSettings> settings, InstantSource clock) {
        this.stores = stores;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Duration run() {
        Instant now = clock.instant();
        stores.database().change(transaction -> {
            stores.sessions().sweep(transaction, settings.get(), now);
            stores.links().sweep(transaction, now);
            throttle.sweep(transaction, now);
        });
        return INTERVAL;
    }
}
