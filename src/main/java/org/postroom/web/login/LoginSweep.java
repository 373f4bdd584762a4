package org.postroom.web.login;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.postroom.agent.AgentId;
import org.postroom.schedule.Task;
import org.postroom.storage.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets, now and then, sessions and links that have timed out, failures that are forgiven, and how agents logged in who are
 * not in conf any more: whoever gets the same id later shall not be let in by a predecessor's password, nor the predecessor.
 */
public final class LoginSweep implements Task {
    private static final Logger log = LoggerFactory.getLogger(LoginSweep.class);
    private static final Duration INTERVAL = Duration.ofHours(1);

    private final LoginStores stores;
    private final Throttle throttle = Throttle.jdbi();
    private final LoginLive live;
    private final InstantSource clock;

    public LoginSweep(LoginStores stores, LoginLive live, InstantSource clock) {
        this.stores = stores;
        this.live = live;
        this.clock = clock;
    }

    @Override
    public Duration run() {
        Instant now = clock.instant();
        Set<AgentId> gone = stores.database().write(transaction -> {
            stores.sessions().sweep(transaction, live.settings().get(), now);
            stores.links().sweep(transaction, now);
            throttle.sweep(transaction, now);
            Set<AgentId> strangers = strangers(transaction, now);
            strangers.forEach(agent -> forget(transaction, agent));
            return strangers;
        });
        gone.forEach(agent -> log.atInfo().addKeyValue("agent", agent).log("Log-in of a removed agent forgotten"));
        return INTERVAL;
    }

    /** Who has a password or a session, and does not stand in conf. */
    private Set<AgentId> strangers(Transaction transaction, Instant now) {
        Set<AgentId> all = new HashSet<>(stores.credentials().agents(transaction));
        all.addAll(stores.sessions()
                .lastUses(transaction, live.settings().get(), now)
                .keySet());
        all.removeIf(agent -> live.organisation().get().agent(agent).isPresent());
        return all;
    }

    private void forget(Transaction transaction, AgentId agent) {
        stores.credentials().remove(transaction, agent);
        stores.sessions().endAll(transaction, agent);
        stores.links().endAll(transaction, agent);
    }
}
