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
import org.postroom.metrics.Figures;
import org.postroom.schedule.Turns;
import org.postroom.storage.Database;
import org.postroom.web.BaseRoutes;
import org.postroom.web.ErrorPages;
import org.postroom.web.HealthReport;
import org.postroom.web.Look;
import org.postroom.web.MetricsPage;
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
import org.postroom.web.customer.CustomerRoom;
import org.postroom.web.customer.CustomerSite;
import org.postroom.web.customer.CustomerStores;

/** Builds what the web server serves. */
record Site(
        ConfWatcher watcher,
        Database database,
        PageStores stores,
        DeskParts parts,
        LoginParts login,
        InstantSource clock) {

    /** @param data the data directory; large uploads lie in it while they are read */
    WebServer.Site build(Supplier<HealthReport> health, Figures figures, DaemonView daemon, Path data)
            throws IOException {
        Texts texts = new Texts();
        StaticFiles files = StaticFiles.load();
        Look look = new Look(texts, files, clock);
        ErrorPages errors =
                new ErrorPages(look, watcher.current().machine().web().largestUpload());
        Supplier<Organisation> organisation = () -> watcher.current().organisation();
        Supplier<ZoneId> zone = () -> watcher.current().machine().daemon().zone();
        Workroom room = new Workroom(database, organisation, stores, look, errors, clock);
        Door door = new Door(login.logIn(), login.passwords());
        AgentSite agents =
                new AgentSite(room, new AgentSite.Hands(parts.desks(), parts.forwards()), door, daemon, zone, texts);
        List<Route> routes = new ArrayList<>(BaseRoutes.of(
                health,
                new MetricsPage(figures::text, () -> watcher.current().machine().metrics(), errors),
                files,
                errors));
        routes.addAll(agents.routes());
        routes.addAll(customers(look, errors).routes());
        return new WebServer.Site(
                new Routes(routes), agents.gate(), errors, zone, Files.createDirectories(data.resolve("temporary")));
    }

    private CustomerSite customers(Look look, ErrorPages errors) {
        CustomerRoom room = new CustomerRoom(
                database,
                () -> watcher.current().organisation(),
                CustomerStores.jdbi(stores.mail().desk(), parts.links()),
                parts.desks(),
                look,
                Turns.ofHalfOfTheProcessors(),
                clock);
        return new CustomerSite(room, errors, watcher.current().machine().web().largestUpload());
    }
}
