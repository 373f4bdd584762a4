package org.postroom.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/** An open database that only one test knows, and that is gone when closed. */
public final class TestDatabase implements AutoCloseable {
    private final DatabaseSettings settings;
    private final Database database;
    private final Runnable removal;

    private TestDatabase(DatabaseSettings settings, Runnable removal) {
        this.settings = settings;
        this.removal = removal;
        this.database = Database.open(settings);
    }

    static TestDatabase create(Dialect dialect) {
        return switch (dialect) {
            case SQLITE -> sqlite();
            case MARIADB -> mariadb();
        };
    }

    private static TestDatabase sqlite() {
        try {
            Path directory = Files.createTempDirectory("postroom-test");
            Files.write(directory.resolve(DatabaseSettings.FILE_NAME), Template.FILE);
            return new TestDatabase(DatabaseSettings.embedded(directory), () -> remove(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An embedded database with all tables, made once: a copy is ready ten times as fast. */
    private static final class Template {
        static final byte[] FILE = make();

        private static byte[] make() {
            try {
                Path directory = Files.createTempDirectory("postroom-template");
                DatabaseSettings settings = DatabaseSettings.embedded(directory);
                Database.open(settings).close();
                byte[] file = Files.readAllBytes(settings.sqliteFile());
                remove(directory);
                return file;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static TestDatabase mariadb() {
        return mariadb(port -> port);
    }

    static TestDatabase mariadb(IntUnaryOperator way) {
        MariaDbSchemas schemas = SharedMariaDb.SCHEMAS;
        String schema = schemas.take();
        DatabaseSettings direct = SharedMariaDb.SERVER.settings(schema);
        String url = direct.url().replaceFirst(":\\d+/", ":" + way.applyAsInt(SharedMariaDb.SERVER.port()) + "/");
        DatabaseSettings settings = new DatabaseSettings(url, direct.user(), direct.password());
        return new TestDatabase(settings, () -> schemas.giveBack(schema));
    }

    public Database database() {
        return database;
    }

    /** For opening it a second time, or past the {@link Database}. */
    public DatabaseSettings settings() {
        return settings;
    }

    @Override
    public void close() {
        database.close();
        removal.run();
    }

    static void remove(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
