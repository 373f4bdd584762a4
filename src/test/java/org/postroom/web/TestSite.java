package org.postroom.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A small site for tests: health, static files, and whatever routes a test brings. Everybody is let in. */
final class TestSite {
    private final List<Route> routes = new ArrayList<>();
    private final ErrorPages errors;
    private Gate gate = (permission, ask, path) -> new Gate.Admission.In(Optional.empty(), Optional.empty());

    private TestSite(HealthReport report) {
        StaticFiles files = StaticFiles.load();
        this.errors = new ErrorPages(
                new Look(new Texts(), files, InstantSource.fixed(Instant.parse("2026-11-22T15:30:00Z"))), 1_000_000);
        routes.addAll(BaseRoutes.of(
                () -> report,
                new MetricsPage(() -> "figure 1\n", () -> MetricsSettings.DEFAULT, errors),
                files,
                errors));
    }

    static TestSite of(HealthReport report) {
        return new TestSite(report);
    }

    static TestSite of(Route... routes) {
        TestSite site = of(new HealthReport(List.of()));
        site.routes.addAll(List.of(routes));
        return site;
    }

    TestSite behind(Gate other) {
        gate = other;
        return this;
    }

    /** Its server on a port of loopback. */
    WebServer server(int port) {
        WebSettings usual = WebSettings.DEFAULT;
        return server(new WebSettings(
                usual.address(), port, usual.publicUrl(), usual.tls(), usual.trustedProxies(), 1_000_000));
    }

    WebServer server(WebSettings settings) {
        try {
            return build(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its server on a free port of loopback, which takes only so much at once. */
    WebServer server(LargeForms.Limits limits) {
        WebSettings usual = WebSettings.DEFAULT;
        try {
            return new WebServer(
                    new WebSettings(usual.address(), 0, usual.publicUrl(), usual.tls(), List.of(), 1_000_000),
                    site(),
                    limits);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Throws IOException when its certificate cannot be used. */
    WebServer build(WebSettings settings) throws IOException {
        return new WebServer(settings, site());
    }

    private WebServer.Site site() throws IOException {
        Path temporary = Files.createTempDirectory("postroom-web");
        return new WebServer.Site(new Routes(routes), gate, errors, () -> ZoneId.of("Europe/Berlin"), temporary);
    }
}
