package org.postroom.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.postroom.agent.Organisation;
import org.postroom.config.ConfWatcher;
import org.postroom.desk.DeskRoom;
import org.postroom.storage.Database;
import org.postroom.web.BaseRoutes;
import org.postroom.web.ErrorPages;
import org.postroom.web.HealthReport;
import org.postroom.web.Look;
import org.postroom.web.Route;
import org.postroom.web.Routes;
import org.postroom.web.StaticFiles;
import org.postroom.web.Texts;
import org.postroom.web.WebServer;
import org.postroom.web.agent.AgentSite;
import org.postroom.web.agent.DaemonView;
import org.postroom.web.agent.Door;
import org.postroom.web.agent.PageStores;
import org.postroom.web.agent.Workroom;

/** Builds what the web server serves. */
record Site(
        ConfWatcher watcher,
        Database database,
        PageStores stores,
        DeskRoom desks,
        LoginParts login,
        InstantSource clock) {

    /** @param data the data directory; large uploads lie in it while they are read */
    WebServer.Site build(Supplier<HealthReport> health, DaemonView daemon, Path data) throws IOException {
        Texts texts = new Texts();
        StaticFiles files = StaticFiles.load();
        Look look = new Look(texts, files, clock);
        ErrorPages errors = new ErrorPages(look);
        Supplier<Organisation> organisation = () -> watcher.current().organisation();
        Supplier<ZoneId> zone = () -> watcher.current().machine().daemon().zone();
        Workroom room = new Workroom(database, organisation, stores, look, errors, clock);
        AgentSite agents = new AgentSite(room, desks, new Door(login.logIn(), login.passwords()), daemon, zone, texts);
        List<Route> routes = new ArrayList<>(BaseRoutes.of(health, files, errors));
        routes.addAll(agents.routes());
        return new WebServer.Site(
                new Routes(routes), agents.gate(), errors, zone, Files.createDirectories(data.resolve("temporary")));
    }
}
