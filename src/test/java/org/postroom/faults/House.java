package org.postroom.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.postroom.testing.DovecotServer;

/** Several nodes of one company on one database, to be started, killed, frozen and thawed by their numbers. */
final class House implements AutoCloseable {
    /** The departments: more mailboxes than nodes. */
    static final List<String> DEPARTMENTS = List.of(Company.SUPPORT, Company.SALES, "billing", "parts");

    private static final String MAIN = "postroom";
    private static final String KEYS = "reply-token.keys";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Map<Integer, Company> companies = new TreeMap<>();
    private final Map<Integer, DaemonProcess> running = new TreeMap<>();
    private final Path directory;
    private final Sql sql;

    private House(Path directory, Sql sql) {
        this.directory = directory;
        this.sql = sql;
    }

    /** A node's own way to the database. */
    record Door(String url, String user, String password) {}

    /** As many nodes as doors; none runs yet. */
    static House of(Path directory, int smtpPort, DovecotServer dovecot, List<Door> doors) {
        Door first = doors.getFirst();
        House house = new House(directory, new Sql(first.url() + "?sslMode=disable", first.user(), first.password()));
        DEPARTMENTS.forEach(department -> dovecot.user(department, Company.PASSWORD));
        for (int number = 1; number <= doors.size(); number++) {
            Company company = Company.onSqlite(directory.resolve("node" + number), smtpPort);
            Door door = doors.get(number - 1);
            company.database(door.url(), door.user(), door.password());
            company.set(MAIN, "node.number", String.valueOf(number)).set(MAIN, "node.name", "node-" + number);
            more(company);
            company.mailbox(Company.SUPPORT, "imap", dovecot.imapPort());
            company.mailbox(Company.SALES, "pop3", dovecot.pop3Port());
            company.mailbox("billing", "imap", dovecot.imapPort());
            company.mailbox("parts", "pop3", dovecot.pop3Port());
            house.companies.put(number, company);
        }
        return house;
    }

    private static void more(Company company) {
        for (String id : DEPARTMENTS.subList(2, 4)) {
            company.set("departments/" + id, "name", "Our " + id);
            company.set("departments/" + id, "address", id + "@example.com");
            company.set("departments/" + id, "plus-addresses", "on");
        }
        company.set("agents/anna", "departments", Company.SUPPORT + ", billing");
        company.set("agents/david", "departments", Company.SALES + ", parts");
    }

    Sql sql() {
        return sql;
    }

    /** Starts all nodes, the first alone until it has made the tables. */
    void startAll() {
        start(1).awaitRunning();
        companies.keySet().forEach(number -> {
            if (number > 1) {
                start(number);
            }
        });
        running.values().forEach(DaemonProcess::awaitRunning);
    }

    /** Starts a node, with the keys that the first one made, and does not wait. */
    DaemonProcess start(int number) {
        Company company = Objects.requireNonNull(companies.get(number));
        Path keys = company.data().resolve(KEYS);
        if (!Files.exists(keys) && number > 1) {
            copy(Objects.requireNonNull(companies.get(1)).data().resolve(KEYS), keys);
        }
        DaemonProcess daemon = DaemonProcess.start(company);
        running.put(number, daemon);
        return daemon;
    }

    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(Objects.requireNonNull(to.getParent()));
            Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DaemonProcess node(int number) {
        return Objects.requireNonNull(running.get(number));
    }

    /** The node that has a department's mailbox; 0 when none has. */
    int holderOf(String department) {
        List<List<String>> rows = sql.rows("SELECT n.number FROM lease l JOIN node n ON n.incarnation = l.holder"
                + " WHERE l.name = 'mailbox " + department + "'");
        return rows.isEmpty() ? 0 : Integer.parseInt(rows.getFirst().getFirst());
    }

    /** The same, once some node has it: for a moment none has while the work is shared anew. */
    int awaitHolderOf(String department) {
        return Awaitility.await("a node to have the mailbox " + department)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptionsInstanceOf(IllegalStateException.class)
                .until(() -> holderOf(department), number -> number != 0);
    }

    /** How many mailboxes each node has. */
    Map<Integer, Long> shares() {
        Map<Integer, Long> shares = new TreeMap<>();
        DEPARTMENTS.forEach(department -> shares.merge(holderOf(department), 1L, Long::sum));
        return shares;
    }

    /** Waits until every mailbox is a living node's, and each of so many nodes has work. */
    void awaitShared(int nodes) {
        Awaitility.await("the mailboxes to be shared between " + nodes + " nodes")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> workers() == nodes && shares().keySet().stream().noneMatch(number -> number == 0));
    }

    private long workers() {
        return sql.number("SELECT COUNT(DISTINCT n.number) FROM lease l JOIN node n ON n.incarnation = l.holder");
    }

    /** Waits until some receipt of this mail is there. */
    void awaitHeld(String sha256) {
        Awaitility.await("somebody to fetch the mail")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsInstanceOf(IllegalStateException.class)
                .until(() -> sql.number("SELECT COUNT(*) FROM receipt WHERE sha256 = '" + sha256 + "'") > 0);
    }

    /** Where all of it lies. */
    Path directory() {
        return directory;
    }

    @Override
    public void close() {
        running.values().forEach(DaemonProcess::close);
    }
}
