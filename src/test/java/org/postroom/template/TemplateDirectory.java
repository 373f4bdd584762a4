package org.postroom.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A copy of the shipped templates in a directory of a test, to be spoilt at will. */
public final class TemplateDirectory {
    public static final Path SHIPPED = Path.of("templates");

    private final Path path;

    private TemplateDirectory(Path path) {
        this.path = path;
    }

    public static TemplateDirectory copiedTo(Path target) {
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(SHIPPED.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TemplateDirectory(target);
    }

    public Path path() {
        return path;
    }

    public TemplateDirectory write(String file, String text) {
        try {
            Path target = path.resolve(file);
            Files.createDirectories(target.getParent());
            Files.writeString(target, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public TemplateDirectory delete(String file) {
        try {
            Files.delete(path.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public Templates load() {
        return Templates.load(path);
    }
}
