package org.postroom.web.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.OnBothDatabases;
import org.postroom.web.login.Throttle.Answer;

@OnBothDatabases
class ThrottleTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final AccountName ANNA = AccountName.of("anna");
    private static final AccountName BEN = AccountName.of("ben");
    private static final Client HOME = Client.of("192.0.2.7");
    private static final Client ELSEWHERE = Client.of("198.51.100.9");
    private static final Answer FREE = new Answer.Free();
    private static final int THREADS = 16;

    private final Throttle throttle = Throttle.jdbi();

    @DatabaseTest
    void delaysAnAccountFromAnAddressAfterFiveFailures(Database database) {
        assertThat(Stream.generate(() -> take(database, ANNA, HOME, NOW)).limit(7))
                .containsExactly(FREE, FREE, FREE, FREE, FREE, waits(1), waits(1));
        assertThat(take(database, ANNA, HOME, NOW.plusMillis(400))).isEqualTo(new Answer.Wait(Duration.ofMillis(600)));
        assertThat(take(database, ANNA, HOME, NOW.plusSeconds(1))).isEqualTo(FREE);
        assertThat(take(database, ANNA, HOME, NOW.plusSeconds(1))).isEqualTo(waits(2));
    }

    @DatabaseTest
    void delaysNeitherOtherAccountsNorOtherAddresses(Database database) {
        fail(database, 5, ANNA, HOME);

        assertThat(take(database, BEN, HOME, NOW)).isEqualTo(FREE);
        assertThat(take(database, ANNA, ELSEWHERE, NOW)).isEqualTo(FREE);
    }

    @DatabaseTest
    void changesNothingByLookingOrWaiting(Database database) {
        fail(database, 5, ANNA, HOME);
        for (int i = 0; i < 20; i++) {
            assertThat(take(database, ANNA, HOME, NOW)).isEqualTo(waits(1));
            assertThat(look(database, ANNA, HOME, NOW.plusSeconds(1))).isEqualTo(FREE);
        }

        assertThat(look(database, ANNA, HOME, NOW)).isEqualTo(waits(1));
        assertThat(look(database, BEN, HOME, NOW)).isEqualTo(FREE);
    }

    @DatabaseTest
    void forgetsFailuresAtASuccess(Database database) {
        fail(database, 4, ANNA, HOME);
        database.change(transaction -> throttle.succeeded(transaction, ANNA, HOME, NOW));

        assertThat(Stream.generate(() -> take(database, ANNA, HOME, NOW)).limit(6))
                .containsExactly(FREE, FREE, FREE, FREE, FREE, waits(1));
    }

    @DatabaseTest
    void delaysAnAddressAfterFiftyFailuresWhateverTheAccounts(Database database) {
        for (int i = 0; i < 50; i++) {
            assertThat(take(database, AccountName.of("agent" + i), HOME, NOW)).isEqualTo(FREE);
        }

        assertThat(take(database, ANNA, HOME, NOW)).isEqualTo(waits(1));
        assertThat(take(database, ANNA, ELSEWHERE, NOW)).isEqualTo(FREE);
    }

    @DatabaseTest
    void delaysAnAccountAfterFiftyFailuresButNotWhereItIsKnown(Database database) {
        succeed(database, ANNA, HOME);
        for (int i = 0; i < 50; i++) {
            assertThat(take(database, ANNA, Client.of("203.0.113." + i), NOW)).isEqualTo(FREE);
        }

        assertThat(take(database, ANNA, ELSEWHERE, NOW)).isEqualTo(waits(1));
        assertThat(take(database, ANNA, HOME, NOW)).isEqualTo(FREE);
        assertThat(take(database, BEN, ELSEWHERE, NOW)).isEqualTo(FREE);
    }

    /** Else whoever has an account would guess at others' from the same address without end. */
    @DatabaseTest
    void takesNoDelayFromAnAddressByLoggingInWhereOneIsKnown(Database database) {
        succeed(database, BEN, HOME);
        for (int i = 0; i < 50; i++) {
            take(database, AccountName.of("agent" + i), HOME, NOW);
            succeed(database, BEN, HOME);
        }

        assertThat(take(database, ANNA, HOME, NOW)).isEqualTo(waits(1));
    }

    /** The first of all tries, above all, which find nothing yet that they could lock. */
    @DatabaseTest
    void countsManyAtOnceOneByOne(Database database) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int round = 0; round < 10; round++) {
                Client client = Client.of("203.0.113." + round);
                List<Callable<Answer>> tries =
                        Collections.nCopies(2 * THREADS, () -> take(database, ANNA, client, NOW));

                assertThat(threads.invokeAll(tries))
                        .extracting(Future::get)
                        .filteredOn(FREE::equals)
                        .hasSize(5);
            }
        }
    }

    @DatabaseTest
    void holdsOverARestart(Database database) {
        fail(database, 5, ANNA, HOME);
        Throttle later = Throttle.jdbi();

        assertThat(database.<Answer>write(transaction -> later.take(transaction, ANNA, HOME, NOW)))
                .isEqualTo(waits(1));
    }

    @DatabaseTest
    void forgetsWhatIsForgiven(Database database) {
        fail(database, 5, ANNA, HOME);
        succeed(database, BEN, ELSEWHERE);

        assertThat(sweep(database, NOW.plus(Duration.ofMinutes(9)))).isEqualTo(2); // Ben's try, which was none
        assertThat(sweep(database, NOW.plus(Duration.ofHours(5)))).isEqualTo(3);
        assertThat(sweep(database, NOW.plus(Duration.ofDays(30)))).isEqualTo(1);
    }

    @DatabaseTest
    void givesFiveLinksAnHourToAnAccount(Database database) {
        assertThat(Stream.generate(() -> takeLink(database, ANNA, HOME, NOW)).limit(6))
                .containsExactly(FREE, FREE, FREE, FREE, FREE, new Answer.Wait(Duration.ofHours(1)));
        assertThat(takeLink(database, ANNA, ELSEWHERE, NOW)).isInstanceOf(Answer.Wait.class);
        assertThat(takeLink(database, BEN, HOME, NOW)).isEqualTo(FREE);
        assertThat(takeLink(database, ANNA, HOME, NOW.plus(Duration.ofHours(1)).plusMillis(1)))
                .isEqualTo(FREE);
    }

    @DatabaseTest
    void givesTwentyLinksAnHourToAnAddress(Database database) {
        for (int i = 0; i < 20; i++) {
            assertThat(takeLink(database, AccountName.of("agent" + i), HOME, NOW))
                    .isEqualTo(FREE);
        }

        assertThat(takeLink(database, ANNA, HOME, NOW)).isInstanceOf(Answer.Wait.class);
        assertThat(takeLink(database, ANNA, ELSEWHERE, NOW)).isEqualTo(FREE);
    }

    private void fail(Database database, int times, AccountName account, Client client) {
        for (int i = 0; i < times; i++) {
            assertThat(take(database, account, client, NOW)).isEqualTo(FREE);
        }
    }

    private void succeed(Database database, AccountName account, Client client) {
        assertThat(take(database, account, client, NOW)).isEqualTo(FREE);
        database.change(transaction -> throttle.succeeded(transaction, account, client, NOW));
    }

    private Answer take(Database database, AccountName account, Client client, Instant now) {
        return database.write(transaction -> throttle.take(transaction, account, client, now));
    }

    private Answer look(Database database, AccountName account, Client client, Instant now) {
        return database.read(transaction -> throttle.look(transaction, account, client, now));
    }

    private Answer takeLink(Database database, AccountName account, Client client, Instant now) {
        return database.write(transaction -> throttle.takeLink(transaction, account, client, now));
    }

    private int sweep(Database database, Instant now) {
        return database.write(transaction -> throttle.sweep(transaction, now));
    }

    private static Answer waits(int seconds) {
        return new Answer.Wait(Duration.ofSeconds(seconds));
    }
}
