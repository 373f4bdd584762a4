package org.postroom.web.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "::ffff:192.0.2.7, 192.0.2.7",
        "2001:db8:0:7::1, 2001:db8:0:7:0:0:0:0/64",
        "[2001:db8:0:7:ffff::9], 2001:db8:0:7:0:0:0:0/64",
        "2001:db8:0:8::1, 2001:db8:0:8:0:0:0:0/64",
        "fe80::1%eth0, fe80:0:0:0:0:0:0:0/64",
        "[fe80::1%9], fe80:0:0:0:0:0:0:0/64",
        "::1, 0:0:0:0:0:0:0:0/64"
    })
    void countsHouseholdsTogether(String address, String network) {
        assertThat(Client.of(address).network()).isEqualTo(network);
    }

    @Test
    void printsTheAddress() {
        assertThat(Client.of("2001:db8:0:7::1")).hasToString("2001:db8:0:7:0:0:0:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "example.org", "192.0.2.7, 192.0.2.8", "2001:db8::g"})
    void asksNoNameServer(String text) {
        assertThatThrownBy(() -> Client.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
