package org.postroom.web.login;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;

/** Argon2id (RFC 9106), 32 bytes long. Password4j keeps the memory of one hash for each cost that was ever met. */
final class Argon2id implements SlowHash {
    private static final int LENGTH = 32;

    @Override
    public PasswordHash hash(Password password, HashCost cost, byte[] salt) {
        Argon2Function function =
                Argon2Function.getInstance(cost.memory(), cost.passes(), cost.lanes(), LENGTH, Argon2.ID);
        return new PasswordHash(function.hash(password.bytes(), salt).getResult());
    }

    @Override
    public boolean matches(Password password, PasswordHash hash) {
        return Argon2Function.getInstanceFromHash(hash.encoded())
                .check(password.bytes(), hash.encoded().getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public HashCost costOf(PasswordHash hash) {
        Argon2Function function = Argon2Function.getInstanceFromHash(hash.encoded());
        return new HashCost(function.getMemory(), function.getIterations(), function.getParallelism());
    }
}
