package org.postroom.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaryTest {
    private static final Duration SHORT = Duration.ofMillis(100);

    private final Pool pool = Pool.ofProcessors("test");

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void givesWhatTheWorkGives() {
        Wary wary = new Wary(pool, SHORT);
        assertThat(wary.attempt("mail", () -> Optional.of(42))).contains(42);
        assertThat(wary.attempt("mail", Optional::empty)).isEmpty();
        assertThat(wary.attempt("mail", () -> Optional.of(43))).contains(43);
    }

    @Test
    void whatTookTooLongIsNotTriedAgain() {
        Wary wary = new Wary(pool, SHORT);
        AtomicInteger tries = new AtomicInteger();
        for (int i = 0; i < 5; i++) {
            assertThat(wary.attempt("poison", () -> endless(tries))).isEmpty();
        }
        assertThat(tries).hasValue(1);
        assertThat(wary.attempt("mail", () -> Optional.of("read"))).contains("read");
    }

    @Test
    void whatOverflowsTheStackIsNotTriedAgain() {
        Wary wary = new Wary(pool, Duration.ofMinutes(1));
        AtomicInteger tries = new AtomicInteger();
        for (int i = 0; i < 5; i++) {
            assertThat(wary.attempt("deep", () -> {
                        tries.incrementAndGet();
                        throw new StackOverflowError();
                    }))
                    .isEmpty();
        }
        assertThat(tries).hasValue(1);
    }

    @Test
    void otherFaultsAreTheCallersAndAreTriedAgain() {
        Wary wary = new Wary(pool, SHORT);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> wary.attempt("mail", () -> {
                        throw new IllegalArgumentException("odd");
                    }))
                    .hasMessage("odd");
        }
    }

    @Test
    void whoFindsNoTurnIsToldSo() throws InterruptedException {
        Wary wary = new Wary(pool, Duration.ofMinutes(1), 1, SHORT);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        CompletableFuture<Optional<String>> first = CompletableFuture.supplyAsync(
                () -> wary.attempt("one", () -> {
                    begun.countDown();
                    return await(over);
                }),
                Thread::startVirtualThread);
        begun.await();
        assertThatThrownBy(() -> wary.attempt("other", () -> Optional.of("read")))
                .isInstanceOf(Busy.class);
        over.countDown();
        assertThat(first.join()).contains("read");
        assertThat(wary.attempt("other", () -> Optional.of("read"))).contains("read");
    }

    private static Optional<String> endless(AtomicInteger tries) {
        tries.incrementAndGet();
        while (true) {
            Patience.check();
        }
    }

    private static Optional<String> await(CountDownLatch latch) {
        try {
            latch.await();
            return Optional.of("read");
        } catch (InterruptedException e) {
            return Optional.empty();
        }
    }
}
