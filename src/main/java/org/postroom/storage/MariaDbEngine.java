package org.postroom.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * MariaDB through two pools. Writing transactions are READ COMMITTED: each statement sees what is committed by then, which is
 * what conditional updates and unique keys decide by, and there are fewer locks between rows to collide on. Reading ones are
 * REPEATABLE READ, one snapshot from the first statement to the last, and cannot keep writers from their connections.
 */
final class MariaDbEngine implements Engine {
    private static final int MOST_CONNECTIONS = 8;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(60);
    private static final Duration IDLE = Duration.ofMinutes(2);
    private static final String SESSION =
            "sql_mode='STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION',innodb_lock_wait_timeout=5";

    /** A node that is stopped in the midst of a transaction shall not keep its locks from the others. */
    private static final String WRITING_SESSION = ",idle_transaction_timeout=20";

    /** Reads and writes wait for what other nodes of the cluster have committed before them. */
    private static final String GALERA_SESSION = ",wsrep_sync_wait=7";

    // https://mariadb.com/docs/server/reference/error-codes
    private static final Set<Integer> CONFLICTS = Set.of(
            1020, // record has changed since last read
            1205, // lock wait timeout
            1213, // deadlock; on Galera also at commit
            1290, // server is read-only, as during a switch to another
            1836);
    private static final Set<Integer> LOSSES = Set.of(
            1040, // too many connections
            1053, // server shutdown in progress
            1203, // user has too many connections
            1226, 1317, // interrupted
            1180, // commit failed; on Galera when its node leaves the cluster
            1927); // connection was killed
    /** Of the driver, which found another server in the middle of a transaction. */
    private static final String RECONNECTED = "25S03";

    private static final Set<Integer> FULL = Set.of(1021, 1026, 1114);
    private static final String NO_SPACE_LEFT = "\"No space left on device\"";

    private final String name;
    private final String version;
    private final HikariDataSource writers;
    private final HikariDataSource readers;
    private final Jdbis writing;
    private final Jdbis reading;
    private final MariaDbSessions sessions = new MariaDbSessions();

    private MariaDbEngine(String name, HikariDataSource writers, HikariDataSource readers, String version) {
        this.name = name;
        this.writers = writers;
        this.readers = readers;
        this.version = version;
        this.writing = new Jdbis(writers::getConnection);
        this.reading = new Jdbis(readers::getConnection);
    }

    static MariaDbEngine connect(DatabaseSettings settings) {
        MariaDbChecks.Server server = look(settings);
        String session = server.galera() ? SESSION + GALERA_SESSION : SESSION;
        return new MariaDbEngine(
                settings.shownUrl(),
                pool(writing(settings, session), settings),
                new HikariDataSource(reading(settings, session)),
                server.version());
    }

    private static MariaDbChecks.Server look(DatabaseSettings settings) {
        HikariConfig config = writing(settings, SESSION);
        config.setMaximumPoolSize(1);
        try (HikariDataSource first = pool(config, settings);
                Connection connection = first.getConnection()) {
            return MariaDbChecks.requireSafe(connection, settings.shownUrl());
        } catch (SQLException e) {
            throw MariaDbChecks.cannotConnect(settings, e);
        }
    }

    private static HikariDataSource pool(HikariConfig config, DatabaseSettings settings) {
        try {
            return new HikariDataSource(config);
        } catch (PoolInitializationException e) {
            throw MariaDbChecks.cannotConnect(settings, e);
        }
    }

    private static HikariConfig writing(DatabaseSettings settings, String session) {
        HikariConfig config = config(settings, "postroom-write", session + WRITING_SESSION);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return config;
    }

    private static HikariConfig reading(DatabaseSettings settings, String session) {
        HikariConfig config = config(settings, "postroom-read", session);
        config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        config.setConnectionInitSql("SET SESSION TRANSACTION READ ONLY");
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        return config;
    }

    private static HikariConfig config(DatabaseSettings settings, String poolName, String session) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(poolName);
        config.setJdbcUrl(settings.driverUrl());
        config.setUsername(settings.user());
        config.setPassword(settings.password().reveal());
        config.setAutoCommit(false);
        config.setMaximumPoolSize(MOST_CONNECTIONS);
        config.setMinimumIdle(1);
        config.setIdleTimeout(IDLE.toMillis());
        config.setConnectionTimeout(CONNECT.toMillis());
        config.addDataSourceProperty("sessionVariables", session);
        config.addDataSourceProperty("connectTimeout", Long.toString(CONNECT.toMillis()));
        config.addDataSourceProperty("socketTimeout", Long.toString(LONGEST_STATEMENT.toMillis()));
        config.addDataSourceProperty("tcpKeepAlive", "true");
        // Else a server that is not ours, or not ours any more, may ask for any file that the daemon can read
        config.addDataSourceProperty("allowLocalInfile", "false");
        // Twice to three times as many mails a second as with the text protocol
        config.addDataSourceProperty("useServerPrepStmts", "true");
        return config;
    }

    @Override
    public Dialect dialect() {
        return Dialect.MARIADB;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public Lease writer() throws SQLException {
        Handle handle = writing.open();
        try {
            return new MariaDbLease(writers, handle, sessions.of(handle.getConnection()));
        } catch (SQLException | RuntimeException e) {
            writers.evictConnection(handle.getConnection());
            handle.close();
            throw e;
        }
    }

    @Override
    public Lease reader() throws SQLException {
        return new MariaDbLease(readers, reading.open(), Optional.empty());
    }

    @Override
    public Failure meaningOf(SQLException e) {
        if (CONFLICTS.contains(e.getErrorCode()) || isWithoutConnection(e)) {
            return Failure.CONFLICT;
        }
        if (FULL.contains(e.getErrorCode()) || String.valueOf(e.getMessage()).contains(NO_SPACE_LEFT)) {
            return Failure.FULL;
        }
        String state = String.valueOf(e.getSQLState());
        boolean connectionState = state.startsWith("08") || state.equals(RECONNECTED);
        return connectionState || LOSSES.contains(e.getErrorCode()) ? Failure.LOST : Failure.FINAL;
    }

    /** The pool's, when others have had all its connections for long; where no server could be reached it has a state. */
    private static boolean isWithoutConnection(SQLException e) {
        return e instanceof SQLTransientConnectionException && e.getSQLState() == null;
    }

    @Override
    public void makeRoom() {
        // The server's business
    }

    @Override
    public void close() {
        readers.close();
        writers.close();
    }

    private record MariaDbLease(HikariDataSource pool, Handle handle, Optional<MariaDbSessions.Session> session)
            implements Lease {
        @Override
        public void begin() {
            // Implicit with the first statement: these connections do not commit by themselves
        }

        @Override
        public void commit() throws SQLException {
            handle.getConnection().commit();
        }

        @Override
        public void rollback() throws SQLException {
            handle.getConnection().rollback();
        }

        @Override
        public void discard() {
            pool.evictConnection(handle.getConnection());
        }

        @Override
        public boolean awaitServerSideEnd(Handle other) {
            return session.isEmpty() || session.get().awaitEnd(other);
        }

        @Override
        public void close() {
            handle.close();
        }
    }
}
