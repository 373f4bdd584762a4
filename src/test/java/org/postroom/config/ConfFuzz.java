package org.postroom.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.postroom.fuzz.Hold;

/** Whatever stands in a conf file, it is entries with their lines, or a problem with its place. */
public final class ConfFuzz {
    private ConfFuzz() {}

    private static final Path DIRECTORY = directory();

    /** Called by Jazzer and FuzzTest. */
    public static void fuzzerTestOneInput(byte[] data) {
        Path file = DIRECTORY.resolve("postroom.properties");
        Folder folder = new Folder(DIRECTORY);
        ProblemList problems = new ProblemList();
        write(file, data);
        Optional<ConfFile> read = ConfFileReader.read(file, folder, problems);
        Hold.that(read.isPresent() || !problems.isEmpty(), "unreadable for no reason");
        Interpolation variables = new Interpolation(folder, Map.of("HOME", "/home/postroom"));
        read.ifPresent(conf -> conf.all().forEach(entry -> {
            Optional<String> filled = variables.fill(entry, problems);
            Hold.that(filled.isPresent() || !problems.isEmpty(), "not filled in for no reason");
            Hold.that(entry.place().line() > 0, "an entry in no line");
        }));
        Hold.that(problems.isEmpty() || !problems.sorted().toString().isBlank(), "problems without words");
    }

    private static Path directory() {
        try {
            Path directory = Files.createTempDirectory("postroom-conf-fuzz");
            directory.toFile().deleteOnExit();
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, byte[] data) {
        try {
            Files.write(file, data).toFile().deleteOnExit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
