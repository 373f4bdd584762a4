package org.postroom.web.login;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.postroom.storage.TestDatabase;
import org.postroom.storage.TestDatabases;

/**
 * How long a failed log-in takes at the real cost, by what was wrong (FAULTS F6: within 10 % of each other), and how long
 * asking for a link takes. Not a test: {@code mvn test-compile}, then run this class with the tests' class path;
 * {@code docs/decisions/0008-log-in.md} has figures.
 */
final class LogInBenchmark {
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 200;

    private final Porch porch;
    private final LogIn logIn;
    private int rounds;

    private LogInBenchmark(TestDatabase store) {
        this.porch = new Porch(store.database());
        this.logIn = porch.logIn(HashCost.OWASP);
    }

    public static void main(String[] arguments) {
        try (TestDatabase store = TestDatabases.sqlite()) {
            LogInBenchmark benchmark = new LogInBenchmark(store);
            benchmark.porch.setPassword();
            // Once, so that the password's hash has the real cost
            Porch.session(benchmark.logIn.byPassword("anna", Porch.PASSWORD, Porch.HOME));
            benchmark.measure();
        }
    }

    private void measure() {
        Map<String, Runnable> tries = new LinkedHashMap<>();
        tries.put("wrong password", () -> logIn.byPassword("anna", Porch.WRONG, nextHousehold()));
        tries.put("no password set", () -> logIn.byPassword("ben", Porch.WRONG, nextHousehold()));
        tries.put("no such account", () -> logIn.byPassword("zoe", Porch.WRONG, nextHousehold()));
        tries.put("link, account exists", () -> logIn.askLink("anna", nextHousehold()));
        tries.put("link, no such account", () -> logIn.askLink("zoe", nextHousehold()));
        Map<String, List<Long>> times = new TreeMap<>();
        List<String> names = new ArrayList<>(tries.keySet());
        Random random = new Random(1);
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            boolean counts = round >= WARM_UP;
            // In another order each time: what follows a slow one finds caches cold
            Collections.shuffle(names, random);
            for (String name : names) {
                long took = time(Objects.requireNonNull(tries.get(name)));
                if (counts) {
                    times.computeIfAbsent(name, _ -> new ArrayList<>()).add(took);
                }
            }
            porch.clock.forward(Duration.ofHours(2));
        }
        times.forEach(LogInBenchmark::print);
    }

    /** From a network that nothing is counted for yet. */
    private Client nextHousehold() {
        return Client.of("2001:db8:0:" + Integer.toHexString(++rounds) + "::1");
    }

    private static long time(Runnable attempt) {
        long start = System.nanoTime();
        attempt.run();
        return System.nanoTime() - start;
    }

    private static void print(String name, List<Long> times) {
        long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "%-22s median %.2f ms, 10th %.2f, 90th %.2f of %d%n",
                name,
                sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length / 10] / 1e6,
                sorted[sorted.length * 9 / 10] / 1e6,
                sorted.length);
    }
}
