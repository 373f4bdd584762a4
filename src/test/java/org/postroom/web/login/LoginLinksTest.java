package org.postroom.web.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.postroom.agent.AgentId;
import org.postroom.agent.SampleCompany;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.Ids;
import org.postroom.storage.OnBothDatabases;

@OnBothDatabases
class LoginLinksTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final AgentId ANNA = SampleCompany.ANNA;
    private static final int THREADS = 16;

    private final LoginLinks links = LoginLinks.jdbi(new Ids(InstantSource.fixed(NOW), 1), new SecureRandom());

    @DatabaseTest
    void worksOnceWithinFifteenMinutes(Database database) {
        LinkToken token = create(database, ANNA, NOW);
        Instant last = NOW.plus(LoginLinks.LIFETIME).minusMillis(1);

        assertThat(use(database, token, last)).contains(ANNA);
        assertThat(use(database, token, last)).isEmpty();
    }

    @DatabaseTest
    void isTooOldAfterFifteenMinutes(Database database) {
        LinkToken token = create(database, ANNA, NOW);
        Instant late = NOW.plus(LoginLinks.LIFETIME);

        assertThat(peek(database, token, late)).isEmpty();
        assertThat(use(database, token, late)).isEmpty();
    }

    @DatabaseTest
    void isNotUsedUpByLooking(Database database) {
        LinkToken token = create(database, ANNA, NOW);
        for (int i = 0; i < 3; i++) {
            assertThat(peek(database, token, NOW)).contains(ANNA);
        }

        assertThat(use(database, token, NOW)).contains(ANNA);
        assertThat(peek(database, token, NOW)).isEmpty();
    }

    @DatabaseTest
    void isUnknownWhenMadeUp(Database database) {
        create(database, ANNA, NOW);

        assertThat(use(database, LinkToken.make(new SecureRandom()), NOW)).isEmpty();
    }

    @DatabaseTest
    void hasExactlyOneWinnerWhenManyUseItAtOnce(Database database) throws Exception {
        for (int round = 0; round < 5; round++) {
            LinkToken token = create(database, ANNA, NOW);
            assertThat(inParallel(() -> use(database, token, NOW)).flatMap(Optional::stream))
                    .containsExactly(ANNA);
        }
    }

    @DatabaseTest
    void endsTheOldestBeyondFiveOutstanding(Database database) {
        LinkToken others = create(database, SampleCompany.BEN, NOW);
        List<LinkToken> tokens =
                Stream.generate(() -> create(database, ANNA, NOW)).limit(7).toList();

        assertThat(tokens)
                .extracting(token -> peek(database, token, NOW).isPresent())
                .containsExactly(false, false, true, true, true, true, true);
        assertThat(peek(database, others, NOW)).contains(SampleCompany.BEN);
    }

    @DatabaseTest
    void endsTheAgentsOtherLinksWhenOneIsUsed(Database database) {
        LinkToken first = create(database, ANNA, NOW);
        LinkToken second = create(database, ANNA, NOW);

        use(database, second, NOW);

        assertThat(use(database, first, NOW)).isEmpty();
    }

    @DatabaseTest
    void forgetsWhatIsTooOld(Database database) {
        create(database, ANNA, NOW);
        LinkToken young = create(database, ANNA, NOW.plusSeconds(60));

        int swept = database.write(transaction -> links.sweep(transaction, NOW.plus(LoginLinks.LIFETIME)));

        assertThat(swept).isEqualTo(1);
        assertThat(peek(database, young, NOW)).contains(ANNA);
    }

    @DatabaseTest
    void standsBelowThePublicAddressHoweverItEnds(Database database) {
        LinkToken token = create(database, ANNA, NOW);
        String link = "https://help.example.com/desk/login/link/" + token.reveal();

        assertThat(token.under(URI.create("https://help.example.com/desk"))).hasToString(link);
        assertThat(token.under(URI.create("https://help.example.com/desk/"))).hasToString(link);
        assertThat(token.reveal()).hasSize(43);
        assertThat(token.toString()).doesNotContain(token.reveal());
        assertThat(LinkToken.parse(token.reveal())).contains(token);
    }

    private LinkToken create(Database database, AgentId agent, Instant now) {
        return database.write(transaction -> links.create(transaction, agent, now));
    }

    private Optional<AgentId> peek(Database database, LinkToken token, Instant now) {
        return database.read(transaction -> links.peek(transaction, token, now));
    }

    private Optional<AgentId> use(Database database, LinkToken token, Instant now) {
        return database.write(transaction -> links.use(transaction, token, now));
    }

    private interface Part {
        Optional<AgentId> run();
    }

    private static Stream<Optional<AgentId>> inParallel(Part part) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Optional<AgentId>> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Optional<AgentId>>> parts = Stream.generate(() -> threads.submit(() -> {
                        start.await();
                        return part.run();
                    }))
                    .limit(THREADS)
                    .toList();
            start.countDown();
            for (Future<Optional<AgentId>> done : parts) {
                results.add(done.get());
            }
        }
        return results.stream();
    }
}
