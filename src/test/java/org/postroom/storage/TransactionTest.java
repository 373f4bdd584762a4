package org.postroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jdbi.v3.core.JdbiException;

@OnBothDatabases
class TransactionTest {
    private static final long SEED = 42;

    @DatabaseTest
    void rollsBackEverythingWhenTheWorkThrows(Database database) {
        Probe.create(database, 2);
        IllegalArgumentException thrown = new IllegalArgumentException("no");
        assertThatThrownBy(() -> database.change(transaction -> {
                    Probe.add(transaction, 0, 1);
                    Probe.insert(transaction, 2, 0, "new");
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertThat(Probe.amounts(database)).containsExactly(100L, 100L);
    }

    @DatabaseTest
    void rollsBackWhenTheStackOverflows(Database database) {
        Probe.create(database, 1);
        assertThatThrownBy(() -> database.change(transaction -> {
                    Probe.add(transaction, 0, 1);
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);
        database.change(transaction -> Probe.add(transaction, 0, 5));
        assertThat(Probe.amounts(database)).containsExactly(105L);
    }

    @DatabaseTest
    void givesBackWhatTheWorkReturns(Database database) {
        Probe.create(database, 1);
        int changed = database.write(transaction -> Probe.add(transaction, 0, 1));
        assertThat(changed).isEqualTo(1);
        assertThat(Probe.amounts(database)).containsExactly(101L);
    }

    @DatabaseTest
    void runsActionsInOrderOnceCommitted(Database database) {
        Probe.create(database, 1);
        List<String> told = new ArrayList<>();
        database.change(transaction -> {
            transaction.afterCommit(() -> told.add("first sees " + Probe.amounts(database)));
            transaction.afterCommit(() -> told.add("second"));
            Probe.add(transaction, 0, 1);
            told.add("work");
        });
        assertThat(told).containsExactly("work", "first sees [101]", "second");
    }

    @DatabaseTest
    void runsNoActionAfterRollback(Database database) {
        List<String> told = new ArrayList<>();
        assertThatThrownBy(() -> database.change(transaction -> {
                    transaction.afterCommit(() -> told.add("committed"));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(told).isEmpty();
    }

    @DatabaseTest
    void standsCommittedWhenAnActionThrows(Database database) {
        Probe.create(database, 1);
        List<String> told = new ArrayList<>();
        database.change(transaction -> {
            transaction.afterCommit(() -> {
                throw new IllegalStateException("action");
            });
            transaction.afterCommit(() -> told.add("next"));
            Probe.add(transaction, 0, 1);
        });
        assertThat(told).containsExactly("next");
        assertThat(Probe.amounts(database)).containsExactly(101L);
    }

    @DatabaseTest
    void losesNoUpdateAmongThreadsThatCollide(Database database) {
        Probe.create(database, 4);
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(SEED + i);
            threads.add(CompletableFuture.runAsync(() -> moveAmounts(database, random), Thread::startVirtualThread));
        }
        threads.forEach(CompletableFuture::join);
        List<Long> amounts = Probe.amounts(database);
        assertThat(amounts.stream().mapToLong(Long::longValue).sum())
                .as("seed %d: %s", SEED, amounts)
                .isEqualTo(400);
    }

    private static void moveAmounts(Database database, RandomGenerator random) {
        for (int round = 0; round < 20; round++) {
            long from = random.nextInt(4);
            long to = random.nextInt(4);
            database.change(transaction -> {
                Probe.add(transaction, from, -1);
                Probe.add(transaction, to, 1);
            });
        }
    }

    @DatabaseTest
    void readsOneSnapshotWhileOthersWrite(Database database) {
        Probe.create(database, 1);
        List<Long> seen = database.read(transaction -> {
            long before = Probe.amount(transaction, 0);
            onAnotherThread(() -> database.change(other -> Probe.add(other, 0, 1)));
            return List.of(before, Probe.amount(transaction, 0));
        });
        assertThat(seen).containsExactly(100L, 100L);
        assertThat(Probe.amounts(database)).containsExactly(101L);
    }

    @DatabaseTest
    void readsWhileAWriterIsInTheMiddle(Database database) {
        Probe.create(database, 1);
        List<Long> seen = new ArrayList<>();
        database.change(transaction -> {
            Probe.add(transaction, 0, 1);
            onAnotherThread(() -> seen.addAll(Probe.amounts(database)));
        });
        assertThat(seen).containsExactly(100L);
    }

    @DatabaseTest
    void refusesATransactionWithinATransaction(Database database) {
        assertThatThrownBy(() -> database.change(_ -> database.change(_ -> {})))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("hand it on");
        assertThatThrownBy(() -> database.read(_ -> database.read(_ -> 1))).isInstanceOf(IllegalStateException.class);
    }

    @DatabaseTest
    void refusesToWriteWhileReading(Database database) {
        Probe.create(database, 1);
        assertThatThrownBy(() -> database.read(transaction -> Probe.add(transaction, 0, 1)))
                .isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> database.read(transaction -> {
                    transaction.afterCommit(() -> {});
                    return 1;
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(Probe.amounts(database)).containsExactly(100L);
    }

    @DatabaseTest
    void tellsANewRowFromAKnownOneAndGoesOn(Database database) {
        Probe.create(database, 1);
        List<Boolean> inserted = database.write(transaction -> List.of(
                transaction.insertIfAbsent(() -> Probe.insert(transaction, 0, 1, "same id")),
                transaction.insertIfAbsent(() -> Probe.insert(transaction, 1, 1, "account 0")),
                transaction.insertIfAbsent(() -> Probe.insert(transaction, 2, 1, "new"))));
        assertThat(inserted).containsExactly(false, false, true);
        assertThat(Probe.amounts(database)).containsExactly(100L, 1L);
    }

    @DatabaseTest
    void doesNotTakeOtherFailuresForAKnownRow(Database database) {
        Probe.create(database, 1);
        assertThatThrownBy(() -> database.change(transaction -> transaction.insertIfAbsent(() ->
                        transaction.handle().execute("INSERT INTO probe (id, amount, name) VALUES (9, NULL, 'nine')"))))
                .isInstanceOf(StorageException.class)
                .hasCauseInstanceOf(JdbiException.class)
                .hasMessageContaining("refused a statement");
    }

    @DatabaseTest
    void countsTheRowsAnUpdateMatchesChangedOrNot(Database database) {
        Probe.create(database, 2);
        int matched = database.write(transaction -> transaction.handle().execute("UPDATE probe SET amount = 100"));
        assertThat(matched).isEqualTo(2);
    }

    @DatabaseTest
    void comparesTextByteForByte(Database database) {
        Probe.create(database, 0);
        List<String> names = List.of("a", "A", "a ", "ä", "a\u0308", "\uD83D\uDCEC", "", " ");
        database.change(transaction -> {
            for (String name : names) {
                Probe.insert(transaction, names.indexOf(name), 0, name);
            }
        });
        for (String name : names) {
            List<String> found = database.read(transaction -> transaction
                    .handle()
                    .createQuery("SELECT name FROM probe WHERE name = :name")
                    .bind("name", name)
                    .mapTo(String.class)
                    .list());
            assertThat(found).containsExactly(name);
        }
    }

    @DatabaseTest
    void keepsInstantsAndTruths(Database database) {
        Instant instant = Instant.parse("2025-03-30T01:00:00.123Z");
        Probe.create(database, 1);
        database.change(transaction -> transaction
                .handle()
                .createUpdate("INSERT INTO probe (id, amount, name) VALUES (:id, :at, 'time')")
                .bind("id", true)
                .bind("at", instant)
                .execute());
        Instant kept = database.read(transaction -> transaction
                .handle()
                .createQuery("SELECT amount FROM probe WHERE id = 1")
                .mapTo(Instant.class)
                .one());
        boolean truth = database.read(transaction -> transaction
                .handle()
                .createQuery("SELECT id FROM probe WHERE amount = :at")
                .bind("at", instant)
                .mapTo(Boolean.class)
                .one());
        assertThat(kept).isEqualTo(instant);
        assertThat(truth).isTrue();
    }

    @DatabaseTest
    void saysWhatItIs(Database database) {
        assertThat(database.version())
                .startsWith(database.dialect().product() + " ")
                .matches(".*\\d+\\.\\d+.*");
    }

    private static void onAnotherThread(Runnable work) {
        CompletableFuture.runAsync(work, Thread::startVirtualThread).join();
    }
}
