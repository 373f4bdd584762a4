package org.postroom.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** What a test counted, as one line: printed, and added to {@code target/faults/tally.txt}. */
public final class Tally {
    private static final Path FILE = Path.of("target", "faults", "tally.txt");

    private final String name;
    private final long seed;
    private final Map<String, AtomicLong> counts = new LinkedHashMap<>();

    private Tally(String name, long seed) {
        this.name = name;
        this.seed = seed;
    }

    /** A tally under a name such as {@code kill SQLite}. */
    public static Tally of(String name) {
        return of(name, Seeds.first());
    }

    /** A tally of a run with another seed. */
    public static Tally of(String name, long seed) {
        return new Tally(name, seed);
    }

    /** Adds to a count; counts stand in the order of their first mention. */
    public synchronized Tally add(String what, long count) {
        counts.computeIfAbsent(what, word -> new AtomicLong()).addAndGet(count);
        return this;
    }

    /** Keeps the largest of some numbers. */
    public synchronized Tally most(String what, long value) {
        counts.computeIfAbsent(what, word -> new AtomicLong()).accumulateAndGet(value, Math::max);
        return this;
    }

    /** A count so far. */
    public synchronized long count(String what) {
        AtomicLong count = counts.get(what);
        return count == null ? 0 : count.get();
    }

    /** The line: {@code FAULTS kill SQLite: 50 kills, 1700 mails, 0 lost, 0 doubled, seed 1}. */
    public synchronized String line() {
        return "FAULTS " + name + ": "
                + counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", "))
                + ", seed " + seed;
    }

    /** Prints the line and writes it down. */
    public void print() {
        System.out.println(line());
        try {
            Files.createDirectories(FILE.toAbsolutePath().getParent());
            Files.writeString(FILE, line() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
