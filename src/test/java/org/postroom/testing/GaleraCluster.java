package org.postroom.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A Galera cluster of this machine's MariaDB on loopback. The first server founds it; the others get their data from it, and
 * get them anew after they were killed. The first one is not to be killed: started again, it would found another cluster.
 */
public final class GaleraCluster implements AutoCloseable {
    private static final Path PROVIDER = Path.of("/usr/lib/galera/libgalera_smm.so");
    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final String SCHEMA = "postroom";
    private static final String USER = "postroom";
    private static final String PASSWORD = "swordfish";
    /** As root, rsync's receiving end gives up its rights, and so must the server that it works for. */
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private final Path directory;
    private final List<Server> servers = new ArrayList<>();

    private GaleraCluster(Path directory) {
        this.directory = directory;
    }

    /** A server and its ports: of its clients, of its group, of whole and of partial copies. */
    private static final class Server {
        private final Path home;
        private final List<Integer> ports;
        private Process process;

        private Server(Path home, List<Integer> ports, Process process) {
            this.home = home;
            this.ports = ports;
            this.process = process;
        }
    }

    /** Whether this machine has what it takes. */
    public static boolean installed() {
        return Files.exists(PROVIDER)
                && Stream.of("mariadbd", "mariadb-install-db", "rsync")
                        .allMatch(program -> InstalledPrograms.find(program).isPresent());
    }

    /** Starts a cluster of so many servers, with an empty database in it. */
    public static GaleraCluster start(int size) {
        try {
            GaleraCluster cluster = new GaleraCluster(Files.createTempDirectory("postroom-galera"));
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(cluster::close));
            cluster.found(size);
            return cluster;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("Galera does not start", e);
        }
    }

    private void found(int size) throws IOException, InterruptedException {
        List<Integer> ports = FreePorts.find(4 * size);
        List<List<Integer>> each = IntStream.range(0, size)
                .mapToObj(i -> ports.subList(4 * i, 4 * i + 4))
                .toList();
        String all = each.stream().map(its -> "127.0.0.1:" + its.get(1)).collect(Collectors.joining(","));
        if (ROOT) {
            Commands.run(List.of("chmod", "755", directory.toString()));
        }
        for (int i = 0; i < size; i++) {
            Path home = Files.createDirectories(directory.resolve("server" + i));
            Files.writeString(home.resolve("cluster"), i == 0 ? "" : all);
            install(home);
            servers.add(new Server(home, each.get(i), launch(home, each.get(i))));
            awaitSynced(i);
        }
        execute(0, "CREATE DATABASE " + SCHEMA + " CHARACTER SET utf8mb4");
        execute(0, "GRANT ALL ON " + SCHEMA + ".* TO " + USER + "@'127.0.0.1' IDENTIFIED BY '" + PASSWORD + "'");
    }

    private static void install(Path home) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "mariadb-install-db",
                "--no-defaults",
                "--datadir=" + home.resolve("data"),
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                "--innodb-log-file-size=16M"));
        if (ROOT) {
            Commands.run(List.of("chown", "nobody", home.toString()));
            command.add("--user=nobody");
        }
        Process install = builder(command, home)
                .redirectOutput(home.resolve("install.log").toFile())
                .start();
        if (!install.waitFor(LONGEST_START.toSeconds(), TimeUnit.SECONDS) || install.exitValue() != 0) {
            throw new IOException(Files.readString(home.resolve("install.log")));
        }
    }

    /** With a temporary directory of its own: at its start a server deletes tables there that may be another's. */
    private static ProcessBuilder builder(List<String> command, Path home) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("TMPDIR", home.toString());
        return builder;
    }

    private static Process launch(Path home, List<Integer> ports) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "mariadbd",
                "--no-defaults",
                "--datadir=" + home.resolve("data"),
                "--bind-address=127.0.0.1",
                "--port=" + ports.get(0),
                "--socket=" + home.resolve("socket"),
                "--pid-file=" + home.resolve("pid"),
                "--skip-name-resolve",
                "--innodb-buffer-pool-size=64M",
                "--innodb-log-file-size=16M",
                "--innodb-flush-log-at-trx-commit=2",
                "--innodb-autoinc-lock-mode=2",
                "--binlog-format=ROW",
                "--wsrep-on=ON",
                "--wsrep-provider=" + PROVIDER,
                "--wsrep-cluster-name=postroom-test",
                "--wsrep-cluster-address=gcomm://" + Files.readString(home.resolve("cluster")),
                "--wsrep-node-address=127.0.0.1:" + ports.get(1),
                "--wsrep-sst-method=rsync",
                "--wsrep-sst-receive-address=127.0.0.1:" + ports.get(2),
                "--wsrep-provider-options=base_host=127.0.0.1;base_port=" + ports.get(1)
                        + ";gmcast.listen_addr=tcp://127.0.0.1:" + ports.get(1) + ";ist.recv_addr=127.0.0.1:"
                        + ports.get(3) + ";gcache.size=32M"));
        if (ROOT) {
            command.add("--user=nobody");
        }
        return builder(command, home)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve("server.log").toFile()))
                .start();
    }

    private void awaitSynced(int server) {
        Awaitility.await("Galera server " + server)
                .atMost(LONGEST_START)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    if (!servers.get(server).process.isAlive()) {
                        throw new IllegalStateException(
                                Files.readString(servers.get(server).home.resolve("server.log")));
                    }
                    return "Synced".equals(status(server, "wsrep_local_state_comment"));
                });
    }

    /** A status of a server, such as {@code wsrep_cluster_size}; empty while it does not answer. */
    public String status(int server, String name) {
        try (Connection connection = administrator(server);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW STATUS LIKE '" + name + "'")) {
            return row.next() ? row.getString(2) : "";
        } catch (SQLException e) {
            return "";
        }
    }

    /** Runs a statement at a server as its administrator. */
    public void execute(int server, String sql) {
        try (Connection connection = administrator(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private Connection administrator(int server) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mariadb://127.0.0.1:" + servers.get(server).ports.getFirst() + "/?sslMode=disable", "root", "");
    }

    /** The database by its servers in this order: the first that answers is taken. */
    public String url(int... order) {
        return IntStream.of(order)
                .mapToObj(server -> "127.0.0.1:" + servers.get(server).ports.getFirst())
                .collect(Collectors.joining(",", "jdbc:mariadb:sequential://", "/" + SCHEMA));
    }

    /** The user of the database. */
    public String user() {
        return USER;
    }

    /** That user's password. */
    public String password() {
        return PASSWORD;
    }

    /** Kills a server, not the first, as {@code kill -9} does. */
    public void kill(int server) throws InterruptedException {
        servers.get(server).process.destroyForcibly().waitFor();
    }

    /** Starts a killed server again and waits until it has caught up. */
    public void restart(int server) throws IOException {
        Server again = servers.get(server);
        again.process = launch(again.home, again.ports);
        awaitSynced(server);
    }

    @Override
    public void close() {
        try {
            for (Server server : servers) {
                server.process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Leftovers.remove(directory);
    }
}
