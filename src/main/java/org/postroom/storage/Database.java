package org.postroom.storage;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daemon's database. All work on it is a function over a {@link Transaction} that runs wholly or not at all.
 *
 * <p>The functions may run more than once: a transaction that met a deadlock, a lock time-out, a busy database or a lost
 * connection is rolled back and begun anew, a few times, after growing random pauses. So they do nothing outside the
 * database; what must follow a commit is given to {@link Transaction#afterCommit}. An exception thrown by the function rolls
 * back and reaches the caller as it is.
 *
 * <p>Every method may throw {@link StorageUnavailableException}, {@link DiskFullException}, {@link StorageBrokenException} or
 * plain {@link StorageException}. Transactions do not nest: a method that needs one is given it.
 */
public final class Database implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Database.class);

    private final Engine engine;
    private final Attempts attempts;

    private Database(Engine engine) {
        this.engine = engine;
        this.attempts = new Attempts(engine);
    }

    /**
     * Opens the database for the daemon: creates or migrates its tables, and keeps every other daemon off an embedded one
     * until closed.
     *
     * @throws StorageException saying what is wrong and what to do: directory in use, server unreachable, access denied,
     *     a server setting under which committed mail could be lost, tables of a newer version
     */
    public static Database open(DatabaseSettings settings) {
        Engine engine = settings.dialect() == Dialect.SQLITE
                ? SqliteEngine.owning(settings.sqliteFile())
                : MariaDbEngine.connect(settings);
        return opened(engine, database -> {
            // Once through the writer, so that SQLite keeps its write-ahead log before anyone reads
            database.change(_ -> {});
            new Migrations(settings).bring(database);
            // After a failed fsync the system may take for written what is not: what the log holds is written once more
            engine.makeRoom();
        });
    }

    /**
     * Opens the database for an operator's command that may run beside the daemon.
     *
     * @throws StorageException as {@link #open}, and when the daemon has not made or updated the tables yet
     */
    public static Database openBesideDaemon(DatabaseSettings settings) {
        Engine engine = settings.dialect() == Dialect.SQLITE
                ? SqliteEngine.beside(settings.sqliteFile())
                : MariaDbEngine.connect(settings);
        return opened(engine, new Migrations(settings)::requireDone);
    }

    private static Database opened(Engine engine, Consumer<Database> first) {
        Database database = new Database(engine);
        try {
            first.accept(database);
            return database;
        } catch (RuntimeException | Error e) {
            database.close();
            throw e;
        }
    }

    /** Reads from one snapshot: what others commit meanwhile stays unseen. Keep it short. */
    public <T> T read(Function<Transaction, T> work) {
        return attempts.read(work);
    }

    /** Changes what the function changes, durably once this returns. */
    public <T> T write(Function<Transaction, T> work) {
        return write(work, Optional.empty());
    }

    /** As {@link #write(Function)}, for work without a result. */
    public void change(Consumer<Transaction> work) {
        write(transaction -> {
            work.accept(transaction);
            return Boolean.TRUE;
        });
    }

    /**
     * As {@link #write(Function)}; when the connection is lost during the commit, looks up on a new one whether the work was
     * done after all, and only repeats it if not.
     *
     * @param alreadyDone finds the result of the work by a unique key it wrote; empty when it is not there
     */
    public <T> T write(Function<Transaction, T> work, Function<Transaction, Optional<T>> alreadyDone) {
        return write(work, Optional.of(alreadyDone));
    }

    private <T> T write(Function<Transaction, T> work, Optional<Function<Transaction, Optional<T>>> alreadyDone) {
        Attempts.Committed<T> committed = attempts.write(work, alreadyDone);
        run(committed.afterwards());
        return committed.result();
    }

    private static void run(List<Runnable> afterCommit) {
        for (Runnable action : afterCommit) {
            try {
                action.run();
            } catch (RuntimeException e) {
                // The commit stands; the caller must not take this for its failure
                log.atError().setCause(e).log("Action after commit failed");
            }
        }
    }

    /** What keeps it from its work now, as a sentence for the operator: no room, a failed disk, no answer. */
    public Optional<String> trouble() {
        return attempts.trouble();
    }

    /** Which SQL this database speaks. */
    public Dialect dialect() {
        return engine.dialect();
    }

    /** Product and version, such as {@code SQLite 3.53.0}. */
    public String version() {
        return engine.version();
    }

    /** Closes all connections, after running transactions have ended or 10 seconds have passed. */
    @Override
    public void close() {
        engine.close();
    }
}
