package org.postroom.mail;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where bytes lie that are too many for memory, while a mail is on its way: in files that have lost their name as soon as they
 * are open, so that the system removes them however the process ends. Where the disk is nearly full they stay in memory.
 */
public final class Scratch {
    /** Bytes up to which memory is as good a place: mails without large files never come to lie in a file. */
    static final int MOST_IN_MEMORY = 1 << 20;

    /** Bytes that may lie in files nobody can reach any more, until garbage is collected. */
    private static final long MOST_FORGOTTEN = 256L << 20;

    /** Bytes of room that are left to the database. */
    private static final long RESERVE = 512L << 20;

    private static final String PREFIX = "scratch-";
    private static final Scratch NONE = new Scratch(Optional.empty());

    private final Optional<Path> directory;
    private final AtomicLong written = new AtomicLong();

    private Scratch(Optional<Path> directory) {
        this.directory = directory;
    }

    /** Memory alone, for tools and small things. */
    public static Scratch none() {
        return NONE;
    }

    /** Files in this directory, which should be this process's own; removes what one that was killed at a bad moment left there. */
    public static Scratch in(Path directory) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(directory, PREFIX + "*")) {
            for (Path leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        }
        return new Scratch(Optional.of(directory));
    }

    /** Takes bytes that are made one after another. */
    public BytesSink sink() {
        return sink(0);
    }

    /** As {@link #sink()}, for about so many bytes. */
    public BytesSink sink(long expected) {
        return new BytesSink(this, expected);
    }

    boolean takes(long bytes) {
        return directory.isPresent() && bytes > MOST_IN_MEMORY;
    }

    RandomAccessFile file() throws IOException {
        Path place = directory.orElseThrow();
        if (place.toFile().getUsableSpace() < RESERVE) {
            throw new IOException("The disk is nearly full");
        }
        Path path = Files.createTempFile(place, PREFIX, "");
        try {
            return new RandomAccessFile(path.toFile(), "rw");
        } finally {
            Files.delete(path);
        }
    }

    /**
     * Notes that a file was filled. Its room is free again when garbage is collected, which an idle heap may not need for hours: so
     * it is done now after every so many bytes, as Java does for memory outside the heap.
     */
    void filled(int size) {
        if (written.addAndGet(size) > MOST_FORGOTTEN) {
            written.set(size);
            System.gc();
        }
    }
}
