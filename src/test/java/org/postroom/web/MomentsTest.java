package org.postroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T15:30:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final Moments moments = new Moments(new Texts());

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T15:29:30Z, now, jetzt",
        "2026-11-22T15:18:00Z, 12 min, 12 min",
        "2026-11-22T12:00:00Z, 3 h, 3 Std.",
        "2026-11-19T08:05:00Z, Thu 09:05, Do. 09:05",
        "2026-03-01T08:00:00Z, 1 Mar, 1. März",
        "2024-03-01T08:00:00Z, 1 Mar 2024, 1. März 2024",
        "2026-11-22T15:30:30Z, now, jetzt",
        "2026-11-22T15:35:00Z, in 5 min, in 5 min",
        "2026-11-23T08:00:00Z, in 16 h, in 16 Std.",
        "2026-11-24T08:00:00Z, 24 Nov, 24. Nov.",
    })
    void saysItTheShorterTheNearer(Instant at, String english, String german) {
        assertThat(moments.shortly(at, NOW, Locale.ENGLISH, BERLIN)).isEqualTo(english);
        assertThat(moments.shortly(at, NOW, Locale.GERMAN, BERLIN)).isEqualTo(german);
    }

    @Test
    void saysAllOfItWherePointedAt() {
        assertThat(moments.exact(NOW, Locale.ENGLISH, BERLIN)).isEqualTo("22 Nov 2026, 16:30");
        assertThat(moments.exact(NOW, Locale.GERMAN, BERLIN)).isEqualTo("22.11.2026, 16:30");
    }
}
