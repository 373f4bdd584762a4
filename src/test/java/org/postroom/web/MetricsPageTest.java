package org.postroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
    private static final MetricsSettings MONITORING = new MetricsSettings(List.of(
            AddressRange.parse("10.1.0.0/16").orElseThrow(),
            AddressRange.parse("2001:db8::1").orElseThrow()));

    @Test
    void isForThisMachineAlone() {
        assertThat(MetricsSettings.DEFAULT.admits(new Client("127.0.0.1", false, true)))
                .isTrue();
        assertThat(MetricsSettings.DEFAULT.admits(new Client("127.0.0.1", false, false)))
                .as("through a proxy")
                .isFalse();
        assertThat(MetricsSettings.DEFAULT.admits(new Client("192.0.2.7", true, false)))
                .isFalse();
    }

    @Test
    void isForWhomConfNames() {
        assertThat(MONITORING.admits(new Client("10.1.2.3", false, false))).isTrue();
        assertThat(MONITORING.admits(new Client("2001:db8::1", false, false))).isTrue();
        assertThat(MONITORING.admits(new Client("10.2.0.1", false, false))).isFalse();
        assertThat(MONITORING.admits(new Client("not an address", false, false)))
                .isFalse();
    }
}
