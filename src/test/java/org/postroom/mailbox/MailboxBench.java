package org.postroom.mailbox;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.postroom.agent.DepartmentId;
import org.postroom.cluster.Cluster;
import org.postroom.intake.LedgerStore;
import org.postroom.intake.Receipt;
import org.postroom.intake.Sighting;
import org.postroom.intake.SightingStore;
import org.postroom.intake.Spool;
import org.postroom.mail.Bytes;
import org.postroom.mail.Scratch;
import org.postroom.mail.Secret;
import org.postroom.mailbox.MailboxSettings.AfterImport;
import org.postroom.mailbox.MailboxSettings.Login;
import org.postroom.mailbox.MailboxSettings.Protocol;
import org.postroom.mailbox.MailboxSettings.Rhythm;
import org.postroom.mailbox.MailboxSettings.Security;
import org.postroom.mailbox.MailboxSettings.Server;
import org.postroom.mailbox.MailboxSettings.Timeouts;
import org.postroom.mailbox.imap.ImapConnector;
import org.postroom.mailbox.pop.PopConnector;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.storage.RawStore;
import org.postroom.storage.StorageException;
import org.postroom.storage.TestDatabases;

/** A supervisor with everything below it, on a SQLite database. */
final class MailboxBench implements AutoCloseable {
    static final DepartmentId SUPPORT = new DepartmentId("support");
    static final String USER = "support";
    static final String PASSWORD = "swordfish";
    static final Timeouts SHORT = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(20));
    static final Rhythm OFTEN = new Rhythm(Duration.ofMillis(50), false, SHORT);

    private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

    private final Database database;
    private final Spool spool;
    private final Map<DepartmentId, MailboxSettings> settings = new ConcurrentHashMap<>();
    private final AtomicInteger wakes = new AtomicInteger();
    private final AtomicBoolean diskFull = new AtomicBoolean();
    private final AtomicBoolean mistaken = new AtomicBoolean();
    private final Map<Protocol, MailboxConnector> connectors;
    private final Importer importer;
    private final SightingStore sightings;
    private final MailboxSupervisor supervisor;

    MailboxBench(Path directory) {
        this(directory, FetchLimits.USUAL);
    }

    MailboxBench(Path directory, FetchLimits limits) {
        this(directory, limits, Cluster.alone(1));
    }

    /** As one node of several. */
    MailboxBench(Path directory, FetchLimits limits, Cluster cluster) {
        this(TestDatabases.sqlite(directory), spool(), limits, InstantSource.system(), cluster);
    }

    /** Brings mails into a spool that others work on. */
    MailboxBench(Database database, Spool spool, FetchLimits limits, InstantSource clock) {
        this(database, spool, limits, clock, Cluster.alone(1));
    }

    private MailboxBench(Database database, Spool spool, FetchLimits limits, InstantSource clock, Cluster cluster) {
        this.database = database;
        this.spool = spool;
        Trust trust = new Trust();
        connectors = Map.of(
                Protocol.IMAP,
                new ImapConnector(trust, Scratch.none()),
                Protocol.POP3,
                new PopConnector(trust, Scratch.none()));
        sightings = SightingStore.jdbi(new Ids(clock, 1));
        importer = new Importer(database, cluster, refusable(spool), sightings, wakes::incrementAndGet, limits, clock);
        supervisor = new MailboxSupervisor(() -> settings, connectors, importer);
    }

    private static Spool spool() {
        Ids ids = new Ids(InstantSource.system(), 1);
        return Spool.jdbi(ids, RawStore.jdbi(ids));
    }

    /** From now on the database takes no mails, as when its disk is full; or takes them again. */
    void refuseMails(boolean refuse) {
        diskFull.set(refuse);
    }

    /** From now on a mistake of ours keeps mails from being taken in. */
    void mistake() {
        mistaken.set(true);
    }

    private Spool refusable(Spool real) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (mistaken.get() && method.getName().equals("accept")) {
                throw new IllegalStateException("A mistake of ours");
            }
            if (diskFull.get() && method.getName().equals("accept")) {
                throw new StorageException("The disk is full");
            }
            return method.invoke(real, arguments);
        };
        return (Spool) Proxy.newProxyInstance(Spool.class.getClassLoader(), new Class<?>[] {Spool.class}, handler);
    }

    /** Opens a mailbox once, as the check of a configuration does. */
    MailboxSession open(MailboxSettings mailbox) throws MailboxException {
        return Objects.requireNonNull(connectors.get(mailbox.protocol())).open(mailbox);
    }

    /** Looks through a mailbox once, until nothing more is waiting. */
    ImportRun importOnce(MailboxSettings mailbox) throws MailboxException {
        return importOnce(mailbox, new Suspects());
    }

    /** The import from an open session, not begun. */
    ImportRun run(MailboxSession session, MailboxSettings mailbox) {
        return new ImportRun(SUPPORT, mailbox, session, importer, new Suspects());
    }

    ImportRun importOnce(MailboxSettings mailbox, Suspects suspects) throws MailboxException {
        try (MailboxSession session = open(mailbox)) {
            ImportRun run = new ImportRun(SUPPORT, mailbox, session, importer, suspects);
            boolean more = run.round();
            while (more && !session.isOver()) {
                more = run.round();
            }
            return more ? importOnce(mailbox, suspects) : run;
        }
    }

    void watch(MailboxSettings mailbox) {
        watch(SUPPORT, mailbox);
    }

    void watch(DepartmentId department, MailboxSettings mailbox) {
        settings.put(department, mailbox);
        supervisor.refresh();
    }

    void unwatch(DepartmentId department) {
        settings.remove(department);
        supervisor.refresh();
    }

    /** A watch whose rounds the test does itself. */
    MailboxWatch watchByHand(MailboxSettings mailbox) {
        MailboxConnector connector = Objects.requireNonNull(connectors.get(mailbox.protocol()));
        StatusBoard board = new StatusBoard(SUPPORT, mailbox, InstantSource.system());
        return new MailboxWatch(SUPPORT, mailbox, connector, importer, board);
    }

    MailboxStatus status() {
        return status(SUPPORT);
    }

    MailboxStatus status(DepartmentId department) {
        return supervisor.statuses().stream()
                .filter(status -> status.department().equals(department))
                .findFirst()
                .orElseThrow();
    }

    MailboxSupervisor supervisor() {
        return supervisor;
    }

    int wakes() {
        return wakes.get();
    }

    /** Compares a mailbox with the ledger. */
    Reconciled reconcile(MailboxSettings settings) {
        try {
            return new Reconciler(
                            connectors,
                            database,
                            LedgerStore.jdbi(),
                            sightings,
                            InstantSource.system(),
                            Duration.ofMillis(50))
                    .look(SUPPORT, settings);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Database database() {
        return database;
    }

    /** What servers listed and did not give. */
    List<Sighting> sightings(String mailbox) {
        return database.read(transaction -> sightings.of(transaction, mailbox));
    }

    /** What waits to be processed: one receipt for each mail that is not a copy. */
    List<Receipt> pending() {
        return database.read(transaction -> spool.due(transaction, END_OF_TIME, 1_000_000));
    }

    List<Bytes> pendingMails() {
        return database.read(transaction -> spool.due(transaction, END_OF_TIME, 1_000_000).stream()
                .map(receipt -> spool.raw(transaction, receipt))
                .toList());
    }

    /** Receipts of messages that are believed to be still on the server. */
    List<Receipt> onServer(MailboxSettings mailbox, long uidValidity) {
        return database.read(transaction -> spool.toRemove(transaction, mailbox.key(), uidValidity, 1_000_000));
    }

    /** How many receipts there are, those of copies too. */
    int receipts() {
        return count("SELECT COUNT(*) FROM receipt");
    }

    /** How many messages are believed to be still on their servers. */
    int receiptsOnServer() {
        return count("SELECT COUNT(*) FROM receipt WHERE removed_at IS NULL");
    }

    private int count(String sql) {
        return database.read(transaction ->
                transaction.handle().createQuery(sql).mapTo(Integer.class).one());
    }

    @Override
    public void close() {
        supervisor.close();
        database.close();
    }

    static MailboxSettings plain(Protocol protocol, int port, AfterImport afterImport) {
        return settings(protocol, new Server("127.0.0.1", port, Security.NONE, Optional.empty()), afterImport, OFTEN);
    }

    static MailboxSettings settings(Protocol protocol, Server server, AfterImport afterImport, Rhythm rhythm) {
        return new MailboxSettings(
                protocol, server, new Login(USER, Secret.of(PASSWORD)), MailboxSettings.INBOX, afterImport, rhythm);
    }
}
