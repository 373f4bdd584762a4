package org.postroom.storage;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** A transaction under way. Used by the thread it was given to, until the function it was given to returns. */
public final class Transaction {
    private final Handle handle;
    private final Engine engine;
    private final boolean writing;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private @Nullable SQLException doom;

    Transaction(Handle handle, Engine engine, boolean writing) {
        this.handle = handle;
        this.engine = engine;
        this.writing = writing;
        handle.getConfig(SqlStatements.class).setSqlLogger(new Watch());
    }

    /** For the {@code Jdbi*Store} classes: statements are made on it; it is never closed, committed or rolled back by them. */
    public Handle handle() {
        return handle;
    }

    /** What differs in this database's SQL. */
    public Dialect dialect() {
        return engine.dialect();
    }

    /**
     * Runs this once the transaction is committed, in order, on the same thread; never if it is rolled back. For wake-ups
     * of workers: what must happen belongs into the database, since a crash may come between.
     */
    public void afterCommit(Runnable action) {
        if (!writing) {
            throw new IllegalStateException("A reading transaction commits nothing");
        }
        afterCommit.add(action);
    }

    /**
     * Runs the statement that inserts one row and says whether the row is new: false when a row with the same primary key or
     * unique key stands there already. The transaction goes on either way.
     */
    public boolean insertIfAbsent(Runnable insert) {
        try {
            insert.run();
            return true;
        } catch (JdbiException e) {
            if (dialect().isUniqueViolation(e)) {
                return false;
            }
            throw e;
        }
    }

    List<Runnable> actionsAfterCommit() {
        return afterCommit;
    }

    /**
     * The error after which nothing of this transaction may be committed. A database that met a deadlock has rolled
     * everything back already: whoever swallowed that error and went on must not have the second half committed alone.
     */
    Optional<SQLException> doom() {
        return Optional.ofNullable(doom);
    }

    private final class Watch implements SqlLogger {
        @Override
        public void logException(StatementContext context, SQLException e) {
            if (engine.meaningOf(e) != Engine.Failure.FINAL) {
                doom = e;
            }
        }
    }
}
