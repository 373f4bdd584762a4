package org.postroom.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** Knows under which name the server runs each connection's session, so that a lost one can be ended there. */
final class MariaDbSessions {
    private final Map<org.mariadb.jdbc.Connection, Session> known = Collections.synchronizedMap(new WeakHashMap<>());

    /**
     * A session of the server: its number, and the address and port the client came from, since numbers begin anew with
     * every start of a server and mean something else on another node.
     */
    record Session(long number, String client) {
        private static final int MOST_LOOKS = 9;

        /** Kills it and waits until it is gone, 10 seconds at most. */
        boolean awaitEnd(Handle other) {
            for (int look = 1; look <= MOST_LOOKS; look++) {
                if (!runs(other)) {
                    return true;
                }
                kill(other);
                Attempts.pause(look);
            }
            return !runs(other);
        }

        private boolean runs(Handle other) {
            return other.createQuery(
                                    "SELECT COUNT(*) FROM information_schema.processlist WHERE id = :number AND host = :client")
                            .bind("number", number)
                            .bind("client", client)
                            .mapTo(Integer.class)
                            .one()
                    > 0;
        }

        private void kill(Handle other) {
            try {
                other.execute("KILL CONNECTION " + number);
            } catch (JdbiException e) {
                // Gone in between, which the next look shows
            }
        }
    }

    /**
     * Asks the server once for each session; empty when the connection came by a path that has no port. Where there are several
     * servers, the driver puts another session into the place of one that was lost.
     */
    Optional<Session> of(Connection pooled) throws SQLException {
        org.mariadb.jdbc.Connection connection = pooled.unwrap(org.mariadb.jdbc.Connection.class);
        Session session = known.get(connection);
        if (session == null || session.number() != connection.getThreadId()) {
            session = ask(connection);
            known.put(connection, session);
        }
        return session.client().contains(":") ? Optional.of(session) : Optional.empty();
    }

    private static Session ask(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT id, host FROM information_schema.processlist WHERE id = CONNECTION_ID()")) {
            row.next();
            return new Session(row.getLong(1), row.getString(2));
        }
    }
}
