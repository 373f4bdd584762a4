package org.postroom.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.postroom.testing.Commands;

/**
 * The long run of random kills, which {@code src/test/faults/long} starts: batches of 100 kills, half of them on each
 * database, a seed each. A batch that is done is noted in a state file and in {@code docs/reliability.md}; one that was broken
 * off is begun anew. Ends at the first batch in which anything is lost, doubled or wrong, and leaves its files behind.
 */
final class LongRun {
    private static final int KILLS = 100;
    private static final int MOST_MAILS = 80;
    private static final Path REPORT = Path.of("docs", "reliability.md");
    private static final Pattern VERSION = Pattern.compile("database=\"(.*?)\"");

    private final int kills;
    private final long firstSeed;
    private final Path state;
    private final String commit;

    private LongRun(int kills, long firstSeed, Path state, String commit) {
        this.kills = kills;
        this.firstSeed = firstSeed;
        this.state = state;
        this.commit = commit;
    }

    /** Kills, first seed, state file, commit. */
    static void main(String[] args) throws Exception {
        new LongRun(Integer.parseInt(args[0]), Long.parseLong(args[1]), Path.of(args[2]), args[3]).run();
        System.exit(0);
    }

    private void run() throws IOException, InterruptedException, ExecutionException {
        Set<String> done = new HashSet<>(Files.exists(state) ? Files.readAllLines(state) : List.of());
        long batches = Math.ceilDiv(kills, KILLS);
        for (long seed = firstSeed; seed < firstSeed + batches; seed++) {
            if (!done.contains(String.valueOf(seed))) {
                batch(seed);
            }
        }
    }

    private void batch(long seed) throws IOException, InterruptedException, ExecutionException {
        Path directory = Files.createTempDirectory("postroom-long-" + seed + "-");
        Path sqlite = Files.createDirectory(directory.resolve("sqlite"));
        Path mariaDb = Files.createDirectory(directory.resolve("mariadb"));
        long began = System.nanoTime();
        KillPlay.Size size = new KillPlay.Size(seed, KILLS / 2, MOST_MAILS);
        List<KillPlay.Result> results =
                both(() -> KillPlay.onSqlite(sqlite, size), () -> KillPlay.onMariaDb(mariaDb, size));
        long minutes = Math.round((System.nanoTime() - began) / 60e9);
        String versions = String.join(", ", version(sqlite), version(mariaDb), "Dovecot " + dovecot());
        append(REPORT, row(seed, results, minutes, versions));
        List<Finding> findings =
                results.stream().flatMap(result -> result.findings().stream()).toList();
        if (!findings.isEmpty()) {
            findings.forEach(System.out::println);
            System.out.println("Seed " + seed + " found the above; its files are in " + directory);
            System.exit(1);
        }
        append(state, seed + "\n");
        remove(directory);
    }

    private static List<KillPlay.Result> both(Callable<KillPlay.Result> one, Callable<KillPlay.Result> other)
            throws InterruptedException, ExecutionException {
        List<KillPlay.Result> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (Future<KillPlay.Result> result : threads.invokeAll(List.of(one, other))) {
                results.add(result.get());
            }
        }
        return results;
    }

    /** A line of the table that ends the report. */
    private String row(long seed, List<KillPlay.Result> results, long minutes, String versions) {
        return "| " + DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC).format(Instant.now())
                + " | " + seed
                + " | " + sum(results, "kills")
                + " | " + sum(results, "mails")
                + " | " + sum(results, "mails sent")
                + " | " + sum(results, "lost")
                + " | " + sum(results, "doubled")
                + " | " + sum(results, "wrong")
                + " | " + sum(results, "set aside")
                + " | " + sum(results, "sends uncertain")
                + " | " + most(results, "ms to recover") / 1000.0 + " s"
                + " | " + minutes
                + " | " + commit
                + " | Java " + Runtime.version().feature() + ", " + versions
                + " |\n";
    }

    private static long sum(List<KillPlay.Result> results, String what) {
        return results.stream().mapToLong(result -> result.tally().count(what)).sum();
    }

    private static long most(List<KillPlay.Result> results, String what) {
        return results.stream()
                .mapToLong(result -> result.tally().count(what))
                .max()
                .orElse(0);
    }

    /** As a daemon of the play logged it when it started. */
    private static String version(Path company) throws IOException {
        try (Stream<Path> files = Files.list(company)) {
            for (Path log : files.filter(file -> file.getFileName().toString().startsWith("daemon-"))
                    .toList()) {
                Matcher version = VERSION.matcher(Files.readString(log));
                if (version.find()) {
                    return version.group(1);
                }
            }
        }
        return "unknown";
    }

    private static String dovecot() {
        return Commands.run(List.of("dovecot", "--version")).strip().split(" ")[0];
    }

    private static void append(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
