package org.postroom.autoreply;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlidingWindowTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration WINDOW = Duration.ofMinutes(30);

    /** Every stretch as long as the window, both ends counted, holds at most the limit; and none was refused without need. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void neverLetsMoreThanTheLimitIntoAnyWindow(long seed) {
        Random random = new Random(seed);
        int most = 1 + random.nextInt(5);
        SlidingWindow window = SlidingWindow.EMPTY;
        List<Instant> sent = new ArrayList<>();
        Instant now = START;
        for (int i = 0; i < 5_000; i++) {
            now = now.plusMillis(
                    random.nextInt(4) == 0 ? random.nextLong(WINDOW.toMillis() * 2) : random.nextLong(60_000));
            boolean room = window.hasRoom(most, WINDOW, now);
            Instant from = now.minus(WINDOW);
            long within = sent.stream().filter(at -> !at.isBefore(from)).count();
            assertThat(room).as("seed %d, step %d", seed, i).isEqualTo(within < most);
            if (room) {
                window = window.with(WINDOW, now);
                sent.add(now);
            }
        }
        assertNeverOver(sent, most, seed);
    }

    /** Several nodes whose clocks differ by up to ten minutes. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void neverLetsMoreThroughWhenClocksOfNodesDiffer(long seed) {
        Random random = new Random(seed);
        SlidingWindow window = SlidingWindow.EMPTY;
        List<Instant> sent = new ArrayList<>();
        Instant truth = START;
        for (int i = 0; i < 5_000; i++) {
            truth = truth.plusMillis(random.nextLong(Duration.ofMinutes(8).toMillis()));
            Instant now = truth.plusSeconds(random.nextInt(-600, 600));
            if (window.hasRoom(3, WINDOW, now)) {
                window = window.with(WINDOW, now);
                sent.add(now);
            }
        }
        assertNeverOver(sent.stream().sorted().toList(), 3, seed);
    }

    @Test
    void countsBothEndsOfTheWindow() {
        SlidingWindow used = SlidingWindow.EMPTY.with(WINDOW, START);

        assertThat(used.hasRoom(1, WINDOW, START.plus(WINDOW))).isFalse();
        assertThat(used.hasRoom(1, WINDOW, START.plus(WINDOW).plusMillis(1))).isTrue();
    }

    @Test
    void isNotSilencedByAClockThatWasAYearAhead() {
        SlidingWindow wrong = SlidingWindow.EMPTY.with(WINDOW, START.plus(Duration.ofDays(365)));

        assertThat(wrong.hasRoom(1, WINDOW, START)).isTrue();
    }

    @Test
    void forgetsWhatNoClockCanStillMind() {
        SlidingWindow window = SlidingWindow.EMPTY.with(WINDOW, START).with(WINDOW, START.plus(Duration.ofHours(3)));

        assertThat(window.taken()).hasSize(1);
    }

    private static void assertNeverOver(List<Instant> sorted, int most, long seed) {
        assertThat(sorted).hasSizeGreaterThan(most);
        for (int i = 0; i + most < sorted.size(); i++) {
            assertThat(Duration.between(sorted.get(i), sorted.get(i + most)))
                    .as("seed %d, from mail %d", seed, i)
                    .isGreaterThan(WINDOW);
        }
    }
}
