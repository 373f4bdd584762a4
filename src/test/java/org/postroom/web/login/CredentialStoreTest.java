package org.postroom.web.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.postroom.agent.AgentId;
import org.postroom.agent.SampleCompany;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.OnBothDatabases;

@OnBothDatabases
class CredentialStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final AgentId ANNA = SampleCompany.ANNA;
    private static final PasswordHash OLD = new PasswordHash("$argon2id$v=19$m=64,t=1,p=1$b2xkb2xkb2xk$b2xk");
    private static final PasswordHash NEW = new PasswordHash("$argon2id$v=19$m=64,t=2,p=1$bmV3bmV3bmV3$bmV3");

    private final CredentialStore credentials = CredentialStore.jdbi();

    @DatabaseTest
    void keepsTheLatestPasswordOfEachAgent(Database database) {
        put(database, ANNA, OLD, NOW);
        put(database, ANNA, NEW, NOW.plusSeconds(1));
        put(database, SampleCompany.BEN, OLD, NOW);

        assertThat(find(database)).contains(new Credential(NEW, NOW.plusSeconds(1)));
    }

    @DatabaseTest
    void knowsNoneUntilOneIsSetAndAfterItIsTakenAway(Database database) {
        assertThat(find(database)).isEmpty();
        put(database, ANNA, OLD, NOW);

        assertThat(remove(database)).isTrue();
        assertThat(find(database)).isEmpty();
        assertThat(remove(database)).isFalse();
    }

    @DatabaseTest
    void confirmsThePresentPasswordAndKeepsABetterHashOfIt(Database database) {
        put(database, ANNA, OLD, NOW);

        assertThat(confirm(database, OLD, OLD)).isTrue();
        assertThat(confirm(database, OLD, NEW)).isTrue();
        assertThat(find(database)).contains(new Credential(NEW, NOW));
    }

    @DatabaseTest
    void confirmsNoPasswordThatWasChangedMeanwhile(Database database) {
        put(database, ANNA, NEW, NOW);

        assertThat(confirm(database, OLD, OLD)).isFalse();
        assertThat(find(database)).contains(new Credential(NEW, NOW));
    }

    private void put(Database database, AgentId agent, PasswordHash hash, Instant at) {
        database.change(transaction -> credentials.put(transaction, agent, new Credential(hash, at)));
    }

    private Optional<Credential> find(Database database) {
        return database.read(transaction -> credentials.find(transaction, ANNA));
    }

    private boolean remove(Database database) {
        return database.write(transaction -> credentials.remove(transaction, ANNA));
    }

    private boolean confirm(Database database, PasswordHash hash, PasswordHash better) {
        return database.write(transaction -> credentials.confirm(transaction, ANNA, hash, better));
    }
}
