package org.postroom.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.postroom.mailbox.MailboxException.Kind;

class BackOffTest {
    private static final Duration USUAL = Duration.ofMinutes(2);

    @Test
    void triesWhatTheNetworkBrokeAgainSoon() {
        assertThat(IntStream.rangeClosed(1, 8)
                        .mapToObj(failures -> BackOff.after(Kind.CUT, Duration.ofHours(1), failures)))
                .extracting(Duration::toSeconds)
                .containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L);
    }

    /** FAULTS, recovery within two polls: whatever has passed is noticed no later than a poll after it. */
    @ParameterizedTest
    @EnumSource(
            names = {"LOGIN_REFUSED", "IN_USE"},
            mode = Mode.EXCLUDE)
    void waitsNoLongerThanBetweenPolls(Kind kind) {
        assertThat(BackOff.after(kind, Duration.ofSeconds(1), 9)).isEqualTo(Duration.ofSeconds(5));
        assertThat(BackOff.after(kind, USUAL, 3)).isEqualTo(Duration.ofSeconds(20));
        assertThat(BackOff.after(kind, USUAL, 9)).isEqualTo(USUAL);
    }

    @Test
    void leavesARefusedLoginAloneSoThatNoAccountIsLocked() {
        assertThat(IntStream.rangeClosed(1, 8).mapToObj(failures -> BackOff.after(Kind.LOGIN_REFUSED, USUAL, failures)))
                .extracting(Duration::toMinutes)
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
    }

    @Test
    void doesNotOverflow() {
        assertThat(BackOff.after(Kind.CUT, Duration.ofDays(1), Integer.MAX_VALUE))
                .isEqualTo(Duration.ofMinutes(5));
    }
}
