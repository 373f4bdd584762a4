package org.postroom.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a MariaDB server must be set to before mail is deleted from its mailbox on the strength of a commit. All faults are
 * told at once.
 */
final class MariaDbChecks {
    private static final Logger log = LoggerFactory.getLogger(MariaDbChecks.class);

    private static final int OLDEST_MAJOR = 10;
    private static final int OLDEST_MINOR = 6;
    private static final long SMALLEST_PACKET = 16L << 20;
    private static final int UNKNOWN_DATABASE = 1049;
    private static final int ACCESS_DENIED = 1045;
    private static final int DATABASE_DENIED = 1044;

    private static final long SMALLEST_WRITE_SET = 256L << 20;

    private final Map<String, String> variables;
    private final List<String> faults = new ArrayList<>();

    private MariaDbChecks(Map<String, String> variables) {
        this.variables = variables;
    }

    /**
     * A server that is fit.
     *
     * @param version product and version
     * @param galera whether it is a node of a cluster
     */
    record Server(String version, boolean galera) {}

    /**
     * Looks the server over.
     *
     * @throws StorageException when a setting would let committed mail be lost or refused
     */
    static Server requireSafe(Connection connection, String shownUrl) throws SQLException {
        String version = version(connection);
        MariaDbChecks checks = new MariaDbChecks(variables(connection));
        checks.run();
        if (!checks.faults.isEmpty()) {
            throw new StorageException("The database server of " + shownUrl + " is not set up to keep mail safely: "
                    + String.join("; ", checks.faults) + ". Change it in the server's configuration under [mysqld],"
                    + " and at once with SET GLOBAL");
        }
        return new Server(version, checks.isGalera());
    }

    static StorageException cannotConnect(DatabaseSettings settings, Exception e) {
        String database = settings.shownUrl();
        SQLException sql = deepest(e);
        return new StorageException(
                "Cannot connect to the database " + database + " (" + sql.getMessage() + "). " + wayOut(sql, database),
                e);
    }

    private static String wayOut(SQLException e, String database) {
        String name = database.substring(database.lastIndexOf('/') + 1);
        return switch (e.getErrorCode()) {
            case UNKNOWN_DATABASE -> "Create it: CREATE DATABASE " + name + " CHARACTER SET utf8mb4";
            case ACCESS_DENIED, DATABASE_DENIED ->
                "Check database.user and database.password, and that this user may do everything in this database";
            default ->
                String.valueOf(e.getMessage()).contains("ssl")
                        ? "Set up TLS on the server, or add ?sslMode=disable to database.url if nobody else is on that network"
                        : "Check database.url, and that the server is running and reachable from here";
        };
    }

    private static SQLException deepest(Exception e) {
        SQLException deepest = new SQLException(e.getMessage());
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql) {
                deepest = sql;
            }
        }
        return deepest;
    }

    private void run() {
        boolean binaryLog = is("log_bin", "ON");
        if (isGalera()) {
            log.atInfo().log("The database is a Galera cluster: its nodes together keep a commit, not one node's disk");
            checkGalera();
        } else {
            require("innodb_flush_log_at_trx_commit", "1", "or a power cut takes the last second's mail");
            if (binaryLog) {
                require("sync_binlog", "1", "since the binary log is on, or a power cut takes committed mail");
            }
        }
        if (binaryLog && !isGalera() && is("binlog_format", "STATEMENT")) {
            faults.add("binlog_format is STATEMENT and must be ROW or MIXED");
        }
        if (!value("sql_mode").toUpperCase(Locale.ROOT).contains("STRICT_ALL_TABLES")) {
            faults.add("sql_mode does not take STRICT_ALL_TABLES, so too long values would be cut instead of refused");
        }
        require("character_set_connection", "utf8mb4", "or some letters would be lost");
        if (Long.parseLong(value("max_allowed_packet")) < SMALLEST_PACKET) {
            faults.add("max_allowed_packet is " + value("max_allowed_packet") + " and must be at least 16777216");
        }
    }

    private boolean isGalera() {
        return is("wsrep_on", "ON");
    }

    private void checkGalera() {
        require("binlog_format", "ROW", "since Galera carries rows from node to node");
        require("innodb_autoinc_lock_mode", "2", "or nodes that apply in parallel may lock each other up");
        require("wsrep_certify_nonPK", "ON", "or rows without a key are not compared");
        require("wsrep_cluster_status", "Primary", "since a node apart from its cluster keeps nothing");
        if (Long.parseLong(value("wsrep_max_ws_size")) < SMALLEST_WRITE_SET) {
            faults.add("wsrep_max_ws_size is " + value("wsrep_max_ws_size") + " and must be at least 268435456,"
                    + " for large mails");
        }
    }

    private void require(String variable, String wanted, String why) {
        if (!is(variable, wanted)) {
            faults.add(variable + " is " + value(variable) + " and must be " + wanted + ", " + why);
        }
    }

    private boolean is(String variable, String wanted) {
        return value(variable).equalsIgnoreCase(wanted);
    }

    private String value(String variable) {
        return variables.getOrDefault(variable, "");
    }

    private static Map<String, String> variables(Connection connection) throws SQLException {
        Map<String, String> variables = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        read(
                connection,
                "SHOW VARIABLES WHERE Variable_name IN ('innodb_flush_log_at_trx_commit', 'log_bin', 'sync_binlog',"
                        + " 'binlog_format', 'sql_mode', 'character_set_connection', 'max_allowed_packet',"
                        + " 'innodb_autoinc_lock_mode', 'wsrep_on', 'wsrep_certify_nonPK', 'wsrep_max_ws_size')",
                variables);
        read(connection, "SHOW STATUS WHERE Variable_name = 'wsrep_cluster_status'", variables);
        return variables;
    }

    private static void read(Connection connection, String query, Map<String, String> into) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                into.put(rows.getString(1), rows.getString(2));
            }
        }
    }

    private static String version(Connection connection) throws SQLException {
        var about = connection.getMetaData();
        String version = about.getDatabaseProductVersion();
        boolean old = about.getDatabaseMajorVersion() < OLDEST_MAJOR
                || about.getDatabaseMajorVersion() == OLDEST_MAJOR && about.getDatabaseMinorVersion() < OLDEST_MINOR;
        if (old || !version.contains("MariaDB")) {
            throw new StorageException("The database server is " + about.getDatabaseProductName() + " " + version
                    + "; Postroom needs MariaDB " + OLDEST_MAJOR + "." + OLDEST_MINOR + " or newer");
        }
        return "MariaDB " + version;
    }
}
