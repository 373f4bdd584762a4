package org.postroom.storage;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.JdbiException;

/**
 * Brings the tables to this program's version. Flyway does it, but is only loaded when something is to be done: finding out
 * that nothing is takes one query.
 */
final class Migrations {
    private static final String FOLDER = "db/migration";
    // nopad: without it "a" and "a " are the same key, which SQLite and mail servers do not think
    static final String MARIADB_TABLE = "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin";
    private static final Pattern FILE = Pattern.compile("V(\\d+)__\\w+\\.sql");

    private final DatabaseSettings settings;

    Migrations(DatabaseSettings settings) {
        this.settings = settings;
    }

    /** @throws StorageException when a migration fails or is left out, or the tables are of a newer program */
    void bring(Database database) {
        if (missing(database).isEmpty()) {
            return;
        }
        migrate();
        Set<Integer> leftOut = missing(database);
        if (!leftOut.isEmpty()) {
            throw new StorageException("The tables of the database " + settings.shownUrl()
                    + " could not be brought up to date: the changes " + leftOut
                    + " were left out. Restore a backup, or start with an empty database");
        }
    }

    /** @throws StorageException when the tables are not exactly this program's */
    void requireDone(Database database) {
        if (!missing(database).isEmpty()) {
            throw new StorageException(
                    "The tables of the database " + settings.shownUrl()
                            + " are of an older Postroom, or missing. Start this version's daemon once, which brings them up to date");
        }
    }

    private Set<Integer> missing(Database database) {
        Set<Integer> known = known();
        Set<Integer> applied = database.read(Migrations::applied);
        Set<Integer> newer = without(applied, known);
        if (!newer.isEmpty()) {
            throw new StorageException(
                    "The tables of the database " + settings.shownUrl() + " were made by a newer Postroom (changes "
                            + newer + "). Start that version, or restore a backup");
        }
        return without(known, applied);
    }

    private static Set<Integer> without(Set<Integer> all, Set<Integer> some) {
        Set<Integer> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    private void migrate() {
        try {
            Flyway.configure()
                    .dataSource(
                            settings.driverUrl(),
                            settings.user(),
                            settings.password().reveal())
                    .locations("classpath:" + FOLDER)
                    .placeholders(placeholders(settings.dialect()))
                    .validateMigrationNaming(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StorageException(
                    "Cannot bring the tables of the database " + settings.shownUrl() + " up to date (" + e.getMessage()
                            + ")",
                    e);
        }
    }

    private static Map<String, String> placeholders(Dialect dialect) {
        return switch (dialect) {
            case SQLITE ->
                Map.of("id", "INTEGER", "blob", "BLOB", "text", "TEXT", "table", "", "table_by_key", "WITHOUT ROWID");
            case MARIADB ->
                Map.of(
                        "id",
                        "BIGINT",
                        "blob",
                        "LONGBLOB",
                        "text",
                        "LONGTEXT",
                        "table",
                        MARIADB_TABLE,
                        "table_by_key",
                        MARIADB_TABLE);
        };
    }

    private static Set<Integer> applied(Transaction transaction) {
        try {
            return transaction
                    .handle()
                    .createQuery("SELECT version FROM flyway_schema_history WHERE success = 1 AND version IS NOT NULL")
                    .mapTo(Integer.class)
                    .set();
        } catch (JdbiException e) {
            // No such table: the database is new. Whatever else it is, Flyway meets it again and says so
            return Set.of();
        }
    }

    private static Set<Integer> known() {
        URL first = Objects.requireNonNull(Migrations.class.getResource("/" + FOLDER + "/V1__storage.sql"));
        try {
            return filesBeside(first).stream()
                    .map(FILE::matcher)
                    .filter(Matcher::matches)
                    .map(file -> Integer.valueOf(file.group(1)))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException | URISyntaxException e) {
            throw new StorageException("Cannot list this program's own files in " + FOLDER, e);
        }
    }

    private static List<String> filesBeside(URL file) throws IOException, URISyntaxException {
        if (file.openConnection() instanceof JarURLConnection jar) {
            return jar.getJarFile().stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith(FOLDER + "/"))
                    .map(name -> name.substring(FOLDER.length() + 1))
                    .toList();
        }
        Path folder = Objects.requireNonNull(Path.of(file.toURI()).getParent());
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> String.valueOf(path.getFileName())).toList();
        }
    }
}
