package org.postroom.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.postroom.agent.Organisation;
import org.postroom.agent.SmtpAccountId;
import org.postroom.autoreply.AutoResponder;
import org.postroom.autoreply.BudgetSweep;
import org.postroom.autoreply.SendBudget;
import org.postroom.autoreply.TicketLinks;
import org.postroom.cluster.Node;
import org.postroom.config.Conf;
import org.postroom.config.ConfWatcher;
import org.postroom.config.DaemonSettings;
import org.postroom.conversation.ReplyTokens;
import org.postroom.conversation.TokenKeyFile;
import org.postroom.conversation.TokenKeys;
import org.postroom.conversation.ViewLinkSweep;
import org.postroom.conversation.ViewLinks;
import org.postroom.desk.DeskRoom;
import org.postroom.desk.DeskStores;
import org.postroom.intake.IntakeRoom;
import org.postroom.intake.IntakeStores;
import org.postroom.intake.LedgerFilling;
import org.postroom.intake.LedgerStore;
import org.postroom.intake.NoticeSweep;
import org.postroom.intake.SightingStore;
import org.postroom.mail.Scratch;
import org.postroom.mail.parse.MailReader;
import org.postroom.mailbox.FetchLimits;
import org.postroom.mailbox.Importer;
import org.postroom.mailbox.MailboxSettings.Protocol;
import org.postroom.mailbox.MailboxSupervisor;
import org.postroom.mailbox.Trust;
import org.postroom.mailbox.imap.ImapConnector;
import org.postroom.mailbox.pop.PopConnector;
import org.postroom.metrics.Figures;
import org.postroom.outbound.DeliveryParts;
import org.postroom.outbound.DeliveryWorkers;
import org.postroom.outbound.QueueFigures;
import org.postroom.outbound.smtp.SmtpSender;
import org.postroom.schedule.Pool;
import org.postroom.schedule.Shutdown;
import org.postroom.schedule.Worker;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.template.TemplateWatch;
import org.postroom.template.Templates;
import org.postroom.ticket.DraftStore;
import org.postroom.ticket.LeftoverSweep;
import org.postroom.ticket.PresenceStore;
import org.postroom.web.Routes;
import org.postroom.web.WebServer;
import org.postroom.web.agent.DaemonView;
import org.postroom.web.agent.PageStores;
import org.postroom.web.login.LoginStores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running daemon: builds every object in reading order, starts them, and stops them the other way round. */
public final class Daemon implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Daemon.class);
    private static final Duration BETWEEN_CERTIFICATE_LOOKS = Duration.ofMinutes(1);
    private static final Duration BETWEEN_TEMPLATE_LOOKS = Duration.ofSeconds(2);

    private final Closing parts;
    private final WebServer web;

    private Daemon(Closing parts, WebServer web) {
        this.parts = parts;
        this.web = web;
    }

    /**
     * Starts the daemon on a conf that was loaded and checked.
     *
     * @throws org.postroom.storage.StorageException when the database cannot be opened, saying why and what to do
     * @throws IOException when the data directory cannot be written or the web port is taken, saying the same
     */
    public static Daemon start(ConfWatcher conf, Templates templates, InstantSource clock) throws IOException {
        Closing parts = new Closing();
        try {
            WebServer web = build(parts, conf, templates, clock);
            return new Daemon(parts, web);
        } catch (IOException | RuntimeException | Error e) {
            parts.close();
            throw e;
        }
    }

    private static WebServer build(Closing parts, ConfWatcher watcher, Templates templates, InstantSource clock)
            throws IOException {
        Conf first = watcher.current();
        DaemonSettings settings = first.machine().daemon();
        Path data = dataDirectory(settings.dataDirectory());

        Database database = parts.add(Database.open(first.machine().database()));
        TokenKeys keys = new TokenKeyFile(data, new SecureRandom()).loadOrCreate();
        Duties duties = Duties.enter(database, watcher, keys.prints());
        parts.add(duties.cluster());
        Ids ids = new Ids(clock, settings.node().number());
        AtomicReference<Consumer<SmtpAccountId>> deliver = new AtomicReference<>(account -> {});
        Scratch scratch = Scratch.in(data);
        DeskStores kept =
                DeskStores.jdbi(ids, scratch, clock, account -> deliver.get().accept(account));
        Figures figures = Figures.ofProcess();
        MailCounts counts = new MailCounts(figures);
        IntakeStores stores = counted(IntakeStores.jdbi(kept), counts);
        SightingStore sightings = SightingStore.jdbi(ids);

        ReplyTokens tokens = new ReplyTokens(
                () -> keys, () -> watcher.current().machine().daemon().replyTokenLifetime(), clock);
        SendBudget budget = SendBudget.jdbi();
        ViewLinks viewLinks = ViewLinks.jdbi(new SecureRandom());
        Supplier<Organisation> organisation = () -> watcher.current().organisation();
        TicketLinks links =
                new TicketLinks(() -> watcher.current().machine().daemon().links(), viewLinks, templates);
        Writers writers = new Writers(watcher, new AutoResponder.Writing(templates, tokens, links, ids), budget, clock);
        Supplier<MailReader> reader =
                () -> new MailReader(watcher.current().machine().readLimits());
        AtomicReference<Runnable> letLeave = new AtomicReference<>(() -> {});
        DeskRoom desks = new DeskRoom(
                kept,
                organisation,
                reader,
                writers.forDesks(),
                () -> letLeave.get().run(),
                clock);
        StormParts storms = StormParts.of(watcher, database, stores, templates, clock);
        IntakeRoom intake = new IntakeRoom(
                database,
                stores,
                desks,
                new IntakeRoom.Live(
                        organisation,
                        () -> watcher.current().machine().daemon().trustedAuthenticationIds(),
                        reader,
                        () -> watcher.current().machine().abuse().floods()),
                writers.forIntake(storms.desk()),
                clock);

        DeliveryWorkers delivery = parts.add(DeliveryWorkers.start(
                new DeliveryParts(
                        database,
                        kept.raws(),
                        ids,
                        duties.cluster()::living,
                        new SmtpSender(),
                        new CountedNews(intake.deliveryNews(), counts),
                        clock),
                duties::accounts,
                () -> watcher.current().machine().queue()));
        deliver.set(delivery::wake);

        Worker plannedAnswers = parts.add(Worker.start("planned answers", desks.dueAnswers(database)));
        letLeave.set(plannedAnswers::wake);

        parts.add(duties.cluster()::handOver);
        Pool pool = parts.add(Pool.ofProcessors("reading", Daemon::beginAnew));
        Worker intakeWorker = parts.add(Worker.start("intake", intake.worker(pool, duties::portion)));

        FetchLimits limits = first.machine().fetchLimits();
        Importer importer =
                new Importer(database, duties.cluster(), stores.spool(), sightings, intakeWorker::wake, limits, clock);
        Trust trust = new Trust();
        MailboxSupervisor mailboxes = parts.add(new MailboxSupervisor(
                duties::mailboxes,
                Map.of(
                        Protocol.IMAP, new ImapConnector(trust, scratch),
                        Protocol.POP3, new PopConnector(trust, scratch)),
                importer));
        duties.cluster().share(() -> {
            mailboxes.refresh();
            intakeWorker.wake();
        });

        parts.add(Worker.start("templates", new TemplateWatch(templates, BETWEEN_TEMPLATE_LOOKS)));
        storms.start(parts, intake.releasedAnswers());
        DraftStore drafts = DraftStore.jdbi(ids, kept.raws());
        Map.of(
                        "budget sweep",
                        new BudgetSweep(
                                database,
                                budget,
                                () -> StormParts.longestWindow(watcher.current().machine()),
                                clock),
                        "view link sweep",
                        new ViewLinkSweep(database, viewLinks, clock),
                        "leftover sweep",
                        new LeftoverSweep(database, PresenceStore.jdbi(), drafts, clock),
                        "notice sweep",
                        new NoticeSweep(
                                database,
                                kept.raws(),
                                () -> watcher.current().machine().queue(),
                                clock),
                        "ledger filling",
                        new LedgerFilling(database, LedgerStore.jdbi(), stores.spool(), reader))
                .forEach((name, sweep) -> parts.add(Worker.start(name, duties.byOneNode(sweep))));

        LoginParts login =
                LoginParts.start(parts, watcher, templates, LoginStores.jdbi(database, ids), kept.queue(), clock);

        new OperatorFigures(
                        database,
                        new OperatorFigures.Stores(
                                stores.spool(), LedgerStore.jdbi(), sightings, QueueFigures.jdbi(), stores.storms()),
                        mailboxes::statuses,
                        delivery::statuses,
                        clock)
                .addTo(figures);
        Health health = new Health(
                database,
                new Health.Stores(stores.spool(), sightings),
                new Health.Hands(mailboxes, delivery, parts::workers),
                duties,
                clock);
        WebServer web = parts.add(new WebServer(
                first.machine().web(),
                new Site(
                                watcher,
                                database,
                                PageStores.jdbi(stores),
                                new DeskParts(desks, intake.heldForwards(), viewLinks),
                                login,
                                clock)
                        .build(health, figures, daemonView(watcher, mailboxes, delivery, intakeWorker, duties), data)));
        web.start();
        web.tls()
                .ifPresent(tls -> parts.add(Worker.start("certificate", () -> {
                    tls.refresh();
                    return BETWEEN_CERTIFICATE_LOOKS;
                })));

        warnOfStrays(database, organisation.get());
        watcher.onChange(changed -> {
            mailboxes.refresh();
            duties.cluster().refresh();
            delivery.wakeAll();
            warnOfStrays(database, changed.organisation());
        });
        parts.add(watcher.start());
        log.atInfo()
                .addKeyValue("database", database.version())
                .addKeyValue("departments", organisation.get().departments().size())
                .addKeyValue("mailboxes", first.mailboxes().size())
                .addKeyValue("web", "http://" + first.machine().web().address() + ":" + web.port() + "/health")
                .log("Postroom runs");
        return web;
    }

    private static IntakeStores counted(IntakeStores stores, MailCounts counts) {
        return new IntakeStores(
                stores.desk(),
                new CountedSpool(stores.spool(), counts),
                stores.held(),
                stores.storms(),
                stores.floods());
    }

    private static void warnOfStrays(Database database, Organisation organisation) {
        Strays.sentences(database, organisation)
                .forEach(sentence ->
                        log.atWarn().addKeyValue("what", sentence).log("Tickets of a department that is not in conf"));
    }

    private static void beginAnew() {
        log.atError()
                .log(
                        "Postroom ends, to be started again: too many mails are being read without end, and nothing else stops that");
        Shutdown.abandon();
    }

    private static DaemonView daemonView(
            ConfWatcher watcher,
            MailboxSupervisor mailboxes,
            DeliveryWorkers delivery,
            Worker intakeWorker,
            Duties duties) {
        return new DaemonView(
                new MailboxLines(() -> watcher.current().mailboxes(), mailboxes::statuses, duties),
                new AccountLines(delivery::statuses),
                () -> duties.cluster().nodes().stream().map(Node::shown).toList(),
                intakeWorker::wake,
                watcher.current().machine().web().largestUpload());
    }

    private static Path dataDirectory(Path directory) throws IOException {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new IOException(
                    "Cannot use the data directory " + directory + " (" + e + "). Set data-directory in"
                            + " conf/postroom.properties to a folder that this user may write.",
                    e);
        }
    }

    /** The port that the web server listens on. */
    public int webPort() {
        return web.port();
    }

    /** The table of everything the web server serves. */
    public Routes routes() {
        return web.routes();
    }

    /** Stops: mails under way are finished or taken up again at the next start. */
    @Override
    public void close() {
        parts.close();
        log.atInfo().log("Postroom ended");
    }
}
