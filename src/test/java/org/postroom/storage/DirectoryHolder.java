package org.postroom.storage;

import java.io.IOException;
import java.nio.file.Path;

/** Another process with a database open, until it is killed. */
final class DirectoryHolder {
    private DirectoryHolder() {}

    public static void main(String[] arguments) throws IOException {
        TestDatabases.sqlite(Path.of(arguments[0]));
        System.out.println("open");
        System.in.read();
    }
}
