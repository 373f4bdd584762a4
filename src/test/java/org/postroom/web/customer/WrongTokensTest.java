package org.postroom.web.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WrongTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-22T15:30:00Z");

    private final WrongTokens wrong = new WrongTokens();

    private void tries(String address, int times) {
        for (int i = 0; i < times; i++) {
            wrong.add(address, NOW);
        }
    }

    @Test
    void aFewWrongTokensAreNothing() {
        tries("192.0.2.1", WrongTokens.MOST - 1);
        assertThat(wrong.pause("192.0.2.1", NOW)).isEmpty();
    }

    @Test
    void manyOfOneClientMeanAPauseForThatClientAlone() {
        tries("192.0.2.1", WrongTokens.MOST);
        assertThat(wrong.pause("192.0.2.1", NOW.plusSeconds(60))).contains(Duration.ofMinutes(9));
        assertThat(wrong.pause("192.0.2.2", NOW)).isEmpty();
        assertThat(wrong.pause("192.0.2.1", NOW.plus(WrongTokens.WINDOW))).isEmpty();
    }

    @Test
    void aHouseholdOfIpv6CountsAsOne() {
        for (int i = 0; i < WrongTokens.MOST; i++) {
            wrong.add("2001:db8:1:2::" + i, NOW);
        }
        assertThat(wrong.pause("2001:db8:1:2:ffff::1", NOW)).isPresent();
        assertThat(wrong.pause("2001:db8:1:3::1", NOW)).isEmpty();
    }

    @Test
    void whatIsNoAddressCountsToo() {
        tries("unknown", WrongTokens.MOST);
        assertThat(wrong.pause("unknown", NOW)).isPresent();
    }

    @Test
    void remembersNoMoreClientsThanItMay() {
        for (int i = 0; i < WrongTokens.MOST_CLIENTS + 100; i++) {
            wrong.add("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255), NOW);
        }
        assertThat(wrong.size()).isEqualTo(WrongTokens.MOST_CLIENTS);
    }
}
