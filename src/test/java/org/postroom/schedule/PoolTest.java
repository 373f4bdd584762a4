package org.postroom.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PoolTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void resultsKeepTheOrderOfTheInputs() throws InterruptedException {
        try (Pool pool = Pool.ofProcessors("test")) {
            List<Integer> inputs = IntStream.range(0, 1000).boxed().toList();
            assertThat(pool.map(inputs, i -> i * 2, LONG, (i, cause) -> -1))
                    .isEqualTo(inputs.stream().map(i -> i * 2).toList());
        }
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
    void workThatTakesTooLongIsNotWaitedFor() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        try (Pool pool = Pool.ofProcessors("test")) {
            List<Class<?>> results = pool.map(
                    List.of(1),
                    i -> {
                        try {
                            never.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        return Integer.class;
                    },
                    Duration.ofMillis(50),
                    (i, cause) -> cause.getClass());
            assertThat(results).isEqualTo(List.of(TimeoutException.class));
        }
    }

    @SuppressWarnings("InfiniteRecursion")
    private static String endless(int i) {
        return endless(i + 1) + i;
    }
}
