package org.postroom.storage;

import org.postroom.testing.MariaDbServer;

/** The one server of this JVM that tests share, started at first use, ended with the JVM. */
final class SharedMariaDb {
    // Without fsync, which only a power cut would miss
    static final MariaDbServer SERVER = MariaDbServer.start("--innodb-flush-method=nosync");
    static final MariaDbSchemas SCHEMAS = new MariaDbSchemas(SERVER);

    private SharedMariaDb() {}
}
