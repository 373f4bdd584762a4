package org.postroom.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A small good conf folder of a test, whose files can be replaced. */
final class ConfFolder {
    private static final Path BASE = Path.of("src/test/resources/conf/base");

    private final Path directory;

    ConfFolder(Path directory) throws IOException {
        this.directory = directory;
        BrokenConfTest.copy(BASE, directory);
    }

    Path directory() {
        return directory;
    }

    ConfFolder write(String file, String text) throws IOException {
        Path target = directory.resolve(file);
        Files.createDirectories(target.getParent());
        Files.writeString(target, text);
        return this;
    }

    ConfFolder append(String file, String text) throws IOException {
        return write(file, Files.readString(directory.resolve(file)) + text);
    }

    ConfResult result(Map<String, String> environment) {
        return ConfLoader.load(directory, environment);
    }

    Conf load() {
        return load(Map.of());
    }

    Conf load(Map<String, String> environment) {
        ConfResult result = result(environment);
        if (result instanceof Problems problems) {
            throw new AssertionError(problems.toString());
        }
        return (Conf) result;
    }
}
