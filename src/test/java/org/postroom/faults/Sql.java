package org.postroom.faults;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads a daemon's database past all its own code. An empty user: none is needed. */
public record Sql(String url, String user, String password) {

    /** Takes one row of a result. */
    @FunctionalInterface
    public interface RowTaker {
        void take(ResultSet row) throws SQLException;
    }

    /** Hands each row of a query on. */
    public void each(String query, RowTaker taker) {
        try (Connection connection = connect()) {
            each(connection, query, taker);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    static void each(Connection connection, String query, RowTaker taker) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                taker.take(result);
            }
        }
    }

    /** The rows of a query, all columns as text; a null is "-". */
    public List<List<String>> rows(String query) {
        List<List<String>> rows = new ArrayList<>();
        each(query, row -> {
            List<String> texts = new ArrayList<>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                String value = row.getString(i);
                texts.add(value == null ? "-" : value);
            }
            rows.add(texts);
        });
        return rows;
    }

    /** The only number of a query. */
    public long number(String query) {
        return Long.parseLong(rows(query).getFirst().getFirst());
    }

    /** A connection of its own. */
    public Connection connect() throws SQLException {
        return user.isEmpty() ? DriverManager.getConnection(url) : DriverManager.getConnection(url, user, password);
    }
}
