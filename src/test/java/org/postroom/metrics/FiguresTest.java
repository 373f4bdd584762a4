package org.postroom.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private final Figures figures = Figures.ofProcess();

    @Test
    void writesValuesAsTheyAreWhenTheyAreRead() {
        AtomicInteger waiting = new AtomicInteger(3);
        figures.value("postroom.waiting.seconds", "How long.", waiting::get);
        assertThat(figures.text())
                .contains("# HELP postroom_waiting_seconds How long.", "# TYPE postroom_waiting_seconds gauge")
                .contains("\npostroom_waiting_seconds 3.0\n");
        waiting.set(4);
        assertThat(figures.text()).contains("\npostroom_waiting_seconds 4.0\n");
    }

    @Test
    void leavesOutWhatIsNotThereAnyMore() {
        Map<String, Double> all = new TreeMap<>(Map.of("acme", 1.0, "odd \"name\"\n", 2.0));
        figures.values("postroom.queue", "Mails.", "account", () -> all);
        assertThat(figures.text())
                .contains(
                        "postroom_queue{account=\"acme\"} 1.0", "postroom_queue{account=\"odd \\\"name\\\"\\n\"} 2.0");
        all.remove("acme");
        assertThat(figures.text()).doesNotContain("acme").contains("odd");
    }

    @Test
    void countsUpwards() {
        Figures.Count sent = figures.count("postroom.mails", "Mails.", "outcome", "sent");
        figures.count("postroom.mails", "Mails.", "outcome", "failed");
        sent.oneMore();
        sent.oneMore();
        assertThat(figures.text())
                .contains("postroom_mails_total{outcome=\"sent\"} 2.0", "postroom_mails_total{outcome=\"failed\"} 0.0");
    }

    @Test
    void tellsHowTheProcessIs() {
        assertThat(figures.text())
                .contains("jvm_memory_used_bytes", "jvm_threads_live_threads", "process_uptime_seconds");
    }

    @Test
    void asksOnceForAllThatIsReadTogether() {
        AtomicInteger asked = new AtomicInteger();
        figures.beforeReading(asked::incrementAndGet);
        figures.text();
        assertThat(asked).hasValue(1);
    }
}
