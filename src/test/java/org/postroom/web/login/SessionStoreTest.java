package org.postroom.web.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postroom.agent.AgentId;
import org.postroom.agent.SampleCompany;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.OnBothDatabases;

@OnBothDatabases
class SessionStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final LoginSettings SETTINGS = new LoginSettings(Duration.ofHours(1), Duration.ofHours(10));

    private final SessionStore sessions = SessionStore.jdbi();

    @DatabaseTest
    void findsWhatBegan(Database database) {
        Session session = begin(database, SampleCompany.ANNA, NOW);
        begin(database, SampleCompany.BEN, NOW);

        assertThat(database.<Optional<Session>>read(transaction -> sessions.find(transaction, session.id())))
                .contains(session);
    }

    @DatabaseTest
    void findsNothingUnderAnIdThatWasMadeUp(Database database) {
        begin(database, SampleCompany.ANNA, NOW);
        SessionId other = SessionId.make(new SecureRandom());

        assertThat(isThere(database, other)).isFalse();
    }

    @DatabaseTest
    void remembersItsUseAndNeverAnEarlierOne(Database database) {
        Session session = begin(database, SampleCompany.ANNA, NOW);
        for (Instant at : new Instant[] {NOW.plusSeconds(90), NOW.plusSeconds(80)}) {
            database.change(transaction -> sessions.touch(transaction, session.id(), at));
        }

        Session found = database.read(
                transaction -> sessions.find(transaction, session.id()).orElseThrow());
        assertThat(found.lastUsed()).isEqualTo(NOW.plusSeconds(90));
        assertThat(found.began()).isEqualTo(NOW);
    }

    @DatabaseTest
    void staysEndedWhenTouchedLater(Database database) {
        Session session = begin(database, SampleCompany.ANNA, NOW);

        assertThat(database.<Boolean>write(transaction -> sessions.end(transaction, session.id())))
                .isTrue();
        database.change(transaction -> sessions.touch(transaction, session.id(), NOW.plusSeconds(90)));

        assertThat(isThere(database, session.id())).isFalse();
        assertThat(database.<Boolean>write(transaction -> sessions.end(transaction, session.id())))
                .isFalse();
    }

    @DatabaseTest
    void endsAllOfAnAgentAndNobodyElses(Database database) {
        Session first = begin(database, SampleCompany.ANNA, NOW);
        Session second = begin(database, SampleCompany.ANNA, NOW);
        Session bens = begin(database, SampleCompany.BEN, NOW);

        assertThat(database.<Integer>write(transaction -> sessions.endAll(transaction, SampleCompany.ANNA)))
                .isEqualTo(2);
        assertThat(isThere(database, first.id()) || isThere(database, second.id()))
                .isFalse();
        assertThat(isThere(database, bens.id())).isTrue();
    }

    @DatabaseTest
    void endsAllOfAnAgentButOne(Database database) {
        Session kept = begin(database, SampleCompany.ANNA, NOW);
        Session other = begin(database, SampleCompany.ANNA, NOW);
        Session bens = begin(database, SampleCompany.BEN, NOW);

        assertThat(database.<Integer>write(
                        transaction -> sessions.endOthers(transaction, SampleCompany.ANNA, kept.id())))
                .isEqualTo(1);
        assertThat(isThere(database, kept.id())).isTrue();
        assertThat(isThere(database, other.id())).isFalse();
        assertThat(isThere(database, bens.id())).isTrue();
    }

    @DatabaseTest
    void sweepsExactlyWhatHasTimedOut(Database database) {
        Session idle = begin(database, SampleCompany.ANNA, NOW);
        Session used = begin(database, SampleCompany.ANNA, NOW);
        Session old = begin(database, SampleCompany.ANNA, NOW.minus(Duration.ofHours(9)));
        Instant later = NOW.plus(SETTINGS.idle());
        for (Session session : new Session[] {used, old}) {
            database.change(transaction -> sessions.touch(transaction, session.id(), NOW.plusSeconds(60)));
        }

        assertThat(database.<List<Instant>>read(
                        transaction -> sessions.uses(transaction, SampleCompany.ANNA, SETTINGS, later)))
                .containsExactly(NOW.plusSeconds(60));
        assertThat(database.<Integer>write(transaction -> sessions.sweep(transaction, SETTINGS, later)))
                .isEqualTo(2);
        assertThat(isThere(database, used.id())).isTrue();
        assertThat(isThere(database, idle.id()) || isThere(database, old.id())).isFalse();
    }

    @DatabaseTest
    void tellsWhenEachAgentLastUsedASessionThatLives(Database database) {
        begin(database, SampleCompany.ANNA, NOW);
        Session used = begin(database, SampleCompany.ANNA, NOW);
        begin(database, SampleCompany.BEN, NOW.minus(Duration.ofHours(2)));
        database.change(transaction -> sessions.touch(transaction, used.id(), NOW.plusSeconds(60)));

        assertThat(database.<Map<AgentId, Instant>>read(
                        transaction -> sessions.lastUses(transaction, SETTINGS, NOW.plusSeconds(90))))
                .isEqualTo(Map.of(SampleCompany.ANNA, NOW.plusSeconds(60)));
    }

    private Session begin(Database database, AgentId agent, Instant at) {
        Session session = new Session(SessionId.make(new SecureRandom()), agent, LogInWay.LINK, at, at);
        database.change(transaction -> sessions.begin(transaction, session));
        return session;
    }

    private boolean isThere(Database database, SessionId id) {
        return database.read(transaction -> sessions.find(transaction, id).isPresent());
    }
}
