package org.postroom.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PoolTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(100);

    @Test
    void resultsKeepTheOrderOfTheInputs() throws InterruptedException {
        try (Pool pool = Pool.ofProcessors("test")) {
            List<Integer> inputs = IntStream.range(0, 1000).boxed().toList();
            assertThat(pool.map(inputs, i -> i * 2, LONG, (i, cause) -> -1))
                    .isEqualTo(inputs.stream().map(i -> i * 2).toList());
        }
    }

    @Test
    void noneIsBegunAfterTheSpanButOneAtLeast() throws InterruptedException {
        try (Pool pool = Pool.ofProcessors("test")) {
            List<Integer> inputs = IntStream.range(0, 10_000).boxed().toList();
            List<Integer> first = pool.mapFor(SHORT, inputs, PoolTest::slowly, LONG, (i, cause) -> -1);
            assertThat(first).isNotEmpty().hasSizeLessThan(10_000).isEqualTo(inputs.subList(0, first.size()));
            assertThat(pool.mapFor(Duration.ZERO, inputs, i -> i, LONG, (i, cause) -> -1))
                    .startsWith(0);
        }
    }

    private static int slowly(int input) {
        LockSupport.parkNanos(SHORT.toNanos() / 10);
        return input;
    }

    @Test
    void failureOfOneStandsForThatOneAlone() throws InterruptedException {
        try (Pool pool = Pool.ofProcessors("test")) {
            List<String> results =
                    pool.map(List.of(1, 0, 2), i -> "" + 6 / i, LONG, (i, cause) -> String.valueOf(cause.getMessage()));
            assertThat(results).containsExactly("6", "/ by zero", "3");
        }
    }

    @Test
    void stackOverflowIsAFailureLikeAnother() throws InterruptedException {
        try (Pool pool = Pool.ofProcessors("test")) {
            List<String> results = pool.map(
                    List.of(1),
                    PoolTest::endless,
                    LONG,
                    (i, cause) -> cause.getClass().getSimpleName());
            assertThat(results).containsExactly("StackOverflowError");
        }
    }

    @Test
    void workThatNeverEndsIsGivenUpAndTheOthersGoOn() throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        try (Pool pool = Pool.ofProcessors("test")) {
            List<Integer> inputs = IntStream.range(0, 20).boxed().toList();
            List<String> results = pool.map(
                    inputs,
                    i -> i < 5 ? deaf(over) : "done",
                    SHORT,
                    (i, cause) -> cause.getClass().getSimpleName());
            assertThat(results.subList(0, 5)).containsOnly("TimeoutException");
            assertThat(results.subList(5, 20)).containsOnly("done");
            assertThat(pool.map(inputs, i -> i, SHORT, (i, cause) -> -1)).isEqualTo(inputs);
        } finally {
            over.set(true);
        }
    }

    @Test
    void workThatIsGivenUpEndsWhereItChecks() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        try (Pool pool = Pool.ofProcessors("test")) {
            pool.map(
                    List.of(1),
                    i -> {
                        try {
                            while (true) {
                                Patience.check();
                            }
                        } finally {
                            ended.countDown();
                        }
                    },
                    SHORT,
                    (i, cause) -> "given up");
            assertThat(ended.await(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    @Test
    void saysWhenTooManyOfThoseGivenUpStillRun() throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger said = new AtomicInteger();
        try (Pool pool = Pool.ofProcessors("test", said::incrementAndGet)) {
            List<Integer> some = IntStream.range(1, Lost.MOST).boxed().toList();
            pool.map(some, i -> deaf(over), SHORT, (i, cause) -> "given up");
            assertThat(said).hasValue(0);
            pool.map(List.of(1), i -> deaf(over), SHORT, (i, cause) -> "given up");
            assertThat(said).hasValue(1);
        } finally {
            over.set(true);
        }
    }

    @Test
    void thoseThatEndAfterAllCountNoMore() throws InterruptedException {
        AtomicInteger said = new AtomicInteger();
        try (Pool pool = Pool.ofProcessors("test", said::incrementAndGet)) {
            for (int i = 0; i < Lost.MOST * 2; i++) {
                CountDownLatch ended = new CountDownLatch(1);
                pool.map(List.of(i), _ -> untilChecked(ended), SHORT, (_, cause) -> "given up");
                assertThat(ended.await(1, TimeUnit.MINUTES)).isTrue();
            }
            assertThat(said).hasValue(0);
        }
    }

    private static String untilChecked(CountDownLatch ended) {
        try {
            while (true) {
                Patience.check();
            }
        } finally {
            ended.countDown();
        }
    }

    @Test
    void timeThatWorkSpendsWaitingDoesNotCount() throws InterruptedException {
        try (Pool pool = Pool.ofProcessors("test")) {
            List<String> results = pool.map(
                    List.of(1),
                    i -> {
                        LockSupport.parkNanos(SHORT.multipliedBy(5).toNanos());
                        return "done";
                    },
                    SHORT,
                    (i, cause) -> "given up");
            assertThat(results).containsExactly("done");
        }
    }

    /** A library that hears of no interruption. */
    private static String deaf(AtomicBoolean over) {
        while (!over.get()) {
            Thread.onSpinWait();
        }
        return "too late";
    }

    @SuppressWarnings("InfiniteRecursion")
    private static String endless(int i) {
        return endless(i + 1) + i;
    }
}
