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
 * @param heapKb kilobytes of live objects: what is used right after a full collection
 */
record Usage(long threads, long descriptors, long heapKb) {
    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final Pattern GENERATION = Pattern.compile("(?m)^ *(?:def new|tenured) .*|^ *(?:DefNew|Tenured) .*");

    /** Collects garbage first. */
    static Usage of(long pid) {
        jcmd(pid, "GC.run");
        Matcher generations = GENERATION.matcher(jcmd(pid, "GC.heap_info"));
        long heap = 0;
        while (generations.find()) {
            Matcher used = USED.matcher(generations.group());
            heap += used.find() ? Long.parseLong(used.group(1)) : 0;
        }
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
