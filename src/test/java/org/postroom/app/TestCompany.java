package org.postroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.postroom.config.Conf;
import org.postroom.config.ConfSource;
import org.postroom.config.ConfWatcher;
import org.postroom.template.Templates;

/** A company's conf in a directory of the test: two departments with an agent each, open round the clock. */
final class TestCompany {
    static final String SUPPORT = "support@example.com";
    static final String SALES = "sales@example.com";
    static final String ANNA = "anna.berg@example.net";
    static final String DAVID = "david.ems@example.net";
    static final String PASSWORD = "swordfish";

    private final Path directory;
    private final Map<String, Map<String, String>> files = new LinkedHashMap<>();

    /** Writes it; departments have no mailbox yet, and mail leaves by this SMTP server, without a login. */
    TestCompany(Path directory, int smtpPort) {
        this.directory = directory;
        set("postroom", "data-directory", directory.resolve("data").toString());
        set(
                "postroom",
                "templates-directory",
                Path.of("templates").toAbsolutePath().toString());
        set("postroom", "web.port", "0");
        set("brands/acme", "name", "Acme");
        set("smtp/acme", "host", "127.0.0.1");
        set("smtp/acme", "port", String.valueOf(smtpPort));
        set("smtp/acme", "security", "none");
        set("smtp/acme", "address", "postroom@example.com");
        department("support", "Support", SUPPORT, "anna", ANNA);
        department("sales", "Sales", SALES, "david", DAVID);
    }

    private void department(String id, String name, String address, String agent, String agentAddress) {
        set("departments/" + id, "name", name);
        set("departments/" + id, "address", address);
        set("departments/" + id, "plus-addresses", "on");
        set("agents/" + agent, "name", "Agent " + agent);
        set("agents/" + agent, "addresses", agentAddress);
        set("agents/" + agent, "departments", id);
    }

    /** Gives a department a mailbox: user {@code support}, usual password; certificate or none. */
    TestCompany mailbox(String department, String protocol, int port, String security) {
        String file = "departments/" + department;
        set(file, "mailbox.protocol", protocol);
        set(file, "mailbox.host", "127.0.0.1");
        set(file, "mailbox.port", String.valueOf(port));
        set(file, "mailbox.security", security);
        set(file, "mailbox.user", department);
        set(file, "mailbox.password", PASSWORD);
        set(file, "mailbox.after-import", "delete");
        return set(file, "mailbox.import-interval", "1s");
    }

    /** Sets a key of a file such as {@code departments/support}; a daemon that runs takes it up. */
    TestCompany set(String file, String key, String value) {
        files.computeIfAbsent(file, name -> new LinkedHashMap<>()).put(key, value);
        write(file);
        return this;
    }

    /** Takes a key out again. */
    TestCompany unset(String file, String key) {
        Objects.requireNonNull(files.get(file)).remove(key);
        write(file);
        return this;
    }

    Path conf() {
        return directory.resolve("conf");
    }

    Path data() {
        return Path.of(Objects.requireNonNull(
                Objects.requireNonNull(files.get("postroom")).get("data-directory")));
    }

    /** The embedded database. */
    Ledger embeddedLedger() {
        return new Ledger("jdbc:sqlite:" + data().resolve("postroom.db"), "", "");
    }

    /** Starts the whole daemon on it, as {@code postroom run} does. */
    Daemon start() throws IOException {
        ConfWatcher watcher = new ConfWatcher(ConfSource.of(conf(), Map.of()));
        assertThat(watcher.load()).isInstanceOf(Conf.class);
        return Daemon.start(
                watcher, Templates.load(watcher.current().machine().templates().directory()), InstantSource.system());
    }

    /** What a running daemon says of itself. */
    static String health(Daemon daemon) {
        URI uri = URI.create("http://127.0.0.1:" + daemon.webPort() + "/health");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
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
