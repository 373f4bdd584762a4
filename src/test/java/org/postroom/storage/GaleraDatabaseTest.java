package org.postroom.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.postroom.mail.Secret;
import org.postroom.testing.GaleraCluster;

/** What nodes do at once on different servers of a cluster, which learns of it at the commit alone. */
@Tag("faults")
@EnabledIf(value = "org.postroom.testing.GaleraCluster#installed", disabledReason = "Galera is not installed here")
class GaleraDatabaseTest {
    private static final int TIMES = 100;

    @Test
    void repeatsWhatTheClusterRefusesAndGoesOnWithTheServersThatAreLeft() throws InterruptedException {
        try (GaleraCluster cluster = GaleraCluster.start(3);
                Database one = open(cluster, 1, 0, 2);
                Database two = open(cluster, 2, 0, 1)) {
            assertThat(waits(one)).isEqualTo(7);
            Probe.create(one, 1);
            CompletableFuture.allOf(adding(one), adding(two)).join();
            assertThat(Probe.amounts(one)).containsExactly(100L + 2 * TIMES);
            cluster.kill(1);
            CompletableFuture.allOf(adding(one), adding(two)).join();
            assertThat(Probe.amounts(two)).containsExactly(100L + 4 * TIMES);
        }
    }

    private static Database open(GaleraCluster cluster, int... order) {
        return Database.open(new DatabaseSettings(cluster.url(order), cluster.user(), Secret.of(cluster.password())));
    }

    private static int waits(Database database) {
        return database.read(transaction -> transaction
                .handle()
                .createQuery("SELECT @@wsrep_sync_wait")
                .mapTo(Integer.class)
                .one());
    }

    private static CompletableFuture<Void> adding(Database database) {
        List<Integer> times = IntStream.range(0, TIMES).boxed().toList();
        return CompletableFuture.runAsync(() -> times.forEach(_ -> add(database)), Thread::startVirtualThread);
    }

    /** As a worker does: what the database could not do for now is tried again later. */
    private static void add(Database database) {
        while (true) {
            try {
                database.change(transaction -> Probe.add(transaction, 0, 1));
                return;
            } catch (UncertainCommitException e) {
                throw e;
            } catch (StorageUnavailableException e) {
                Attempts.pause(4);
            }
        }
    }
}
