package org.postroom.app.demo;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.postroom.agent.AgentId;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.SmtpAccountId;
import org.postroom.app.Daemon;
import org.postroom.config.Conf;
import org.postroom.config.ConfResult;
import org.postroom.config.ConfSource;
import org.postroom.config.ConfWatcher;
import org.postroom.config.Overrides;
import org.postroom.intake.FetchedMail;
import org.postroom.intake.Receipt;
import org.postroom.intake.ReceiptId;
import org.postroom.intake.Spool;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.Secret;
import org.postroom.outbound.Envelope;
import org.postroom.outbound.MailTransport;
import org.postroom.outbound.SmtpAccountSettings;
import org.postroom.outbound.smtp.SmtpSender;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.storage.RawStore;
import org.postroom.template.Templates;
import org.postroom.testing.FreePorts;
import org.postroom.ticket.Article;
import org.postroom.ticket.ArticleStore;
import org.postroom.ticket.HistoryLine;
import org.postroom.ticket.HistoryStore;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketStore;
import org.postroom.web.login.LogInWay;
import org.postroom.web.login.LoginStores;
import org.postroom.web.login.PasswordHasher;
import org.postroom.web.login.Passwords;
import org.postroom.web.login.Session;
import org.postroom.web.login.SessionId;

/**
 * The whole daemon on the shipped conf or another, with a mail server within the process, for tests: people send letters, agents get
 * sessions without typing, and the database can be looked at from beside.
 */
public final class Office implements AutoCloseable {
    public static final String SUPPORT = "support@example.com";
    public static final String SALES = "vertrieb@example.org";
    public static final String TECHNICAL = "technical@example.com";
    public static final String BILLING = "billing@example.com";
    /** A password good enough for an agent. */
    public static final String PASSWORD = "correct horse battery staple";

    private static final Instant MONDAY_MORNING = Instant.parse("2026-11-16T08:12:00Z");
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final int MOST_TICKETS = 1000;

    private final Path data;
    private final DemoMailServer server;
    private final ConfSource source;
    private final Conf conf;
    private final StoppedClock clock = new StoppedClock(MONDAY_MORNING);
    private final Database database;
    private final Ids ids;
    private final DemoPost post;
    private Daemon daemon;
    private int written;

    private Office(Path data, DemoMailServer server, ConfSource source, Conf conf) throws IOException {
        this.data = data;
        this.server = server;
        this.source = source;
        this.conf = conf;
        this.daemon = daemon(source, clock);
        this.database = Database.openBesideDaemon(conf.machine().database());
        this.ids = new Ids(clock, Ids.MAX_NODE);
        this.post = new DemoPost(server, clock);
    }

    /** Opens it, with nothing in it yet. */
    public static Office open() {
        return open(Map.of());
    }

    /** Opens it with other values for keys of {@code conf/postroom.properties}. */
    public static Office open(Map<String, String> machine) {
        return openWith(Map.of("postroom", machine));
    }

    /**
     * Opens it with other values for keys of files such as {@code departments/support}. Answers of the page leave at once,
     * unless these say otherwise.
     */
    public static Office openWith(Map<String, Map<String, String>> others) {
        return on(Path.of("conf"), DemoPeople.people(), others);
    }

    /**
     * The daemon on another conf, which names whatever mail server it likes.
     *
     * @param people who get mail and are neither departments nor agents
     * @param others values for keys of its files
     */
    public static Office on(Path folder, List<EmailAddress> people, Map<String, Map<String, String>> others) {
        try {
            Conf written = DemoConf.shipped(folder);
            Path data = Files.createTempDirectory("postroom-office");
            List<EmailAddress> mailboxes = new ArrayList<>(people);
            written.organisation().departments().forEach(department -> mailboxes.add(department.address()));
            written.organisation()
                    .agents()
                    .forEach(agent -> mailboxes.add(agent.addresses().getFirst()));
            written.smtpAccounts()
                    .values()
                    .forEach(account -> mailboxes.add(account.identity().address()));
            DemoMailServer server =
                    DemoMailServer.start(mailboxes.stream().distinct().toList());
            ConfSource source = onFixedPort(DemoConf.playing(folder, written, server, data), atOnce(written, others));
            return new Office(data, server, source, loaded(new ConfWatcher(source).load()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Map<String, String>> atOnce(Conf shipped, Map<String, Map<String, String>> others) {
        Map<String, Map<String, String>> all = new HashMap<>(others);
        shipped.organisation().departments().forEach(department -> {
            Map<String, String> values = new HashMap<>(Map.of("answers.undo", "0s"));
            String file = "departments/" + department.id();
            values.putAll(others.getOrDefault(file, Map.of()));
            all.put(file, values);
        });
        return all;
    }

    private static ConfSource onFixedPort(ConfSource source, Map<String, Map<String, String>> others) {
        int port = FreePorts.find(1).getFirst();
        Map<String, Map<String, String>> files =
                new HashMap<>(source.overrides().byFile());
        String address = "http://" + DemoMailServer.HOST + ":" + port + "/";
        merge(files, "postroom", Map.of("web.port", String.valueOf(port), "public-url", address));
        others.forEach((file, keys) -> merge(files, file, keys));
        return new ConfSource(source.directory(), source.environment(), new Overrides(files));
    }

    private static void merge(Map<String, Map<String, String>> files, String file, Map<String, String> keys) {
        Map<String, String> all = new HashMap<>(files.getOrDefault(file, Map.of()));
        all.putAll(keys);
        files.put(file, all);
    }

    private static Conf loaded(ConfResult result) {
        if (result instanceof Conf conf) {
            return conf;
        }
        throw new IllegalStateException("The office's conf has mistakes:\n" + result);
    }

    private static Daemon daemon(ConfSource source, InstantSource clock) throws IOException {
        ConfWatcher watcher = new ConfWatcher(source);
        Conf conf = loaded(watcher.load());
        return Daemon.start(watcher, Templates.load(conf.machine().templates().directory()), clock);
    }

    /** Ends the daemon and starts it again on the same data. */
    public void restart() {
        daemon.close();
        try {
            daemon = daemon(source, clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where its page is. */
    public URI address() {
        return URI.create("http://" + DemoMailServer.HOST + ":" + daemon.webPort() + "/");
    }

    /** A page of it, by its path with query. */
    public URI page(String path) {
        return address().resolve(path);
    }

    public Conf conf() {
        return conf;
    }

    public StoppedClock clock() {
        return clock;
    }

    /** The daemon's database, from beside it. */
    public Database database() {
        return database;
    }

    public Daemon daemon() {
        return daemon;
    }

    // --- mail ---

    /** Sends a letter by SMTP, and returns its Message-ID, in angle brackets. */
    public String send(Letter letter) {
        String id = "letter." + ++written + "." + clock.millis() + "@"
                + letter.from().address().replaceFirst(".*@", "");
        EmailAddress from = EmailAddress.of(letter.from().address());
        switch (new SmtpSender().open(account(from))) {
            case MailTransport.Opening.Unavailable(var fault) -> throw new IllegalStateException(fault.sentence());
            case MailTransport.Opening.Open(MailTransport.Connection connection) -> {
                try (connection) {
                    connection.send(
                            new Envelope(Optional.of(from), List.of(EmailAddress.of(letter.mailbox()))),
                            letter.bytes(id, clock.instant()));
                }
            }
        }
        return "<" + id + ">";
    }

    private SmtpAccountSettings account(EmailAddress from) {
        return new SmtpAccountSettings(
                new SmtpAccountId("letters"),
                new SmtpAccountSettings.Server(
                        DemoMailServer.HOST,
                        server.smtpPort(),
                        SmtpAccountSettings.Security.NONE,
                        Optional.empty(),
                        Optional.empty()),
                Optional.empty(),
                SmtpAccountSettings.Identity.of(from, ""),
                SmtpAccountSettings.Limits.DEFAULT,
                SmtpAccountSettings.Timeouts.DEFAULT);
    }

    /** Sends a letter, and waits until the ticket it opens is there. */
    public Ticket opened(Letter letter) {
        List<Ticket> before = tickets();
        send(letter);
        return awaited(
                "a ticket of its own",
                () -> tickets().stream()
                        .filter(ticket ->
                                before.stream().noneMatch(old -> old.id().equals(ticket.id())))
                        .findFirst());
    }

    /** Has a department get a letter that ended the daemon three times while it was read. */
    public void poison(String department, Letter letter) {
        daemon.close();
        Spool spool = Spool.jdbi(ids, RawStore.jdbi(ids));
        Receipt.Origin origin = new Receipt.Origin("imap://story", 1, "1", new DepartmentId(department));
        FetchedMail mail =
                FetchedMail.whole(origin, letter.bytes("poison@example.org", clock.instant()), clock.instant());
        database.change(transaction -> {
            List<ReceiptId> held = spool.accept(transaction, List.of(mail)).stream()
                    .map(Receipt::id)
                    .toList();
            for (int strike = 0; strike < 3; strike++) {
                spool.begin(
                        transaction,
                        held.stream()
                                .map(id -> spool.find(transaction, id).orElseThrow())
                                .toList());
            }
        });
        restart();
    }

    /** A mail somebody got: its subject, text and bytes. */
    public record Got(String messageId, String subject, String text, String bytes, String answerTo) {}

    /** All mails in somebody's inbox, oldest first. */
    public List<Got> inbox(String address) {
        NamedAddress who = new NamedAddress("", EmailAddress.of(address));
        return post.inbox(who).stream().map(Office::got).toList();
    }

    private static Got got(DemoPost.Delivered mail) {
        return new Got(
                "<" + mail.id().value() + ">",
                mail.mail().subject(),
                mail.mail().content().text(),
                mail.raw().latin1(),
                mail.answerTo().value());
    }

    /** The first mail in somebody's inbox that is as expected, once it is there. */
    public Got mail(String address, Predicate<Got> expected) {
        return awaited(
                "a mail to " + address,
                () -> inbox(address).stream().filter(expected).findFirst());
    }

    // --- tickets ---

    /** All tickets, the latest first. */
    public List<Ticket> tickets() {
        return database.read(transaction -> TicketStore.jdbi(ids).latest(transaction, MOST_TICKETS));
    }

    /** The ticket as it is now. */
    public Ticket again(Ticket ticket) {
        return database.read(transaction -> TicketStore.jdbi(ids).find(transaction, ticket.id()))
                .orElseThrow();
    }

    /** What a ticket's history tells, the earliest first. */
    public List<HistoryLine> history(Ticket ticket) {
        return database.read(transaction -> HistoryStore.jdbi(ids).history(transaction, ticket.id()));
    }

    /** What was written on a ticket. */
    public List<Article> articles(Ticket ticket) {
        return database.read(transaction -> ArticleStore.jdbi(ids).articles(transaction, ticket.id()));
    }

    /** Waits until something is there. */
    public static <T> T awaited(String what, java.util.function.Supplier<Optional<T>> look) {
        return await(what)
                .atMost(LONGEST_WAIT)
                .pollInterval(Duration.ofMillis(20))
                .until(look::get, Optional::isPresent)
                .orElseThrow();
    }

    // --- agents ---

    /** The cookie of a new session of an agent: {@code name=value}. */
    public String session(String agent) {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        SessionId id = SessionId.parse(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))
                .orElseThrow();
        Instant now = clock.instant();
        Session session = new Session(id, new AgentId(agent), LogInWay.PASSWORD, now, now);
        database.change(transaction -> logins().sessions().begin(transaction, session));
        return "postroom=" + id.reveal();
    }

    /** Gives an agent {@link #PASSWORD}. */
    public void givePassword(String agent) {
        Passwords.of(logins(), PasswordHasher.argon2id(), clock).set(new AgentId(agent), Secret.of(PASSWORD));
    }

    private LoginStores logins() {
        return LoginStores.jdbi(database, ids);
    }

    @Override
    public void close() {
        database.close();
        daemon.close();
        server.close();
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
