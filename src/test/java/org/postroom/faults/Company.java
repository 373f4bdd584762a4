package org.postroom.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.postroom.testing.MariaDbServer;

/**
 * A company's conf and data in a directory of the test: departments {@code support} and {@code sales} with an agent each, open
 * round the clock, without the limits that a real one has. Files are written at once, and a daemon that runs takes them up.
 */
public final class Company {
    /** The departments, which are also the users of their mailboxes. */
    public static final String SUPPORT = "support";

    public static final String SALES = "sales";
    /** Agents of support and of sales. */
    public static final String ANNA = "anna.berg@example.net";

    public static final String DAVID = "david.ems@example.net";
    /** Of every mailbox. */
    public static final String PASSWORD = "swordfish";

    private static final String MAIN = "postroom";
    private static final String ACCOUNT = "smtp/acme";

    private final Path directory;
    private final Map<String, Map<String, String>> files = new LinkedHashMap<>();
    private Sql sql;

    private Company(Path directory) {
        this.directory = directory;
        this.sql = new Sql("jdbc:sqlite:" + directory.resolve("data/postroom.db"), "", "");
    }

    /** One on the embedded database; its mail leaves by this SMTP server, without a login. Departments have no mailbox yet. */
    public static Company onSqlite(Path directory, int smtpPort) {
        Company company = new Company(directory);
        company.write(smtpPort);
        return company;
    }

    /** The same on a new database of this server. */
    public static Company onMariaDb(Path directory, int smtpPort, MariaDbServer server) {
        Company company = onSqlite(directory, smtpPort);
        String url = server.url(server.createSchema());
        company.sql = new Sql(url + "?sslMode=disable", server.user(), server.password());
        return company.database(url, server.user(), server.password());
    }

    /** Has the daemon reach its database in another way, such as through a proxy. */
    public Company database(String url, String user, String password) {
        return set(MAIN, "database.url", url).set(MAIN, "database.user", user).set(MAIN, "database.password", password);
    }

    private void write(int smtpPort) {
        set(MAIN, "data-directory", data().toString());
        set(MAIN, "templates-directory", Build.templates().toString());
        set(MAIN, "web.port", "0");
        set(MAIN, "auto-response.same-text", "10000");
        set(MAIN, "auto-response.per-domain-and-hour", "10000");
        set(MAIN, "auto-response.per-department-and-hour", "10000");
        set(MAIN, "auto-response.in-all-per-hour", "10000");
        set(MAIN, "notices.limit", "10000");
        set(MAIN, "outbound.retry.first", "1s");
        set(MAIN, "outbound.retry.longest", "2s");
        set("brands/acme", "name", "Acme");
        set(ACCOUNT, "host", "127.0.0.1");
        set(ACCOUNT, "port", String.valueOf(smtpPort));
        set(ACCOUNT, "security", "none");
        set(ACCOUNT, "address", "postroom@example.com");
        department(SUPPORT, "Support", "anna", ANNA);
        department(SALES, "Sales", "david", DAVID);
    }

    private void department(String id, String name, String agent, String agentAddress) {
        set("departments/" + id, "name", name);
        set("departments/" + id, "address", id + "@example.com");
        set("departments/" + id, "plus-addresses", "on");
        set("agents/" + agent, "name", "Agent " + agent);
        set("agents/" + agent, "addresses", agentAddress);
        set("agents/" + agent, "departments", id);
    }

    /** Gives a department a mailbox on this machine, not encrypted, looked into every second, emptied by the import. */
    public Company mailbox(String department, String protocol, int port) {
        String file = "departments/" + department;
        set(file, "mailbox.protocol", protocol);
        set(file, "mailbox.host", "127.0.0.1");
        set(file, "mailbox.port", String.valueOf(port));
        set(file, "mailbox.security", "none");
        set(file, "mailbox.user", department);
        set(file, "mailbox.password", PASSWORD);
        set(file, "mailbox.after-import", "delete");
        return set(file, "mailbox.import-interval", "1s");
    }

    /** Sets a key of a file such as {@code departments/support}. */
    public Company set(String file, String key, String value) {
        files.computeIfAbsent(file, name -> new LinkedHashMap<>()).put(key, value);
        write(file);
        return this;
    }

    /** What a key was set to. */
    public String get(String file, String key) {
        return Objects.requireNonNull(Objects.requireNonNull(files.get(file)).get(key));
    }

    /** Takes a key out again. */
    public Company unset(String file, String key) {
        Objects.requireNonNull(files.get(file)).remove(key);
        write(file);
        return this;
    }

    /** Where all of it lies. */
    public Path directory() {
        return directory;
    }

    /** The directory of conf. */
    public Path conf() {
        return directory.resolve("conf");
    }

    /** The daemon's data directory. */
    public Path data() {
        return directory.resolve("data");
    }

    /** Its database. */
    public Sql sql() {
        return sql;
    }

    private void write(String file) {
        Path path = conf().resolve(file + ".properties");
        String text = Objects.requireNonNull(files.get(file)).entrySet().stream()
                .map(entry -> entry.getKey() + " = " + entry.getValue() + "\n")
                .collect(Collectors.joining());
        try {
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            Path fresh = Files.writeString(directory.resolve("fresh"), text);
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
