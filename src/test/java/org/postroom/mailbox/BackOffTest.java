package org.postroom.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postroom.mailbox.MailboxException.Kind;

class BackOffTest {
    @Test
    void triesWhatTheNetworkBrokeAgainSoon() {
        assertThat(IntStream.rangeClosed(1, 8).mapToObj(failures -> BackOff.after(Kind.CUT, failures)))
                .extracting(Duration::toSeconds)
                .containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L);
    }

    @Test
    void leavesARefusedLoginAloneSoThatNoAccountIsLocked() {
        assertThat(IntStream.rangeClosed(1, 8).mapToObj(failures -> BackOff.after(Kind.LOGIN_REFUSED, failures)))
                .extracting(Duration::toMinutes)
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
    }

    @Test
    void doesNotOverflow() {
        assertThat(BackOff.after(Kind.CUT, Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void waitsNoLongerThanBetweenPollsWhileTheDatabaseTakesNothing() {
        assertThat(BackOff.whileNotStored(Duration.ofSeconds(1), 9)).isEqualTo(Duration.ofSeconds(5));
        assertThat(BackOff.whileNotStored(Duration.ofMinutes(2), 3)).isEqualTo(Duration.ofSeconds(20));
        assertThat(BackOff.whileNotStored(Duration.ofMinutes(2), 9)).isEqualTo(Duration.ofMinutes(2));
        assertThat(BackOff.whileNotStored(Duration.ofHours(1), 9)).isEqualTo(Duration.ofMinutes(5));
    }
}
