package org.postroom.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WatchdogTest {
    @Test
    void bitesWhenTimeIsUp() throws InterruptedException {
        CountDownLatch bitten = new CountDownLatch(1);
        try (Watchdog watchdog = Watchdog.over(Duration.ofMillis(1), bitten::countDown)) {
            assertThat(bitten.await(1, TimeUnit.MINUTES)).isTrue();
            assertThat(watchdog.hasBitten()).isTrue();
        }
    }

    @Test
    void staysQuietOnceCalledOff() {
        AtomicBoolean bitten = new AtomicBoolean();
        Watchdog watchdog = Watchdog.over(Duration.ofHours(1), () -> bitten.set(true));
        watchdog.close();
        watchdog.close();

        assertThat(watchdog.hasBitten()).isFalse();
        assertThat(bitten).isFalse();
    }
}
