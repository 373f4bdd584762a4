package org.postroom.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postroom.schedule.Worker;

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
}
