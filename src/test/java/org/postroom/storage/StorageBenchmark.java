package org.postroom.storage;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.postroom.mail.Bytes;
import org.postroom.testing.MariaDbServer;

/**
 * How fast mails of 20 KB are committed, one by one and in batches of 50, and how long opening an existing database takes.
 * Not a test: {@code mvn test-compile}, then run this class with the tests' class path; {@code docs/operating.md} has figures.
 */
final class StorageBenchmark {
    private static final int MAILS = 5_000;
    private static final int SIZE = 20_000;
    private static final int ROUNDS = 3;

    private final RawStore raws = RawStore.jdbi(new Ids(InstantSource.system(), 1));
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    private final PrintStream out = System.out;

    public static void main(String[] arguments) throws IOException {
        StorageBenchmark benchmark = new StorageBenchmark();
        Path directory = Files.createTempDirectory("postroom-benchmark");
        try {
            benchmark.measureSqlite(directory);
            if (MariaDbServer.installed()) {
                benchmark.measureMariaDb();
            }
        } finally {
            TestDatabase.remove(directory);
        }
    }

    private void measureSqlite(Path directory) {
        try (Database database = opened("create", DatabaseSettings.embedded(directory))) {
            measure(database);
        }
        for (int round = 0; round < ROUNDS; round++) {
            opened("open again", DatabaseSettings.embedded(directory)).close();
        }
    }

    private void measureMariaDb() {
        try (MariaDbServer server =
                MariaDbServer.start("--innodb-log-file-size=128M", "--innodb-buffer-pool-size=256M")) {
            DatabaseSettings settings = server.settings(server.createSchema());
            try (Database database = opened("create", settings)) {
                measure(database);
            }
            for (int round = 0; round < ROUNDS; round++) {
                opened("open again", settings).close();
            }
        }
    }

    private Database opened(String what, DatabaseSettings settings) {
        long start = System.nanoTime();
        Database database = Database.open(settings);
        out.printf("%s: %s took %d ms%n", database.version(), what, millisSince(start));
        return database;
    }

    private void measure(Database database) {
        for (int round = 0; round < ROUNDS; round++) {
            measure(database, 1, 1);
            measure(database, 50, 1);
            measure(database, 1, 2);
            measure(database, 50, 2);
        }
    }

    private void measure(Database database, int batch, int threads) {
        List<List<PackedMail>> batches = batches(batch);
        long start = System.nanoTime();
        List<Thread> workers = IntStream.range(0, threads)
                .mapToObj(worker -> Thread.startVirtualThread(() -> {
                    for (int i = worker; i < batches.size(); i += threads) {
                        List<PackedMail> mails = batches.get(i);
                        database.change(transaction -> mails.forEach(mail -> raws.put(transaction, mail)));
                    }
                }))
                .toList();
        workers.forEach(StorageBenchmark::join);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        out.printf(
                "%s: %d mails of %d bytes, %d a transaction, %d thread(s): %,.0f mails/s%n",
                database.dialect().product(), MAILS, SIZE, batch, threads, MAILS * 1e9 / took.toNanos());
    }

    private List<List<PackedMail>> batches(int size) {
        List<List<PackedMail>> batches = new ArrayList<>();
        for (int i = 0; i < MAILS; i += size) {
            batches.add(IntStream.range(0, size)
                    .mapToObj(_ -> PackedMail.of(mail()))
                    .toList());
        }
        return batches;
    }

    /** Half text, half something like base64, so that it compresses as mails do. */
    private Bytes mail() {
        byte[] content = new byte[SIZE];
        random.nextBytes(content);
        for (int i = 0; i < SIZE; i++) {
            content[i] = (byte) ('A' + (content[i] & 0x3f));
        }
        byte[] text = "Dear Sirs, nothing works. ".repeat(SIZE / 52).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, content, 0, text.length);
        return Bytes.wrap(Arrays.copyOf(content, SIZE));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }
}
