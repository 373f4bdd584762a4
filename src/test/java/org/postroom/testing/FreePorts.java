package org.postroom.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds ports on the loopback interface that nobody listens on. They stay free until the caller uses them, and again while a
 * server of the caller's is down: the system gives none of them to those who ask for any port, as all others do, and each is
 * locked, in a file that all tests of this machine share, until this JVM ends.
 */
public final class FreePorts {
    /** Below those that Linux gives to clients and to listeners without a port of their own (ip_local_port_range). */
    private static final int FIRST = 20_000;

    private static final int COUNT = 12_000;

    private FreePorts() {}

    private static final class Locks {
        static final FileChannel FILE = open();

        private static FileChannel open() {
            String name = "postroom-ports-" + System.getProperty("user.name");
            try {
                return FileChannel.open(
                        Path.of(System.getProperty("java.io.tmpdir"), name),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Different free ports. */
    public static List<Integer> find(int count) {
        int start = ThreadLocalRandom.current().nextInt(COUNT);
        List<Integer> found = IntStream.range(0, COUNT)
                .map(i -> FIRST + (start + i) % COUNT)
                .filter(port -> isFree(port) && lock(port))
                .limit(count)
                .boxed()
                .toList();
        if (found.size() < count) {
            throw new IllegalStateException("No port is left");
        }
        return found;
    }

    private static boolean isFree(int port) {
        try (ServerSocket listener = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return listener.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** A byte of the file for each port; nobody else's and not ours already. */
    private static boolean lock(int port) {
        try {
            @Nullable FileLock lock = Locks.FILE.tryLock(port, 1, false);
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
