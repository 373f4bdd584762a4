package org.postroom.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postroom.outbound.SmtpAccountSettings.Limits;
import org.postroom.outbound.SmtpAccountSettings.Security;
import org.postroom.outbound.SmtpAccountSettings.Server;
import org.postroom.outbound.SmtpAccountSettings.Timeouts;

class SettingsTest {
    @Test
    void retriesAsPostfixDoes() {
        List<Long> minutes = IntStream.rangeClosed(1, 7)
                .mapToObj(QueueSettings.DEFAULT::retryAfter)
                .map(Duration::toMinutes)
                .toList();

        assertThat(minutes).containsExactly(5L, 10L, 20L, 40L, 67L, 67L, 67L);
    }

    @Test
    void takesTheUsualPortOfEachSecurity() {
        assertThat(Server.at("mail.example.org", Security.NONE).port()).isEqualTo(25);
        assertThat(Server.at("mail.example.org", Security.STARTTLS).port()).isEqualTo(587);
        assertThat(Server.at("mail.example.org", Security.TLS).port()).isEqualTo(465);
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Limits(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Limits(1, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> Server.at(" ", Security.TLS));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QueueSettings(
                        Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofDays(5), Duration.ofDays(30)));
        Duration minute = Duration.ofMinutes(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new Timeouts(minute, minute, minute, minute));
    }
}
