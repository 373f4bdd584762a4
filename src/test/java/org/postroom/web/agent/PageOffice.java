package org.postroom.web.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.SampleCompany;
import org.postroom.intake.Office;
import org.postroom.schedule.Turns;
import org.postroom.storage.Ids;
import org.postroom.web.BaseRoutes;
import org.postroom.web.ErrorPages;
import org.postroom.web.HealthReport;
import org.postroom.web.Look;
import org.postroom.web.Manner;
import org.postroom.web.MetricsPage;
import org.postroom.web.MetricsSettings;
import org.postroom.web.Route;
import org.postroom.web.Routes;
import org.postroom.web.StaticFiles;
import org.postroom.web.Texts;
import org.postroom.web.Visitor;
import org.postroom.web.WebServer;
import org.postroom.web.WebSettings;
import org.postroom.web.customer.CustomerRoom;
import org.postroom.web.customer.CustomerSite;
import org.postroom.web.customer.CustomerStores;
import org.postroom.web.login.LogIn;
import org.postroom.web.login.LogInWay;
import org.postroom.web.login.LoginLive;
import org.postroom.web.login.LoginSettings;
import org.postroom.web.login.LoginStores;
import org.postroom.web.login.PasswordHasher;
import org.postroom.web.login.Passwords;
import org.postroom.web.login.Session;
import org.postroom.web.login.SessionId;

/**
 * The sample company with its page: mails come in through {@link #mail()}, agents look at them with a browser. All pages of
 * agents and customers are there, on a port of loopback, as the daemon serves them.
 */
public final class PageOffice implements AutoCloseable {
    /** Bytes of all files of a form; small, so that tests can send more. */
    public static final long LARGEST_UPLOAD = 2_000_000;

    private final Office office = new Office();
    private final List<AgentBrowser> browsers = new ArrayList<>();
    private final SecureRandom random = new SecureRandom();
    private final AtomicInteger spooled = new AtomicInteger();
    private final Turns guestTurns = new Turns(1, Duration.ofMillis(200));
    private final LoginStores logins;
    private final AgentSite site;
    private final List<Route> customers;
    private final WebServer server;
    private List<MailboxLine> mailboxes = List.of();
    private List<String> nodes = List.of();
    private List<AccountLine> accounts = List.of();

    public PageOffice() {
        Texts texts = new Texts();
        StaticFiles files = StaticFiles.load();
        Look look = new Look(texts, files, office.clock);
        ErrorPages errors = new ErrorPages(look, LARGEST_UPLOAD);
        logins = LoginStores.jdbi(office.database(), new Ids(office.clock, 2));
        PasswordHasher hasher = PasswordHasher.argon2id();
        LogIn login = LogIn.of(
                logins,
                new LoginLive(
                        office::organisation,
                        () -> LoginSettings.DEFAULT,
                        () -> Optional.of(URI.create("https://help.example.com/"))),
                hasher,
                () -> {},
                office.clock);
        Door door = new Door(login, Passwords.of(logins, hasher, office.clock));
        DaemonView daemon =
                new DaemonView(() -> mailboxes, () -> accounts, () -> nodes, spooled::incrementAndGet, LARGEST_UPLOAD);
        Workroom room = new Workroom(
                office.database(), office::organisation, PageStores.jdbi(office.stores()), look, errors, office.clock);
        site = new AgentSite(
                room,
                new AgentSite.Hands(office.desks(), office.heldForwards()),
                door,
                daemon,
                () -> SampleCompany.ZONE,
                texts);
        customers = new CustomerSite(
                        new CustomerRoom(
                                office.database(),
                                office::organisation,
                                CustomerStores.jdbi(office.stores().desk(), office.viewLinks),
                                office.desks(),
                                look,
                                guestTurns,
                                office.clock),
                        errors,
                        LARGEST_UPLOAD)
                .routes();
        server = started(files, errors);
    }

    private WebServer started(StaticFiles files, ErrorPages errors) {
        List<Route> routes = new ArrayList<>(BaseRoutes.of(
                () -> new HealthReport(List.of()),
                new MetricsPage(() -> "", () -> MetricsSettings.DEFAULT, errors),
                files,
                errors));
        routes.addAll(site.routes());
        routes.addAll(customers);
        WebSettings usual = WebSettings.DEFAULT;
        try {
            WebServer built = new WebServer(
                    new WebSettings(usual.address(), 0, usual.publicUrl(), usual.tls(), List.of(), LARGEST_UPLOAD),
                    new WebServer.Site(new Routes(routes), site.gate(), errors, () -> SampleCompany.ZONE, temporary()));
            built.start();
            return built;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporary() throws IOException {
        Path folder = Files.createTempDirectory("postroom-page");
        folder.toFile().deleteOnExit();
        return folder;
    }

    /** The company behind the page: its mail, its clock, its tickets. */
    public Office mail() {
        return office;
    }

    /** The turns in which customers' pages are made, one after the other here. */
    public Turns guestTurns() {
        return guestTurns;
    }

    /** The mailboxes that are imported from now on. */
    public void mailboxes(MailboxLine... lines) {
        mailboxes = List.of(lines);
    }

    /** Lets these nodes be at work. */
    void nodes(String... shown) {
        nodes = List.of(shown);
    }

    /** The SMTP accounts that take no mail from now on. */
    public void accounts(AccountLine... lines) {
        accounts = List.of(lines);
    }

    /** How often pages said that mail waits to be processed. */
    public int spooled() {
        return spooled.get();
    }

    /** Where the page is. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.port() + "/");
    }

    /** The routes of agents' pages. */
    public List<Route> routes() {
        return site.routes();
    }

    /** The routes of customers' pages. */
    public List<Route> customers() {
        return customers;
    }

    /** A browser in which the agent is logged in, without having typed anything. */
    public AgentBrowser as(AgentId id) {
        Agent agent = office.organisation().agent(id).orElseThrow();
        SessionId session = begun(agent);
        Visitor visitor = new Visitor(
                agent, session.reveal(), new Manner(Locale.ENGLISH, SampleCompany.ZONE, Manner.Theme.SYSTEM));
        return opened("postroom=" + session.reveal(), visitor.formToken());
    }

    /** The same for an agent who has chosen German. */
    public AgentBrowser german(AgentId id) {
        AgentBrowser browser = as(id);
        browser.post("/settings", "language", "de");
        return browser;
    }

    /** A browser in which the agent is logged in, with a page that knows no form token. */
    public AgentBrowser without(AgentId id) {
        Agent agent = office.organisation().agent(id).orElseThrow();
        return opened("postroom=" + begun(agent).reveal(), "");
    }

    /** A browser in which nobody is logged in. */
    public AgentBrowser stranger() {
        return opened("", "");
    }

    private SessionId begun(Agent agent) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        SessionId id = SessionId.parse(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))
                .orElseThrow();
        Instant now = office.clock.instant();
        office.database()
                .change(transaction ->
                        logins.sessions().begin(transaction, new Session(id, agent.id(), LogInWay.PASSWORD, now, now)));
        return id;
    }

    private AgentBrowser opened(String cookie, String formToken) {
        AgentBrowser browser = new AgentBrowser(address(), cookie, formToken);
        browsers.add(browser);
        return browser;
    }

    @Override
    public void close() {
        browsers.forEach(AgentBrowser::close);
        server.close();
        office.close();
    }
}
