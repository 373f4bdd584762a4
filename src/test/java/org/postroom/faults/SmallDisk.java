package org.postroom.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.postroom.testing.Commands;

/** A disk in memory so small that it is soon full, and can be filled and freed (FAULTS T7). */
final class SmallDisk implements AutoCloseable {
    private static final int BLOCK = 4096;

    private final Path mountPoint;

    private SmallDisk(Path mountPoint) {
        this.mountPoint = mountPoint;
    }

    /** Skips the test, and says why, where disks cannot be mounted. */
    static void assumePossible() {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "mounting a disk needs root");
    }

    /** Mounts one of so many MiB. */
    static SmallDisk mount(Path mountPoint, int megabytes) {
        try {
            Files.createDirectories(mountPoint);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Commands.run(List.of("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", mountPoint.toString()));
        return new SmallDisk(mountPoint);
    }

    /** Fills it to the last block. */
    void fill() {
        try (OutputStream ballast = Files.newOutputStream(ballast())) {
            byte[] block = new byte[BLOCK];
            while (room() > 0) {
                ballast.write(block);
            }
        } catch (IOException e) {
            // Full is full: somebody else took the last block
        }
    }

    /** Makes room again. */
    void free() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long room() throws IOException {
        return Files.getFileStore(mountPoint).getUsableSpace();
    }

    private Path ballast() {
        return mountPoint.resolve("ballast");
    }

    @Override
    public void close() {
        Commands.run(List.of("umount", "-l", mountPoint.toString()));
    }
}
