package org.postroom.storage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/**
 * Copies an embedded database as it stands at one moment, while others read and write it: by {@code VACUUM INTO}, which reads one
 * snapshot and hinders nobody. SQLite's backup interface would begin anew whenever the daemon writes.
 */
public final class SqliteCopy {
    private SqliteCopy() {}

    /**
     * Copies the database into a file that is empty or not there yet. The file is not synced to the disk.
     *
     * @throws StorageException when it cannot be read, or not be written there
     */
    public static void into(DatabaseSettings settings, Path file) {
        try (Connection connection = JDBC.createConnection("jdbc:sqlite:" + settings.sqliteFile(), new Properties());
                PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
            try (Statement patience = connection.createStatement()) {
                patience.execute("PRAGMA busy_timeout = 30000");
            }
            copy.setString(1, file.toString());
            copy.execute();
        } catch (SQLException e) {
            throw new StorageException(
                    "Cannot copy the database " + settings.sqliteFile() + " to " + file + " (" + e.getMessage() + ")",
                    e);
        }
    }

    /** What is wrong with the database in a file that nobody uses, one sentence each; none when it is sound. */
    public static List<String> faultsOf(Path file) {
        SQLiteConfig readOnly = new SQLiteConfig();
        readOnly.setReadOnly(true);
        try (Connection connection = JDBC.createConnection("jdbc:sqlite:" + file, readOnly.toProperties());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA integrity_check")) {
            List<String> faults = new ArrayList<>();
            while (rows.next()) {
                if (!rows.getString(1).equals("ok")) {
                    faults.add(rows.getString(1));
                }
            }
            return faults;
        } catch (SQLException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }
}
