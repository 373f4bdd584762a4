package org.postroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.OnBothDatabases;

@OnBothDatabases
class SentFormsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T15:30:00Z");

    private final SentForms forms = SentForms.jdbi();
    private final FormKey key = FormKey.fresh(new SecureRandom());

    private boolean isUsed(Database database, FormKey form) {
        return database.<Boolean>read(transaction -> forms.isUsed(transaction, form));
    }

    @DatabaseTest
    void remembersWhichFormsWereSent(Database database) {
        assertThat(isUsed(database, key)).isFalse();
        database.change(transaction -> forms.use(transaction, key, NOW));
        assertThat(isUsed(database, key)).isTrue();
        assertThat(isUsed(database, FormKey.fresh(new SecureRandom()))).isFalse();
        database.change(transaction -> forms.use(transaction, key, NOW.plusSeconds(1)));
        assertThat(isUsed(database, key)).isTrue();
    }

    @DatabaseTest
    void aFormCountsNotWhenWhatItAsksForFails(Database database) {
        assertThatThrownBy(() -> database.change(transaction -> {
                    forms.use(transaction, key, NOW);
                    throw new IllegalArgumentException("failed");
                }))
                .hasMessage("failed");
        assertThat(isUsed(database, key)).isFalse();
    }

    @DatabaseTest
    void forgetsWhatIsOld(Database database) {
        FormKey later = FormKey.fresh(new SecureRandom());
        database.change(transaction -> forms.use(transaction, key, NOW));
        database.change(transaction -> forms.use(transaction, later, NOW.plusSeconds(10)));
        int forgotten = database.<Integer>write(transaction -> forms.forget(transaction, NOW.plusSeconds(5)));
        assertThat(forgotten).isPositive();
        assertThat(isUsed(database, key)).isFalse();
        assertThat(isUsed(database, later)).isTrue();
    }

    @DatabaseTest
    void doesAPartOnceHoweverManyBeginItAtOnce(Database database) throws Exception {
        AtomicInteger done = new AtomicInteger();
        Callable<Boolean> send = () -> {
            boolean first = database.write(transaction -> forms.begin(transaction, key, 7, NOW));
            if (first) {
                done.incrementAndGet();
            }
            return first;
        };
        try (ExecutorService both = Executors.newFixedThreadPool(4)) {
            both.invokeAll(Collections.nCopies(4, send));
        }
        assertThat(done).hasValue(1);
        assertThat(database.<Boolean>write(transaction -> forms.begin(transaction, key, 8, NOW)))
                .as("another part")
                .isTrue();
        database.change(transaction -> forms.giveUp(transaction, key, 7));
        assertThat(database.<Boolean>write(transaction -> forms.begin(transaction, key, 7, NOW)))
                .as("a part that was given up")
                .isTrue();
    }
}
