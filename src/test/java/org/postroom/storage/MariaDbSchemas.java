package org.postroom.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.postroom.testing.MariaDbServer;

/**
 * Databases of the shared server that tests use one after another: making one costs a second or so of migrations, emptying
 * it nearly nothing. What a test made itself is dropped; the rest is emptied, so migrations that insert rows would want more.
 */
final class MariaDbSchemas {
    private static final String OWN_TABLES = "probe";
    private static final String HISTORY = "flyway_schema_history";

    private final MariaDbServer server;
    private final Deque<String> free = new ArrayDeque<>();

    MariaDbSchemas(MariaDbServer server) {
        this.server = server;
    }

    /** An empty database that nobody else has; without tables when it is new. */
    synchronized String take() {
        return free.isEmpty() ? server.createSchema() : free.pop();
    }

    synchronized void giveBack(String schema) {
        try (Connection connection = server.connectAsAdministrator(schema);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET foreign_key_checks = 0");
            for (String table : tables(statement)) {
                statement.execute(table.startsWith(OWN_TABLES) ? "DROP TABLE " + table : "DELETE FROM " + table);
            }
            connection.commit();
            free.push(schema);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot empty " + schema, e);
        }
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("SHOW TABLES")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        tables.remove(HISTORY);
        return tables;
    }
}
