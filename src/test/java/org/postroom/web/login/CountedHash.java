package org.postroom.web.login;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Argon2id that counts its hashes, and does something first when told to. */
final class CountedHash implements SlowHash {
    /** Cheap, so that tests are quick. */
    static final HashCost CHEAP = new HashCost(64, 1, 1);

    private final SlowHash real = new Argon2id();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicReference<Runnable> first = new AtomicReference<>(() -> {});

    int count() {
        return count.get();
    }

    void beforeTheNext(Runnable action) {
        first.set(action);
    }

    @Override
    public PasswordHash hash(Password password, HashCost cost, byte[] salt) {
        note();
        return real.hash(password, cost, salt);
    }

    @Override
    public boolean matches(Password password, PasswordHash hash) {
        note();
        return real.matches(password, hash);
    }

    @Override
    public HashCost costOf(PasswordHash hash) {
        return real.costOf(hash);
    }

    private void note() {
        count.incrementAndGet();
        first.getAndSet(() -> {}).run();
    }
}
