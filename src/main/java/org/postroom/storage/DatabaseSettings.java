package org.postroom.storage;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.postroom.mail.Secret;

/**
 * Which database, and how to get in.
 *
 * @param url {@code jdbc:sqlite:/path/to/file.db}, {@code jdbc:mariadb://host:port/database} or, for the first that answers,
 *     {@code jdbc:mariadb:sequential://host:port,host:port/database}; the {@code jdbc:} may be left out
 * @param user empty for SQLite
 * @param password empty for SQLite
 */
public record DatabaseSettings(String url, String user, Secret password) {
    /** Name of the embedded database's file in the data directory. */
    public static final String FILE_NAME = "postroom.db";

    private static final String JDBC = "jdbc:";
    private static final String SQLITE = "jdbc:sqlite:";
    private static final Pattern MARIADB = Pattern.compile("jdbc:mariadb:(?:(?:sequential|loadbalance):)?//.*");
    private static final Pattern LOOPBACK = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?");

    /** @throws IllegalArgumentException when the url is of neither kind; the message says what is allowed */
    public DatabaseSettings {
        url = url.toLowerCase(Locale.ROOT).startsWith(JDBC) ? url : JDBC + url;
        if (!url.startsWith(SQLITE) && !MARIADB.matcher(url).matches()) {
            throw new IllegalArgumentException("The database url must look like jdbc:mariadb://host:3306/postroom"
                    + " or jdbc:sqlite:/path/to/" + FILE_NAME + ", not " + withoutSecrets(url));
        }
    }

    /** The embedded database in its default place. */
    public static DatabaseSettings embedded(Path dataDirectory) {
        return new DatabaseSettings(SQLITE + dataDirectory.resolve(FILE_NAME), "", Secret.of(""));
    }

    /** Which SQL the database speaks. */
    public Dialect dialect() {
        return url.startsWith(SQLITE) ? Dialect.SQLITE : Dialect.MARIADB;
    }

    /** The url for people to read: without parameters and without user and password, should they stand in it. */
    public String shownUrl() {
        return withoutSecrets(url);
    }

    /**
     * The url for the driver. Over the network a server must show a certificate that is trusted and fits its name, unless
     * {@code sslMode} in the url says otherwise; within this machine there is nobody to hide from.
     */
    String driverUrl() {
        boolean decided = url.contains("sslMode=") || !isLoopback();
        return decided ? url : url + (url.contains("?") ? '&' : '?') + "sslMode=disable";
    }

    private boolean isLoopback() {
        String hosts = url.replaceFirst("jdbc:mariadb:(\\w+:)?//", "").replaceFirst("[/?].*", "");
        return Arrays.stream(hosts.split(","))
                .allMatch(host -> LOOPBACK.matcher(host).matches());
    }

    /** The file of an embedded database. Throws IllegalStateException for another one. */
    public Path file() {
        if (dialect() != Dialect.SQLITE) {
            throw new IllegalStateException("The database " + shownUrl() + " is in no file");
        }
        return sqliteFile();
    }

    Path sqliteFile() {
        return Path.of(url.substring(SQLITE.length())).toAbsolutePath().normalize();
    }

    @Override
    public String toString() {
        return "DatabaseSettings[url=" + shownUrl() + ", user=" + user + ", password=" + password + "]";
    }

    private static String withoutSecrets(String url) {
        int parameters = url.indexOf('?');
        String shown = parameters < 0 ? url : url.substring(0, parameters);
        return shown.replaceFirst("//.*@", "//");
    }
}
