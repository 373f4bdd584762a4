package org.postroom.web;

import java.util.List;
import java.util.function.Supplier;

/** The routes anybody may ask: health, figures and static files. */
public final class BaseRoutes {
    private BaseRoutes() {}

    /** The table's first lines. */
    public static List<Route> of(
            Supplier<HealthReport> health, MetricsPage metrics, StaticFiles files, ErrorPages errors) {
        Permission anyone = new Permission.Anyone();
        return List.of(
                Route.get("/health", anyone, new HealthPage(health)),
                Route.get("/metrics", anyone, metrics),
                Route.get(
                        StaticFiles.PATH + "{name}",
                        anyone,
                        visit -> files.file(visit.path("name")).orElseGet(() -> errors.of(404, visit))));
    }
}
