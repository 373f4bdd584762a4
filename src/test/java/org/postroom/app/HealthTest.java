package org.postroom.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postroom.agent.DepartmentId;
import org.postroom.schedule.Worker;
import org.postroom.web.HealthReport.Part;

class HealthTest {
    @Test
    void isIllWhileAWorkerFailsOverAndOver() {
        try (Worker well = Worker.start("well", () -> Duration.ofDays(1));
                Worker ill = Worker.start("ill", () -> {
                    throw new IllegalStateException("a mistake of ours");
                })) {
            assertThat(Health.work(List.of(well)).healthy()).isTrue();
            await().until(() -> {
                ill.wake();
                return !Health.work(List.of(well, ill)).healthy();
            });
            assertThat(Health.work(List.of(well, ill)).sentence()).contains("'ill'");
        }
    }

    @Test
    void isIllWhenNoNodeTakesUpAMailbox() {
        DepartmentId support = new DepartmentId("support");
        Optional<String> nobody = Optional.empty();
        assertThat(NodeHealth.elsewhere(support, Optional.of("2 (mail-b)"), Duration.ZERO))
                .isEqualTo(new Part("mailbox support", true, "Watched by node 2 (mail-b)."));
        assertThat(NodeHealth.elsewhere(support, nobody, Duration.ofSeconds(30)).healthy())
                .isTrue();
        Part forgotten = NodeHealth.elsewhere(support, nobody, Duration.ofSeconds(90));
        assertThat(forgotten.healthy()).isFalse();
        assertThat(forgotten.sentence()).startsWith("No node has watched it for 90 s.");
    }
}
