package org.postroom.storage;

import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/** A connection held for one transaction; closing gives it back. */
interface Lease extends AutoCloseable {
    Handle handle();

    void begin() throws SQLException;

    void commit() throws SQLException;

    void rollback() throws SQLException;

    /** The connection is not to be used again: {@link #close} throws it away. */
    void discard();

    /**
     * After this lease's connection was lost: waits, with the help of another connection, until the server has ended the
     * session that belonged to it, so that nothing it was doing can still come true. False when it has not in the time given.
     */
    boolean awaitServerSideEnd(Handle other);

    @Override
    void close();
}
