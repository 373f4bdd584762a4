package org.postroom.app;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads a daemon's database from outside, by plain SQL and past all its own code. */
record Ledger(String url, String user, String password) {

    /** The rows of a query, all columns as text; a null is "-". */
    List<List<String>> rows(String sql) {
        try (Connection connection = connect()) {
            return rows(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The only number of a query. */
    long number(String sql) {
        return Long.parseLong(rows(sql).getFirst().getFirst());
    }

    Connection connect() throws SQLException {
        return user.isEmpty() ? DriverManager.getConnection(url) : DriverManager.getConnection(url, user, password);
    }

    static List<List<String>> rows(Connection connection, String sql) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    String value = result.getString(i);
                    row.add(value == null ? "-" : value);
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
