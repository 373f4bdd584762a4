package org.postroom.web.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PaceTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Pace PAIR = Pace.OF_PAIR;

    @Test
    void doublesFromOneSecondToFifteenMinutesAfterFiveFailures() {
        assertThat(IntStream.rangeClosed(0, 17).mapToObj(i -> PAIR.after(i).toSeconds()))
                .containsExactly(0L, 0L, 0L, 0L, 0L, 1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 900L, 900L, 900L);
    }

    @Test
    void forgivesNoFasterThanItDelays() {
        assertThatThrownBy(() -> new Pace(5, Duration.ofMinutes(15), Duration.ofMinutes(15)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void forgivesOneFailureAfterTheOther() {
        Standing five = failures(5);

        assertThat(five.failed(PAIR, NOW.plus(PAIR.forgives())).failures()).isEqualTo(5);
        assertThat(five.failed(PAIR, NOW.plus(PAIR.forgives().multipliedBy(3))).failures())
                .isEqualTo(3);
        assertThat(five.failed(PAIR, NOW.plus(Duration.ofDays(365))).failures()).isEqualTo(1);
    }

    @Test
    void forgivesThePartsOfAnHourBetweenFailures() {
        Standing standing = failures(3);
        for (int half = 1; half <= 4; half++) {
            standing =
                    standing.failed(PAIR, NOW.plus(PAIR.forgives().dividedBy(2).multipliedBy(half)));
        }

        // three, four more, and two hours have passed
        assertThat(standing.failures()).isEqualTo(3 + 4 - 2);
    }

    @Test
    void countsNoFurtherThanTheLongestDelaySoThatADayForgives() {
        Standing many = failures(10_000);

        assertThat(many.failures()).isEqualTo(15);
        assertThat(many.forget(PAIR)).isBefore(NOW.plus(Duration.ofDays(1)));
    }

    @Test
    void holdsNobodyForLongerThanThePaceEvenAfterAWrongClock() {
        Standing ahead = failures(6).failed(PAIR, NOW.plus(Duration.ofDays(365)));

        assertThat(ahead.wait(PAIR, NOW)).isEqualTo(PAIR.longest());
    }

    @Test
    void takesBackATryWithItsDelay() {
        Standing sixth = failures(6);

        assertThat(sixth.wait(PAIR, NOW)).isEqualTo(Duration.ofSeconds(2));
        assertThat(sixth.takenBack(NOW).wait(PAIR, NOW)).isZero();
        assertThat(sixth.takenBack(NOW).failures()).isEqualTo(5);
    }

    @Test
    void isKnownForThirtyDaysAfterASuccess() {
        Standing in = Standing.succeeded(NOW);

        assertThat(in.isKnown(NOW.plus(Duration.ofDays(30)).minusMillis(1))).isTrue();
        assertThat(in.failed(PAIR, NOW).isKnown(NOW.plus(Duration.ofDays(29)))).isTrue();
        assertThat(in.isKnown(NOW.plus(Duration.ofDays(30)))).isFalse();
        assertThat(in.forget(PAIR)).isEqualTo(NOW.plus(Duration.ofDays(30)));
    }

    /** Whoever tries as soon as allowed, for a year, is looked at no more often than this. */
    @ParameterizedTest
    @MethodSource("paces")
    void letsFewTriesThroughInTheLongRun(Pace pace, int mostInADay) {
        Instant now = NOW;
        Standing standing = Standing.NONE;
        int tries = 0;
        while (now.isBefore(NOW.plus(Duration.ofDays(365)))) {
            standing = standing.failed(pace, now);
            now = now.plus(standing.wait(pace, now)).plusMillis(1);
            tries++;
        }

        assertThat(tries / 365).isLessThanOrEqualTo(mostInADay);
    }

    static Stream<Arguments> paces() {
        return Stream.of(
                Arguments.of(Pace.OF_PAIR, 150),
                Arguments.of(Pace.OF_ADDRESS, 200),
                Arguments.of(Pace.OF_ACCOUNT, 450));
    }

    private static Standing failures(int count) {
        Standing standing = Standing.NONE;
        for (int i = 0; i < count; i++) {
            standing = standing.failed(PAIR, NOW);
        }
        return standing;
    }
}
