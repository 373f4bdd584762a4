package org.postroom.web.login;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Hashes and verifies passwords: as many at a time as leave a processor to others, at most two, so that tries can take
 * neither the memory nor the processors from the mail.
 *
 * <p>Verifying takes one hash whether the account has a password or not: without one, the password is held against a hash
 * that nothing matches.
 */
public final class PasswordHasher {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int MOST_AT_ONCE = 2;

    private final SlowHash function;
    private final HashCost cost;
    private final SecureRandom random;
    private final PasswordHash unmatched;
    private final Semaphore places;

    PasswordHasher(SlowHash function, HashCost cost, SecureRandom random, int processors) {
        this.function = function;
        this.cost = cost;
        this.random = random;
        this.unmatched = unmatched(cost, random);
        this.places = new Semaphore(Math.clamp(processors - 1L, 1, MOST_AT_ONCE), true);
    }

    /** Argon2id at OWASP's cost, on this machine. */
    public static PasswordHasher argon2id() {
        return new PasswordHasher(
                new Argon2id(),
                HashCost.OWASP,
                new SecureRandom(),
                Runtime.getRuntime().availableProcessors());
    }

    /** What came of a password. */
    enum Verdict {
        RIGHT,
        /** Right, but hashed at a lower cost than is the rule now: time to hash it anew. */
        RIGHT_BUT_CHEAP,
        WRONG
    }

    PasswordHash hash(Password password) {
        byte[] salt = randomBytes(random, SALT_BYTES);
        return inTurn(() -> function.hash(password, cost, salt));
    }

    Verdict verify(Password password, Optional<PasswordHash> hash) {
        boolean matches = inTurn(() -> function.matches(password, hash.orElse(unmatched)));
        if (hash.isEmpty() || !matches) {
            return Verdict.WRONG;
        }
        return function.costOf(hash.get()).isBelow(cost) ? Verdict.RIGHT_BUT_CHEAP : Verdict.RIGHT;
    }

    private <T> T inTurn(Supplier<T> work) {
        places.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    /** Random bytes in place of a hash: whatever has them as its hash, nobody will ever find it. */
    private static PasswordHash unmatched(HashCost like, SecureRandom random) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return new PasswordHash(String.format(
                Locale.ROOT,
                "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s",
                like.memory(),
                like.passes(),
                like.lanes(),
                base64.encodeToString(randomBytes(random, SALT_BYTES)),
                base64.encodeToString(randomBytes(random, HASH_BYTES))));
    }

    private static byte[] randomBytes(SecureRandom random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
