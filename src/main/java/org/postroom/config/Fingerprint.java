package org.postroom.config;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * By what one sees that files changed, without reading them: identity, size and time of change of each. A write that
 * leaves all three alone would have to fall into the same tick of the clock, and a fingerprint counts only once it has
 * stayed the same for a while.
 */
record Fingerprint(Map<Path, String> byFile) {
    private static final int DEPTH = 4;
    private static final String NONE = "none";

    Fingerprint {
        byFile = Map.copyOf(byFile);
    }

    /** Of all files below the directory, and these, there or not; absolute paths. */
    static Fingerprint take(Path directory, Set<Path> others) {
        Map<Path, String> byFile = new HashMap<>();
        try {
            Files.walkFileTree(directory, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEPTH, into(byFile));
        } catch (IOException e) {
            byFile.put(directory, "unreadable: " + e.getMessage());
        }
        others.forEach(file -> byFile.computeIfAbsent(file, Fingerprint::of));
        return new Fingerprint(byFile);
    }

    /** This one, and of the other the files that this one does not have. */
    Fingerprint with(Fingerprint other) {
        Map<Path, String> both = new HashMap<>(other.byFile);
        both.putAll(byFile);
        return new Fingerprint(both);
    }

    /** The walk brings each file's attributes along: one look at the disk for each. */
    private static SimpleFileVisitor<Path> into(Map<Path, String> byFile) {
        return new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes found) {
                byFile.put(file, of(found));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                byFile.put(file, NONE);
                return FileVisitResult.CONTINUE;
            }
        };
    }

    private static String of(Path file) {
        try {
            return of(Files.readAttributes(file, BasicFileAttributes.class));
        } catch (IOException e) {
            return NONE;
        }
    }

    private static String of(BasicFileAttributes found) {
        return found.fileKey() + " " + found.size() + " "
                + found.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    }
}
