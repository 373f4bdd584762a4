package org.postroom.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.postroom.testing.Commands;
import org.postroom.testing.InstalledPrograms;

/**
 * A disk whose power can be cut (FAULTS T5). It loses all that was not flushed to it, as a disk does whose cache forgets: an
 * ext4 image that lies, as a file, in a second ext4 image, both mounted through loop devices. What programs write stays in
 * memory, before the inner image; what their fsync brings there stays in memory still, before the outer one, until the flush
 * that ends each fsync. Only what the outer image holds survives a cut: it is copied, and the copy mounted in its place.
 */
final class CuttableDisk implements AutoCloseable {
    private static final String SIZE = "600M";
    private static final String INNER_SIZE = "500M";
    /** The file systems commit nothing of their own accord for five minutes. */
    private static final String OPTIONS = "loop,noatime,commit=300";

    private static final int ATTEMPTS = 50;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private final Path work;
    private final Path mountPoint;
    private Path image;
    private int cuts;

    private CuttableDisk(Path work, Path mountPoint) {
        this.work = work;
        this.mountPoint = mountPoint;
        this.image = work.resolve("disk-0.img");
    }

    /** Skips the test, and says why, where disks cannot be mounted. */
    static void assumePossible() {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "mounting a disk needs root");
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/loop-control")), "there are no loop devices here");
        for (String program : List.of("mkfs.ext4", "mount", "findmnt")) {
            Assumptions.assumeTrue(InstalledPrograms.find(program).isPresent(), program + " is not installed here");
        }
    }

    /** An empty one. */
    static CuttableDisk mount(Path work, Path mountPoint) {
        CuttableDisk disk = new CuttableDisk(work, mountPoint);
        disk.make();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(disk::close));
        return disk;
    }

    private void make() {
        try {
            Files.createDirectories(outer());
            Files.createDirectories(mountPoint);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        format(image, SIZE);
        Commands.run(List.of("mount", "-o", OPTIONS, image.toString(), outer().toString()));
        format(inner(), INNER_SIZE);
        mountInner();
        keepAll();
    }

    private static void format(Path file, String size) {
        Commands.run(List.of("truncate", "-s", size, file.toString()));
        Commands.run(List.of("mkfs.ext4", "-q", "-F", file.toString()));
    }

    private Path outer() {
        return work.resolve("outer");
    }

    private Path inner() {
        return outer().resolve("inner.img");
    }

    private void mountInner() {
        Commands.run(List.of("mount", "-o", OPTIONS, inner().toString(), mountPoint.toString()));
    }

    /** Flushes everything, as an unmounting would. */
    void keepAll() {
        Commands.run(List.of("sync", "-f", mountPoint.toString()));
        Commands.run(List.of("sync", "-f", outer().toString()));
    }

    /**
     * Cuts the power: takes what the disk holds at this moment. The writers must stand still, frozen by SIGSTOP; kill them then,
     * and {@link #powerOn}.
     */
    void cut() {
        Path copy = work.resolve("disk-" + ++cuts + ".img");
        for (int attempt = 1; ; attempt++) {
            long before = sectorsWritten();
            Commands.run(List.of("cp", "--sparse=always", image.toString(), copy.toString()));
            if (sectorsWritten() == before) {
                break;
            }
            if (attempt == ATTEMPTS) {
                throw new IllegalStateException("Somebody goes on writing to the disk");
            }
        }
    }

    /** What the last cut left is mounted in place of the disk; the file systems recover by their journals. */
    void powerOn() {
        unmount();
        try {
            Files.delete(image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        image = work.resolve("disk-" + cuts + ".img");
        Commands.run(List.of("mount", "-o", OPTIONS, image.toString(), outer().toString()));
        mountInner();
    }

    /** Waits until a frozen process is in no system call any more: an fsync that had begun is over. */
    static void awaitFrozen(long pid) {
        await("process " + pid + " to stand still")
                .atMost(LONGEST_WAIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> isFrozen(pid));
    }

    private static boolean isFrozen(long pid) throws IOException {
        try (var threads = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
            return threads.allMatch(thread -> "TtZ".contains(state(thread)));
        }
    }

    private static String state(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).substring(0, 1);
        } catch (IOException e) {
            return "Z"; // it ended meanwhile
        }
    }

    private long sectorsWritten() {
        String device = Commands.run(List.of("findmnt", "-n", "-o", "SOURCE", outer().toString()))
                .strip();
        Path stat = Path.of("/sys/block", String.valueOf(Path.of(device).getFileName()), "stat");
        try {
            // https://docs.kernel.org/block/stat.html: the seventh number
            return Long.parseLong(Files.readString(stat).strip().split("\\s+")[6]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void unmount() {
        for (Path point : List.of(mountPoint, outer())) {
            if (isMounted(point)) {
                await("nobody to use " + point)
                        .atMost(LONGEST_WAIT)
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(50))
                        .ignoreExceptionsInstanceOf(IllegalStateException.class)
                        .until(() -> Commands.run(List.of("umount", point.toString()))
                                .isEmpty());
            }
        }
    }

    private static boolean isMounted(Path point) {
        try {
            return Files.readString(Path.of("/proc/mounts")).contains(" " + point.toAbsolutePath() + " ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        unmount();
    }
}
