package org.postroom.storage;

import java.sql.SQLException;

/** One of the two databases: hands out connections and knows what its errors mean. */
sealed interface Engine extends AutoCloseable permits SqliteEngine, MariaDbEngine {
    /** What an error says about the transaction it struck. */
    enum Failure {
        /** Rolled back, another transaction was in the way: the same again may work. */
        CONFLICT,
        /** The connection is gone, and with it a transaction that was not being committed. */
        LOST,
        /** No space left. */
        FULL,
        /** The files cannot be trusted any more. */
        BROKEN,
        /** Something a repetition does not mend: bad SQL, a violated constraint. */
        FINAL
    }

    Dialect dialect();

    /** Product and version. */
    String version();

    /** For messages: which database this is, without its password. */
    String name();

    Lease reader() throws SQLException, InterruptedException;

    Lease writer() throws SQLException, InterruptedException;

    Failure meaningOf(SQLException e);

    /** After a transaction failed for want of space: makes what use is possible of the space the database has. */
    void makeRoom();

    @Override
    void close();
}
