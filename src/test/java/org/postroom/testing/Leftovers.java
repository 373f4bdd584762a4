package org.postroom.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/** Removes what servers leave behind. */
final class Leftovers {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private Leftovers() {}

    /** Removes a directory whose server has ended: its last children may still end, and make and remove files meanwhile. */
    static void remove(Path directory) {
        await("the end of " + directory)
                .atMost(LONGEST)
                .pollDelay(Duration.ZERO)
                .until(() -> !Files.exists(directory) || isRemoved(directory));
    }

    private static boolean isRemoved(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
            return true;
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }
}
