package org.postroom.web;

import java.util.List;
import java.util.function.Supplier;
import org.postroom.mail.Bytes;

/**
 * {@code GET /metrics}: the daemon's figures, for Prometheus. They name departments and accounts, so that they are for this machine
 * and for whom conf names ({@code metrics.allow}); for all others there is no such page.
 */
public final class MetricsPage implements Page {
    private static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final Supplier<String> figures;
    private final Supplier<MetricsSettings> settings;
    private final ErrorPages errors;

    public MetricsPage(Supplier<String> figures, Supplier<MetricsSettings> settings, ErrorPages errors) {
        this.figures = figures;
        this.settings = settings;
        this.errors = errors;
    }

    @Override
    public Reply answer(Visit visit) {
        return settings.get().admits(visit.ask().client())
                ? new Reply(200, FORMAT, List.of(), Bytes.of(figures.get()))
                : errors.of(404, visit);
    }
}
