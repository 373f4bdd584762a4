package org.postroom.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A copy of the shipped conf in a directory of the test, and commands run on it. */
final class CommandBench {
    private final Path directory;
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    /** @param more lines for postroom.properties, such as which database */
    CommandBench(Path directory, String... more) {
        this.directory = directory;
        Path from = Path.of("conf");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, conf().resolve(from.relativize(file)));
            }
            Files.write(conf().resolve("postroom.properties"), List.of(more), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path conf() {
        return directory.resolve("conf");
    }

    /** Where the shipped conf keeps its data. */
    Path data() {
        return directory.resolve("data");
    }

    /** Runs a command and returns its exit code; what it printed before is forgotten. */
    int run(String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(1, List.of("--conf", conf().toString()));
        return PostroomCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    /** What the last command printed. */
    String out() {
        return out.toString();
    }

    /** What the last command printed as its failure. */
    String err() {
        return err.toString();
    }
}
