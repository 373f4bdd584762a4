package org.postroom.autoreply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.postroom.autoreply.SendBudget.Grant;
import org.postroom.mail.EmailAddress;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.OnBothDatabases;

@OnBothDatabases
class SendBudgetTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final AutoReplyLimits LIMITS = AutoReplyLimits.DEFAULT;
    private static final int THREADS = 32;

    /** Of each thread; a long run sets more with {@code -Dpostroom.budget.tries=…}. */
    private static final int TRIES = Integer.getInteger("postroom.budget.tries", 25);

    private final SendBudget budget = SendBudget.jdbi();

    @DatabaseTest
    void grantsThreeInThirtyMinutesWhateverTheSpelling(Database database) {
        assertThat(take(database, "anna@example.org", NOW)).isInstanceOf(Grant.Granted.class);
        assertThat(take(database, "Anna@example.org", NOW)).isInstanceOf(Grant.Granted.class);
        assertThat(take(database, "anna+x@EXAMPLE.org", NOW)).isInstanceOf(Grant.Granted.class);
        assertThat(take(database, "anna+y@example.org", NOW.plusSeconds(1800)))
                .isEqualTo(new Grant.Exhausted(toAddress("anna@example.org")));
        assertThat(take(database, "ben@example.org", NOW)).isInstanceOf(Grant.Granted.class);
    }

    @DatabaseTest
    void grantsAgainWhenTheWindowHasPassed(Database database) {
        for (int i = 0; i < 3; i++) {
            take(database, "anna@example.org", NOW.plusSeconds(i));
        }
        Instant later = NOW.plus(Duration.ofMinutes(30)).plusMillis(1);

        assertThat(take(database, "anna@example.org", later)).isInstanceOf(Grant.Granted.class);
        assertThat(take(database, "anna@example.org", later)).isInstanceOf(Grant.Exhausted.class);
    }

    @DatabaseTest
    void tellsHowManyWereWithheldSinceTheLast(Database database) {
        for (int i = 0; i < 8; i++) {
            take(database, "anna@example.org", NOW);
        }
        Instant later = NOW.plus(Duration.ofHours(1));

        assertThat(take(database, "anna@example.org", later)).isEqualTo(new Grant.Granted(5));
        assertThat(take(database, "anna@example.org", later)).isEqualTo(new Grant.Granted(0));
    }

    @DatabaseTest
    void takesFromAllLimitsOrFromNone(Database database) {
        Limit wide = new Limit("in-all", 1, Duration.ofHours(1));
        Limit anna = toAddress("anna@example.org");
        take(database, List.of(toAddress("ben@example.org"), wide), NOW);

        assertThat(take(database, List.of(anna, wide), NOW)).isEqualTo(new Grant.Exhausted(wide));
        for (int i = 0; i < 3; i++) {
            assertThat(take(database, List.of(anna), NOW)).isInstanceOf(Grant.Granted.class);
        }
    }

    @DatabaseTest
    void givesBackWhatATransactionTookThatFailed(Database database) {
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> database.write(transaction -> {
                        budget.take(transaction, List.of(toAddress("anna@example.org")), NOW);
                        throw new IllegalStateException("the queue is full");
                    }))
                    .hasMessage("the queue is full");
        }

        assertThat(take(database, "anna@example.org", NOW)).isEqualTo(new Grant.Granted(0));
    }

    @DatabaseTest
    void staysWithinTheLimitHoweverManyTryAtOnce(Database database) throws Exception {
        AtomicInteger granted = new AtomicInteger();
        List<String> spellings = List.of("anna@example.org", "ANNA@example.org", "anna+1@example.org");
        inParallel(thread -> {
            Random random = new Random(thread);
            for (int i = 0; i < TRIES; i++) {
                Instant at = NOW.plusMillis(random.nextInt(1000));
                if (take(database, spellings.get(random.nextInt(3)), at) instanceof Grant.Granted) {
                    granted.incrementAndGet();
                }
            }
        });

        assertThat(granted).hasValue(3);
    }

    @DatabaseTest
    void staysWithinEveryWindowWhileTimePassesAndManyTryAtOnce(Database database) throws Exception {
        List<Instant> sent = java.util.Collections.synchronizedList(new ArrayList<>());
        // Nobody's clock is a window behind another's, however long a thread has to wait
        CyclicBarrier round = new CyclicBarrier(THREADS);
        inParallel(thread -> {
            Random random = new Random(thread);
            for (int i = 0; i < 20; i++) {
                round.await();
                Instant at = NOW.plus(Duration.ofMinutes(8L * i + random.nextInt(8)));
                if (take(database, "anna@example.org", at) instanceof Grant.Granted) {
                    sent.add(at);
                }
            }
        });
        List<Instant> sorted = sent.stream().sorted().toList();

        assertThat(sorted).hasSizeGreaterThan(3);
        for (int i = 0; i + 3 < sorted.size(); i++) {
            assertThat(Duration.between(sorted.get(i), sorted.get(i + 3))).isGreaterThan(LIMITS.window());
        }
    }

    @DatabaseTest
    void holdsDepartmentsAndTheWholeTogetherUnderManyAtOnce(Database database) throws Exception {
        Limit wide = new Limit("in-all", 40, Duration.ofHours(1));
        AtomicInteger granted = new AtomicInteger();
        inParallel(thread -> {
            for (int i = 0; i < 10; i++) {
                Limit narrow = toAddress("victim" + thread + "-" + i + "@example.org");
                if (take(database, List.of(narrow, wide), NOW) instanceof Grant.Granted) {
                    granted.incrementAndGet();
                }
            }
        });

        assertThat(granted).hasValue(40);
    }

    @DatabaseTest
    void forgetsAddressesNothingIsSentTo(Database database) {
        take(database, "anna@example.org", NOW);
        take(database, "ben@example.org", NOW.plus(Duration.ofDays(2)));

        int forgotten =
                database.write(transaction -> budget.forgetUnusedSince(transaction, NOW.plus(Duration.ofDays(1))));

        assertThat(forgotten).isEqualTo(1);
    }

    @DatabaseTest
    void sweepsAfterADayAndKeepsLongWindows(Database database) {
        take(database, "anna@example.org", NOW);
        Instant later = NOW.plus(Duration.ofDays(2));

        new BudgetSweep(database, budget, () -> Duration.ofDays(30), () -> later).run();
        assertThat(database.<Integer>write(transaction -> budget.forgetUnusedSince(transaction, later)))
                .isEqualTo(1);
        take(database, "anna@example.org", NOW);
        new BudgetSweep(database, budget, () -> Duration.ofMinutes(30), () -> later).run();
        assertThat(database.<Integer>write(transaction -> budget.forgetUnusedSince(transaction, later)))
                .isEqualTo(0);
    }

    private Grant take(Database database, String address, Instant now) {
        return take(database, List.of(toAddress(address)), now);
    }

    private Grant take(Database database, List<Limit> limits, Instant now) {
        return database.write(transaction -> budget.take(transaction, limits, now));
    }

    private static Limit toAddress(String address) {
        return Limit.toAddress(EmailAddress.of(address), LIMITS);
    }

    private interface Part {
        void run(int thread) throws Exception;
    }

    private static void inParallel(Part part) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> parts = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int number = thread;
                parts.add(threads.submit(() -> {
                    part.run(number);
                    return number;
                }));
            }
            for (Future<?> done : parts) {
                done.get();
            }
        }
    }
}
