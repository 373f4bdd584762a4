package org.postroom.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.JDBC;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * SQLite in this process: one connection that writes, handed round by a fair queue, and a few that read beside it from their
 * snapshots (WAL). A connection pool would add threads and time-outs for connections that cannot fail or go stale.
 */
final class SqliteEngine implements Engine {
    private static final Logger log = LoggerFactory.getLogger(SqliteEngine.class);

    private static final int READERS = 4;
    // No memory-mapped reading: an I/O error would then kill the process instead of being reported
    private static final List<String> WRITER_SET_UP = List.of(
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            "PRAGMA foreign_keys = ON",
            "PRAGMA mmap_size = 0",
            "PRAGMA temp_store = MEMORY",
            "PRAGMA trusted_schema = OFF",
            "PRAGMA cache_size = -8192",
            "PRAGMA wal_autocheckpoint = 2000",
            "PRAGMA journal_size_limit = 67108864");
    private static final List<String> READER_SET_UP = List.of(
            "PRAGMA query_only = ON",
            "PRAGMA mmap_size = 0",
            "PRAGMA temp_store = MEMORY",
            "PRAGMA trusted_schema = OFF",
            "PRAGMA cache_size = -2048");

    // SQLite's result codes, https://sqlite.org/rescode.html
    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int IO_ERROR = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int NOT_A_DATABASE = 26;
    // What a full disk looks like when it is the index of the write-ahead log that cannot grow
    private static final Set<SQLiteErrorCode> NO_SPACE_FOR_SHARED_MEMORY =
            EnumSet.of(SQLiteErrorCode.SQLITE_IOERR_SHMSIZE, SQLiteErrorCode.SQLITE_IOERR_SHMMAP);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

    private final Path file;
    private final Optional<DirectoryLock> directoryLock;
    private final Connections writer;
    private final Connections readers;

    private SqliteEngine(Path file, Optional<DirectoryLock> directoryLock) {
        this.file = file;
        this.directoryLock = directoryLock;
        this.writer = new Connections(1, "BEGIN IMMEDIATE", new Jdbis(() -> connect(file, WRITER_SET_UP)));
        this.readers = new Connections(READERS, "BEGIN", new Jdbis(() -> connect(file, READER_SET_UP)));
    }

    /** For the daemon: creates the file where there is none, and keeps other daemons out of its directory. */
    static SqliteEngine owning(Path file) {
        Path directory = Optional.ofNullable(file.getParent()).orElse(file);
        DirectoryLock lock = DirectoryLock.take(directory);
        try {
            createForOwnerOnly(file);
            return new SqliteEngine(file, Optional.of(lock));
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** For commands beside the daemon. */
    static SqliteEngine beside(Path file) {
        if (!Files.exists(file) && !Files.notExists(file)) {
            throw new StorageException("Whether there is a database " + file
                    + " cannot be seen. Run this as the user whom the daemon runs as, or as root");
        }
        if (!Files.exists(file)) {
            throw new StorageException(
                    "There is no database " + file + " yet. Start the daemon once, or check the data directory");
        }
        return new SqliteEngine(file, Optional.empty());
    }

    /** It holds everybody's mail; the files SQLite puts beside it get the same permissions. */
    private static void createForOwnerOnly(Path file) {
        if (Files.exists(file)) {
            return;
        }
        try {
            boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
            if (posix) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
        } catch (IOException e) {
            throw new StorageException("Cannot create the database " + file + " (" + e + ")", e);
        }
    }

    @Override
    public Dialect dialect() {
        return Dialect.SQLITE;
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public String version() {
        try (Lease lease = reader()) {
            return "SQLite "
                    + lease.handle()
                            .select("SELECT sqlite_version()")
                            .mapTo(String.class)
                            .one();
        } catch (SQLException e) {
            throw new StorageException("Cannot open the database " + file + " (" + e.getMessage() + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "SQLite";
        }
    }

    @Override
    public Lease writer() throws SQLException, InterruptedException {
        return lease(writer);
    }

    @Override
    public Lease reader() throws SQLException, InterruptedException {
        return lease(readers);
    }

    private static Lease lease(Connections connections) throws SQLException, InterruptedException {
        if (connections.closed) {
            throw new StorageException("The database is closed");
        }
        if (!connections.turns.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new SQLException(
                    "no connection became free within " + LONGEST_WAIT.toSeconds() + " s", "HYT00", BUSY);
        }
        try {
            Handle idle = connections.idle.poll();
            return new SqliteLease(connections, idle == null ? connections.jdbis.open() : idle);
        } catch (SQLException | RuntimeException e) {
            connections.turns.release();
            throw e;
        }
    }

    private static Connection connect(Path file, List<String> setUp) throws SQLException {
        // Not through DriverManager, which would load every other driver first
        Connection connection = JDBC.createConnection("jdbc:sqlite:" + file, new Properties());
        try {
            execute(connection, "PRAGMA busy_timeout = 5000");
            for (String pragma : setUp) {
                execute(connection, pragma);
            }
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public Failure meaningOf(SQLException e) {
        if (e instanceof SQLiteException sqlite && NO_SPACE_FOR_SHARED_MEMORY.contains(sqlite.getResultCode())) {
            return Failure.FULL;
        }
        return switch (e.getErrorCode()) {
            case BUSY, LOCKED -> Failure.CONFLICT;
            case FULL -> Failure.FULL;
            case IO_ERROR, CORRUPT, NOT_A_DATABASE -> Failure.BROKEN;
            default -> Failure.FINAL;
        };
    }

    /** The write-ahead log cannot reach the length at which it is written back and begun anew: that is done now. */
    @Override
    public void makeRoom() {
        try (Lease lease = writer()) {
            execute(lease.handle().getConnection(), "PRAGMA wal_checkpoint(PASSIVE)");
        } catch (SQLException e) {
            log.atDebug().setCause(e).log("Write-ahead log not written back");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closeAll(readers);
        closeAll(writer);
        directoryLock.ifPresent(DirectoryLock::close);
    }

    /** Takes every turn and keeps it, so that nobody gets a connection any more. */
    private static void closeAll(Connections connections) {
        try {
            if (!connections.turns.tryAcquire(connections.count, LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.atWarn().log("Database closed under a running transaction");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connections.closed = true;
        for (Handle handle = connections.idle.poll(); handle != null; handle = connections.idle.poll()) {
            handle.close();
        }
    }

    /** Connections of one kind: how many there may be at once, and those at rest. */
    private static final class Connections {
        private final int count;
        private final String begin;
        private final Jdbis jdbis;
        private final Semaphore turns;
        private final Deque<Handle> idle = new ConcurrentLinkedDeque<>();
        private volatile boolean closed;

        Connections(int count, String begin, Jdbis jdbis) {
            this.count = count;
            this.begin = begin;
            this.jdbis = jdbis;
            this.turns = new Semaphore(count, true);
        }
    }

    private static final class SqliteLease implements Lease {
        private final Connections connections;
        private final Handle handle;
        private boolean discarded;

        SqliteLease(Connections connections, Handle handle) {
            this.connections = connections;
            this.handle = handle;
        }

        @Override
        public Handle handle() {
            return handle;
        }

        @Override
        public void begin() throws SQLException {
            execute(handle.getConnection(), connections.begin);
        }

        @Override
        public void commit() throws SQLException {
            execute(handle.getConnection(), "COMMIT");
        }

        @Override
        public void rollback() throws SQLException {
            execute(handle.getConnection(), "ROLLBACK");
        }

        @Override
        public void discard() {
            discarded = true;
        }

        @Override
        public boolean awaitServerSideEnd(Handle other) {
            return true;
        }

        @Override
        public void close() {
            try {
                if (discarded) {
                    handle.close();
                } else {
                    // The one used last has the warmest cache
                    connections.idle.push(handle);
                }
            } finally {
                connections.turns.release();
            }
        }
    }
}
