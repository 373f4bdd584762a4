package org.postroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OriginCheckTest {
    private final OriginCheck check = new OriginCheck(Optional.of(URI.create("https://help.example.com/")));

    @Test
    void trustsWhatTheBrowserSaysOfTheSite() {
        assertThat(isOurs(Map.of("sec-fetch-site", "same-origin", "origin", "null")))
                .isTrue();
        assertThat(isOurs(Map.of("sec-fetch-site", "same-site"))).isFalse();
        assertThat(isOurs(Map.of("sec-fetch-site", "cross-site"))).isFalse();
        assertThat(isOurs(Map.of("sec-fetch-site", "none"))).isFalse();
    }

    @Test
    void comparesTheOriginWhereTheBrowserIsOlder() {
        assertThat(isOurs(Map.of("origin", "https://help.example.com"))).isTrue();
        assertThat(isOurs(Map.of("origin", "http://127.0.0.1:8025", "host", "127.0.0.1:8025")))
                .isTrue();
        assertThat(isOurs(Map.of("origin", "https://evil.example.net", "host", "help.example.com")))
                .isFalse();
        assertThat(isOurs(Map.of("origin", "http://help.example.com"))).isFalse();
        assertThat(isOurs(Map.of("origin", "https://help.example.com.evil.example.net")))
                .isFalse();
        assertThat(isOurs(Map.of("origin", "null"))).isFalse();
    }

    @Test
    void leavesProgramsWithoutOriginToTheFormToken() {
        assertThat(isOurs(Map.of())).isTrue();
    }

    private boolean isOurs(Map<String, String> headers) {
        return check.isOurs(new Ask(
                Method.POST,
                new Ask.Target("/logout", Map.<String, List<String>>of(), "/logout"),
                Ask.Form.NONE,
                headers,
                Map.of(),
                new Client("127.0.0.1", false, true)));
    }
}
