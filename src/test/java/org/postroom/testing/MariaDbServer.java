package org.postroom.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.postroom.mail.Secret;
import org.postroom.storage.DatabaseSettings;

/** A MariaDB server of {@link MariaDbPrograms}, in a directory of its own, on a free loopback port. */
public final class MariaDbServer implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final String USER = "postroom";
    private static final String PASSWORD = "not-a-secret";
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private final Path directory;
    private final Map<String, String> environment;
    private final int port;
    private final List<String> options;
    private Process process;

    private MariaDbServer(Path directory, Map<String, String> environment, int port, List<String> options)
            throws IOException {
        this.directory = directory;
        this.environment = environment;
        this.port = port;
        this.options = options;
        this.process = launch();
    }

    /** Whether there are programs to run: this machine's, or those on the class path. */
    public static boolean installed() {
        return MariaDbPrograms.find().isPresent();
    }

    /** Starts a server for the caller alone, with more of the server's options, such as {@code --sync-binlog=1}. */
    public static MariaDbServer start(String... options) {
        try {
            return startIn(Files.createTempDirectory("postroom-mariadb"), Map.of(), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #start}, with its files in this directory, and with more environment variables. */
    public static MariaDbServer startIn(Path directory, Map<String, String> environment, String... options) {
        try {
            Files.createDirectories(directory);
            install(directory);
            MariaDbServer server =
                    new MariaDbServer(directory, environment, FreePorts.find(1).getFirst(), List.of(options));
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            server.awaitReady();
            return server;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("MariaDB does not start", e);
        }
    }

    private static void install(Path directory) throws IOException, InterruptedException {
        List<String> command = command(programs().install(), directory);
        command.addAll(
                List.of("--auth-root-authentication-method=normal", "--skip-test-db", "--innodb-log-file-size=16M"));
        Process install = builder(command, directory)
                .redirectOutput(directory.resolve("install.log").toFile())
                .start();
        if (!install.waitFor(LONGEST_START.toSeconds(), TimeUnit.SECONDS) || install.exitValue() != 0) {
            throw new IOException(Files.readString(directory.resolve("install.log")));
        }
    }

    private static MariaDbPrograms programs() {
        return MariaDbPrograms.find().orElseThrow();
    }

    private static List<String> command(List<String> program, Path directory) {
        List<String> command = new ArrayList<>(program);
        command.add("--datadir=" + directory.resolve("data"));
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--user=root");
        }
        return command;
    }

    /** With a temporary directory of its own: at its start a server deletes tables there that may be another's. */
    private static ProcessBuilder builder(List<String> command, Path directory) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("TMPDIR", directory.toString());
        return builder;
    }

    private Process launch() throws IOException {
        List<String> command = command(programs().server(), directory);
        command.addAll(List.of(
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + directory.resolve("socket"),
                "--pid-file=" + directory.resolve("pid"),
                "--skip-name-resolve",
                "--innodb-buffer-pool-size=64M",
                "--innodb-log-file-size=16M"));
        command.addAll(options);
        ProcessBuilder builder = builder(command, directory)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("server.log").toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private void awaitReady() {
        Awaitility.await("MariaDB on port " + port)
                .atMost(LONGEST_START)
                .pollInterval(Duration.ofMillis(50))
                .until(this::answers);
    }

    private boolean answers() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException(Files.readString(directory.resolve("server.log")));
        }
        try (Connection connection = connectAsAdministrator("mysql")) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /** The loopback port it listens on. */
    public int port() {
        return port;
    }

    /** Its process. */
    public long pid() {
        return process.pid();
    }

    /** Kills the server as {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Starts it again, on the same port and data, and waits until it answers. */
    public void restart() throws IOException {
        process = launch();
        awaitReady();
    }

    /** Makes an empty database and returns its name. */
    public String createSchema() {
        String schema = "postroom_" + SCHEMAS.incrementAndGet();
        execute("CREATE DATABASE " + schema + " CHARACTER SET utf8mb4");
        execute("GRANT ALL ON " + schema + ".* TO " + USER + "@'127.0.0.1' IDENTIFIED BY '" + PASSWORD + "'");
        return schema;
    }

    /** Where a database of this server is. */
    public String url(String schema) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + schema;
    }

    /** The user an operator would make for a database: owner of it, and nothing else. */
    public String user() {
        return USER;
    }

    /** That user's password. */
    public String password() {
        return PASSWORD;
    }

    /** How to reach a database of this server as that user. */
    public DatabaseSettings settings(String schema) {
        return new DatabaseSettings(url(schema), USER, Secret.of(PASSWORD));
    }

    /** Runs a statement as the server's administrator. */
    public void execute(String sql) {
        try (Connection connection = connectAsAdministrator("mysql");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** A connection to a database of this server as its administrator. */
    public Connection connectAsAdministrator(String schema) throws SQLException {
        return DriverManager.getConnection(url(schema) + "?sslMode=disable", "root", "");
    }

    @Override
    public void close() {
        try {
            kill();
            remove(directory);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
