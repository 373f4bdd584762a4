package org.postroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
    private static final Proxies NONE = new Proxies(List.of());
    private static final Proxies TWO = new Proxies(List.of(
            AddressRange.parse("10.0.0.0/8").orElseThrow(),
            AddressRange.parse("::1").orElseThrow()));

    @Test
    void believesNobodyUnlessConfSaysSo() {
        assertThat(NONE.clientOf(at("192.0.2.7"), false, forwarded("203.0.113.5", "https")))
                .isEqualTo(new Client("192.0.2.7", false, false));
    }

    @Test
    void takesTheAddressATrustedProxySaw() {
        assertThat(TWO.clientOf(at("10.1.2.3"), false, forwarded("203.0.113.5", "https")))
                .isEqualTo(new Client("203.0.113.5", true, false));
    }

    @Test
    void looksBehindSeveralProxiesOfOursAndNoFurther() {
        assertThat(TWO.clientOf(at("10.1.2.3"), false, forwarded("198.51.100.1, 203.0.113.5, 10.9.9.9", "https")))
                .isEqualTo(new Client("203.0.113.5", true, false));
    }

    @Test
    void keepsToTheProxyWhenItsWordIsNoAddress() {
        assertThat(TWO.clientOf(at("10.1.2.3"), false, forwarded("evil, unknown", "http"))
                        .address())
                .isEqualTo("10.1.2.3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unknown | 10.1.2.3",
                "'' | 10.1.2.3",
                "_hidden | 10.1.2.3",
                "for=203.0.113.5 | 10.1.2.3",
                "203.0.113.5:4711 | 203.0.113.5",
                "[2001:db8::7]:443 | 2001:db8:0:0:0:0:0:7",
                "[2001:db8::7] | 2001:db8:0:0:0:0:0:7",
                "fe80::1%eth0 | 10.1.2.3",
                "999.1.1.1 | 10.1.2.3",
                "203.0.113.5, | 10.1.2.3",
                "10.9.9.9 | 10.9.9.9"
            })
    void alwaysTellsAnAddress(String told, String address) {
        assertThat(TWO.clientOf(at("10.1.2.3"), false, forwarded(told, "http")).address())
                .isEqualTo(address);
        assertThat(InetAddress.ofLiteral(address)).isNotNull();
    }

    @Test
    void believesOfTheWayOnlyWhatTheProxySaidLast() {
        assertThat(TWO.clientOf(at("10.1.2.3"), false, forwarded("203.0.113.5", "https, http"))
                        .secure())
                .isFalse();
        assertThat(TWO.clientOf(at("10.1.2.3"), false, forwarded("203.0.113.5", "http,https"))
                        .secure())
                .isTrue();
    }

    @Test
    void countsAPlainConnectionAsThisMachinesOnlyWithoutAProxy() {
        assertThat(NONE.clientOf(at("127.0.0.1"), false, Map.of()).confidential())
                .isTrue();
        assertThat(NONE.clientOf(at("127.0.0.1"), false, forwarded("203.0.113.5", "http"))
                        .confidential())
                .isFalse();
        assertThat(TWO.clientOf(at("::1"), false, forwarded("203.0.113.5", "http"))
                        .confidential())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "10.0.0.0/33", "::1/129", "10.0.0.0/", "10.0.0.0/-1", "1.2.3", "", "/8", "a::b::c"})
    void readsNothingButAddressesAndRanges(String text) {
        assertThat(AddressRange.parse(text)).isEmpty();
    }

    @Test
    void comparesAsManyBitsAsARangeHas() {
        AddressRange range = AddressRange.parse("2001:db8::/33").orElseThrow();
        assertThat(range.contains(at("2001:db8:7fff::1"))).isTrue();
        assertThat(range.contains(at("2001:db8:8000::1"))).isFalse();
        assertThat(range.contains(at("10.0.0.1"))).isFalse();
    }

    private static Map<String, String> forwarded(String forwardedFor, String proto) {
        return Map.of("x-forwarded-for", forwardedFor, "x-forwarded-proto", proto);
    }

    private static InetAddress at(String literal) {
        return InetAddress.ofLiteral(literal);
    }
}
