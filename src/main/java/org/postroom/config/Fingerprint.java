package org.postroom.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * By what one sees that files changed, without reading them: identity, size and time of change of each. A write that
 * leaves all three alone would have to fall into the same tick of the clock, and a fingerprint counts only once it has
 * stayed the same for a while.
 */
record Fingerprint(Map<String, String> byFile) {
    private static final int DEPTH = 4;

    Fingerprint {
        byFile = Map.copyOf(byFile);
    }

    /** Of all files below the directory, and these, there or not. */
    static Fingerprint take(Path directory, Set<Path> others) {
        Map<String, String> byFile = new TreeMap<>();
        others.forEach(file -> byFile.put(file.toString(), of(file)));
        try (Stream<Path> files = Files.walk(directory, DEPTH, FileVisitOption.FOLLOW_LINKS)) {
            files.filter(Files::isRegularFile).forEach(file -> byFile.put(file.toString(), of(file)));
        } catch (IOException | UncheckedIOException e) {
            byFile.put(directory.toString(), "unreadable: " + e.getMessage());
        }
        return new Fingerprint(byFile);
    }

    /** This one, and of the other the files that this one does not have. */
    Fingerprint with(Fingerprint other) {
        Map<String, String> both = new TreeMap<>(other.byFile);
        both.putAll(byFile);
        return new Fingerprint(both);
    }

    private static String of(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return found.fileKey() + " " + found.size() + " " + found.lastModifiedTime();
        } catch (IOException e) {
            return "none";
        }
    }
}
