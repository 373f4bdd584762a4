package org.postroom.app.demo;

import java.net.URI;
import java.time.InstantSource;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.config.Conf;
import org.postroom.mail.Secret;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.web.login.LoginStores;
import org.postroom.web.login.PasswordHasher;
import org.postroom.web.login.Passwords;

/** Ways into the demo's page. */
final class DemoDoor {
    /** What every agent of the demo logs in with. */
    static final String PASSWORD = "postroom demo";

    private final Conf conf;
    private final InstantSource clock;

    DemoDoor(Conf conf, InstantSource clock) {
        this.conf = conf;
        this.clock = clock;
    }

    /** Gives every agent a password, and this one a link that works once within 15 minutes. */
    URI open(AgentId agent) {
        try (Database database = Database.openBesideDaemon(conf.machine().database())) {
            LoginStores stores = LoginStores.jdbi(database, new Ids(clock, Ids.MAX_NODE));
            Passwords passwords = Passwords.of(stores, PasswordHasher.argon2id(), clock);
            conf.organisation().agents().stream().map(Agent::id).forEach(id -> passwords.set(id, Secret.of(PASSWORD)));
            URI page = conf.machine().daemon().publicUrl().orElseThrow();
            return database.write(transaction -> stores.links().create(transaction, agent, clock.instant()))
                    .under(page);
        }
    }
}
