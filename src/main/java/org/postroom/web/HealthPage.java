package org.postroom.web;

import java.util.List;
import java.util.function.Supplier;
import org.postroom.mail.Bytes;

/**
 * {@code GET /health}: 200 when every part is healthy, else 503, with the report as JSON. What is wrong with which part is told
 * to whoever asks from this machine; sentences name servers and accounts, which are nobody else's business.
 */
public final class HealthPage implements Page {
    private static final int SERVICE_UNAVAILABLE = 503;

    private final Supplier<HealthReport> health;

    public HealthPage(Supplier<HealthReport> health) {
        this.health = health;
    }

    @Override
    public Reply answer(Visit visit) {
        HealthReport report = health.get();
        return new Reply(
                report.healthy() ? 200 : SERVICE_UNAVAILABLE,
                "application/json",
                List.of(),
                Bytes.of(visit.ask().client().local() ? report.json() : report.summary()));
    }
}
