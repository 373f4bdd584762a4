package org.postroom.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.postroom.testing.Commands;

/**
 * What a daemon uses of the machine.
 *
 * @param threads of the operating system
 * @param descriptors open files and connections
 * @param heapKb kilobytes of live objects, counted while nothing else runs in it: however long that takes, no garbage is among them
 */
record Usage(long threads, long descriptors, long heapKb) {
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

    /** Collects garbage first. */
    static Usage of(long pid) {
        Matcher total = TOTAL.matcher(jcmd(pid, "GC.class_histogram"));
        if (!total.find()) {
            throw new IllegalStateException("Nothing was counted");
        }
        long heap = Long.parseLong(total.group(1)) / 1024;
        return new Usage(count(pid, "task"), count(pid, "fd"), heap);
    }

    private static String jcmd(long pid, String command) {
        return Commands.run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), String.valueOf(pid), command));
    }

    private static long count(long pid, String what) {
        try (Stream<Path> files = Files.list(Path.of("/proc", String.valueOf(pid), what))) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
