package org.postroom.storage;

import java.nio.file.Path;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Assumptions;
import org.postroom.testing.MariaDbServer;

/** Databases for tests that want one of a certain kind. The caller closes what it gets. */
public final class TestDatabases {
    private TestDatabases() {}

    /** An embedded database in the directory, which is made if need be; the same one again if it is there already. */
    public static Database sqlite(Path directory) {
        return Database.open(DatabaseSettings.embedded(directory));
    }

    /** A fresh embedded database with all tables, gone when closed. */
    public static TestDatabase sqlite() {
        return TestDatabase.create(Dialect.SQLITE);
    }

    /** A fresh MariaDB database with all tables; skips the test where no server is installed. */
    public static TestDatabase mariadb() {
        return mariadb(port -> port);
    }

    /**
     * As {@link #mariadb()}, reached by another port.
     *
     * @param way gives the port to connect to in place of the server's own
     */
    public static TestDatabase mariadb(IntUnaryOperator way) {
        Assumptions.assumeTrue(MariaDbServer.installed(), "mariadbd is not installed here");
        return TestDatabase.mariadb(way);
    }
}
