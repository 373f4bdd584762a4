package org.postroom.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.postroom.config.ConfWatcher;
import org.postroom.web.BaseRoutes;
import org.postroom.web.ErrorPages;
import org.postroom.web.Gate;
import org.postroom.web.Look;
import org.postroom.web.Routes;
import org.postroom.web.StaticFiles;
import org.postroom.web.Texts;
import org.postroom.web.WebServer;

/** Builds what the web server serves. */
final class Site {
    private final ConfWatcher watcher;
    private final Path data;
    private final InstantSource clock;

    Site(ConfWatcher watcher, Path data, InstantSource clock) {
        this.watcher = watcher;
        this.data = data;
        this.clock = clock;
    }

    WebServer.Site build(Health health) throws IOException {
        StaticFiles files = StaticFiles.load();
        ErrorPages errors = new ErrorPages(new Look(new Texts(), files, clock));
        return new WebServer.Site(
                new Routes(BaseRoutes.of(health, files, errors)),
                (permission, ask, path) -> new Gate.Admission.In(Optional.empty(), Optional.empty()),
                errors,
                () -> watcher.current().machine().daemon().zone(),
                Files.createDirectories(data.resolve("temporary")));
    }
}
