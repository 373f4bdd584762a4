package org.postroom.web.login;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.postroom.agent.AgentId;
import org.postroom.agent.Organisation;
import org.postroom.agent.SampleCompany;
import org.postroom.mail.Secret;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;

/** A {@link LogIn} of the sample company on a database, with a clock that is moved and hashes that are counted. */
final class Porch {
    static final AgentId ANNA = SampleCompany.ANNA;
    static final Secret PASSWORD = Secret.of("correct horse battery");
    static final Secret WRONG = Secret.of("incorrect horse battery");
    static final Client HOME = Client.of("192.0.2.7");
    static final Client ELSEWHERE = Client.of("198.51.100.9");
    static final LoginSettings SETTINGS = new LoginSettings(Duration.ofHours(12), Duration.ofDays(30));

    final MovedClock clock = new MovedClock();
    final CountedHash hashes = new CountedHash();
    final AtomicReference<Organisation> organisation = new AtomicReference<>(SampleCompany.organisation());
    final AtomicReference<Optional<URI>> publicUrl =
            new AtomicReference<>(Optional.of(URI.create("https://help.example.com/")));
    final AtomicInteger linksAsked = new AtomicInteger();
    final LoginLive live = new LoginLive(organisation::get, () -> SETTINGS, publicUrl::get);
    final LoginStores stores;
    final LogIn logIn;
    final Passwords passwords;

    Porch(Database database) {
        this.stores = LoginStores.jdbi(database, new Ids(clock, 1));
        this.logIn = logIn(CountedHash.CHEAP);
        this.passwords = Passwords.of(stores, hasher(CountedHash.CHEAP), clock);
    }

    /** Another one on the same database, as after a restart. */
    LogIn logIn(HashCost cost) {
        return LogIn.of(stores, live, hasher(cost), linksAsked::incrementAndGet, clock);
    }

    private PasswordHasher hasher(HashCost cost) {
        return new PasswordHasher(hashes, cost, new SecureRandom(), 2);
    }

    void setPassword() {
        passwords.set(ANNA, PASSWORD);
    }

    SessionId in() {
        return session(logIn.byPassword("anna", PASSWORD, HOME));
    }

    LinkToken link() {
        return stores.database().write(transaction -> stores.links().create(transaction, ANNA, clock.instant()));
    }

    static SessionId session(LogInResult result) {
        return ((LogInResult.In) result).session();
    }

    /** How many hashes something takes. */
    int hashesOf(Runnable something) {
        int before = hashes.count();
        something.run();
        return hashes.count() - before;
    }
}
