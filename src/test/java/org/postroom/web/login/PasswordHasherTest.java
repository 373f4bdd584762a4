package org.postroom.web.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postroom.mail.Secret;
import org.postroom.web.login.PasswordHasher.Verdict;

class PasswordHasherTest {
    private static final Password RIGHT = Password.offered(Secret.of("correct horse battery"));
    private static final Password WRONG = Password.offered(Secret.of("incorrect horse battery"));

    @Test
    void keepsArgon2idAtTheCostOwaspAsksForWithItsParameters() {
        assertThat(PasswordHasher.argon2id().hash(RIGHT).encoded())
                .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
    }

    /** As {@code src/test.c} of the reference implementation (phc-winner-argon2) has it. */
    @Test
    void agreesWithTheReferenceImplementation() {
        PasswordHash hash = new PasswordHash(
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");

        assertThat(new Argon2id().matches(Password.offered(Secret.of("password")), hash))
                .isTrue();
        assertThat(new Argon2id().matches(Password.offered(Secret.of("Password")), hash))
                .isFalse();
    }

    @Test
    void saltsEachHash() {
        PasswordHasher hasher = hasher(CountedHash.CHEAP);

        assertThat(hasher.hash(RIGHT)).isNotEqualTo(hasher.hash(RIGHT));
    }

    @Test
    void tellsRightFromWrongAndFromNone() {
        PasswordHasher hasher = hasher(CountedHash.CHEAP);
        Optional<PasswordHash> hash = Optional.of(hasher.hash(RIGHT));

        assertThat(hasher.verify(RIGHT, hash)).isEqualTo(Verdict.RIGHT);
        assertThat(hasher.verify(WRONG, hash)).isEqualTo(Verdict.WRONG);
        assertThat(hasher.verify(RIGHT, Optional.empty())).isEqualTo(Verdict.WRONG);
    }

    @ParameterizedTest
    @CsvSource({"128,1,1", "64,2,1", "64,1,2"})
    void tellsThatAHashIsCheaperThanTheRule(int memory, int passes, int lanes) {
        Optional<PasswordHash> hash = Optional.of(hasher(CountedHash.CHEAP).hash(RIGHT));
        HashCost dearer = new HashCost(memory, passes, lanes);

        assertThat(hasher(dearer).verify(RIGHT, hash)).isEqualTo(Verdict.RIGHT_BUT_CHEAP);
        assertThat(hasher(CountedHash.CHEAP)
                        .verify(RIGHT, Optional.of(hasher(dearer).hash(RIGHT))))
                .isEqualTo(Verdict.RIGHT);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "3,2", "64,2"})
    void leavesAProcessorToOthersAndNeverTakesMoreThanTwo(int processors, int atOnce) throws Exception {
        Gauge gauge = new Gauge();
        PasswordHasher hasher = new PasswordHasher(gauge, CountedHash.CHEAP, new SecureRandom(), processors);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> parts = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                parts.add(threads.submit(() -> hasher.verify(RIGHT, Optional.empty())));
            }
            for (Future<?> part : parts) {
                part.get();
            }
        }

        assertThat(gauge.most.get()).isBetween(1, atOnce);
    }

    private static PasswordHasher hasher(HashCost cost) {
        return new PasswordHasher(new Argon2id(), cost, new SecureRandom(), 2);
    }

    /** Notes how many are at it at the same time. */
    private static final class Gauge implements SlowHash {
        private final SlowHash real = new Argon2id();
        private final AtomicInteger now = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        @Override
        public boolean matches(Password password, PasswordHash hash) {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            boolean matches = real.matches(password, hash);
            now.decrementAndGet();
            return matches;
        }

        @Override
        public PasswordHash hash(Password password, HashCost cost, byte[] salt) {
            return real.hash(password, cost, salt);
        }

        @Override
        public HashCost costOf(PasswordHash hash) {
            return real.costOf(hash);
        }
    }
}
