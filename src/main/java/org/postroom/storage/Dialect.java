package org.postroom.storage;

import java.sql.SQLException;
import java.util.Optional;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The few places where the SQL of the two databases differs. */
public enum Dialect {
    SQLITE("SQLite", "", "", "CAST(unixepoch('subsec') * 1000 AS INTEGER)"),
    // Not UNIX_TIMESTAMP, which takes a local time of the hour that comes twice for the other one
    MARIADB(
            "MariaDB",
            " FOR UPDATE",
            " FOR UPDATE SKIP LOCKED",
            "TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(3)) DIV 1000");

    private static final int MARIADB_DUPLICATE_KEY = 1062;

    private final String product;
    private final String forUpdate;
    private final String skipLocked;
    private final String now;

    Dialect(String product, String forUpdate, String skipLocked, String now) {
        this.product = product;
        this.forUpdate = forUpdate;
        this.skipLocked = skipLocked;
        this.now = now;
    }

    /** The product's name, as people write it. */
    public String product() {
        return product;
    }

    /** Goes at the end of a SELECT whose rows this transaction is about to change; waits while another has them. */
    public String forUpdate() {
        return forUpdate;
    }

    /** Goes at the end of a SELECT that picks rows to work on and leaves out those another transaction has. */
    public String forUpdateSkipLocked() {
        return skipLocked;
    }

    /** The time by the database's clock, in milliseconds since the epoch: for what nodes decide between them. */
    public String now() {
        return now;
    }

    /** Whether the exception, or a cause of it, says that a primary key or unique key is already taken. */
    public boolean isUniqueViolation(Throwable thrown) {
        return sqlExceptionIn(thrown).filter(this::violatesUniqueKey).isPresent();
    }

    static Optional<SQLException> sqlExceptionIn(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SQLException e) {
                return Optional.of(e);
            }
        }
        return Optional.empty();
    }

    private boolean violatesUniqueKey(SQLException e) {
        return switch (this) {
            case SQLITE -> e instanceof SQLiteException s && isUniqueViolation(s.getResultCode());
            case MARIADB -> e.getErrorCode() == MARIADB_DUPLICATE_KEY;
        };
    }

    private static boolean isUniqueViolation(SQLiteErrorCode code) {
        return code == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE
                || code == SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY
                || code == SQLiteErrorCode.SQLITE_CONSTRAINT_ROWID;
    }
}
