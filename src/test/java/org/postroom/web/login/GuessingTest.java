package org.postroom.web.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postroom.mail.Secret;
import org.postroom.storage.TestDatabase;
import org.postroom.storage.TestDatabases;

/** Ten thousand tries to guess a password (FAULTS F6): how many are looked at, and whether the agent still gets in. */
class GuessingTest {
    private static final int TRIES = 10_000;

    private final TestDatabase store = TestDatabases.sqlite();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void looksAtFewOfTenThousandTriesFromOneAddress() {
        Porch porch = new Porch(store.database());
        porch.setPassword();

        // 5 at once, 10 while the delay doubles, then one in 15 minutes: 10,000 s hold 11 of those
        assertThat(looked(porch, Duration.ofSeconds(1), i -> Porch.ELSEWHERE)).isBetween(20, 27);
        assertLetsTheAgentIn(porch, Porch.HOME);
    }

    @Test
    void looksAtFewOfTenThousandTriesFromOneNetworkOfIpv6() {
        Porch porch = new Porch(store.database());
        porch.setPassword();

        assertThat(looked(porch, Duration.ofSeconds(1), i -> Client.of("2001:db8:0:7::" + Integer.toHexString(i + 1))))
                .isBetween(20, 27);
    }

    @Test
    void slowsDownTenThousandTriesFromAsManyAddressesAndLetsTheAgentInWhereTheyAreKnown() {
        Porch porch = new Porch(store.database());
        porch.setPassword();
        porch.in();

        // 50 at once, 9 while the delay doubles, then one in 5 minutes: 10,000 s hold 33 of those
        assertThat(looked(porch, Duration.ofSeconds(1), i -> Client.of("10.1." + i / 250 + "." + i % 250)))
                .isBetween(70, 100);
        assertThat(porch.logIn.byPassword("anna", Porch.PASSWORD, Porch.ELSEWHERE))
                .isInstanceOf(LogInResult.Later.class);
        assertLetsTheAgentIn(porch, Porch.HOME);
        assertThat(porch.logIn.byLink(porch.link(), Porch.ELSEWHERE)).isInstanceOf(LogInResult.In.class);
    }

    @Test
    void slowsDownOnePasswordForManyAccounts() {
        Porch porch = new Porch(store.database());
        int before = porch.hashes.count();
        for (int i = 0; i < 1_000; i++) {
            porch.logIn.byPassword("agent" + i, Porch.WRONG, Porch.ELSEWHERE);
            porch.clock.forward(Duration.ofSeconds(1));
        }

        assertThat(porch.hashes.count() - before).isBetween(55, 65);
    }

    private static int looked(Porch porch, Duration between, IntFunction<Client> from) {
        return porch.hashesOf(() -> {
            for (int i = 0; i < TRIES; i++) {
                Secret guess = Secret.of("guess number " + i);
                assertThat(porch.logIn.byPassword("anna", guess, from.apply(i))).isNotInstanceOf(LogInResult.In.class);
                porch.clock.forward(between);
            }
        });
    }

    private static void assertLetsTheAgentIn(Porch porch, Client client) {
        assertThat(porch.logIn.byPassword("anna", Porch.PASSWORD, client)).isInstanceOf(LogInResult.In.class);
    }
}
