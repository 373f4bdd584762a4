package org.postroom.autoreply;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.postroom.agent.DepartmentId;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.Secret;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseSettings;
import org.postroom.storage.StorageUnavailableException;
import org.postroom.storage.Transaction;

/**
 * Tries to send automatic mail from many threads, until it is killed or the tries of all processes are enough. What is granted it
 * writes down in the transaction that took it, as a mail would be queued. For {@link LimiterFaultsTest}.
 */
final class LimiterProcess {
    static final AutoReplyLimits LIMITS =
            new AutoReplyLimits(3, 10, Duration.ofSeconds(20), new AutoReplyLimits.PerHour(5_000, 60, 90));

    /** Tries in one transaction. */
    private static final int TOGETHER = 20;

    private static final int VICTIMS = 40;

    private final SendBudget budget = SendBudget.jdbi();
    private final Database database;
    private final long number;
    private final long enough;

    private LimiterProcess(Database database, long number, long enough) {
        this.database = database;
        this.number = number;
        this.enough = enough;
    }

    /** Arguments: database URL, user, password, number of the process, threads, tries that are enough. */
    public static void main(String[] arguments) throws InterruptedException {
        DatabaseSettings settings = new DatabaseSettings(arguments[0], arguments[1], Secret.of(arguments[2]));
        int threads = Integer.parseInt(arguments[4]);
        CountDownLatch done = new CountDownLatch(threads);
        try (Database database = Database.open(settings)) {
            LimiterProcess process =
                    new LimiterProcess(database, Long.parseLong(arguments[3]), Long.parseLong(arguments[5]));
            System.out.println("open");
            for (int thread = 0; thread < threads; thread++) {
                Random random = new Random(31L * Long.parseLong(arguments[3]) + thread);
                int row = thread;
                Thread.ofVirtual().start(() -> {
                    try {
                        process.tryOn(random, row);
                    } finally {
                        done.countDown();
                    }
                });
            }
            done.await();
        }
    }

    private void tryOn(Random random, int thread) {
        database.change(transaction -> transaction
                .handle()
                .execute("INSERT INTO limiter_tries (process, thread, tries) VALUES (?, ?, 0)", number, thread));
        while (database.<Long>read(LimiterProcess::tries) < enough) {
            try {
                tryOnce(random, thread);
            } catch (StorageUnavailableException e) {
                // So many want the same row that this one waited too long; the daemon tries again later as well
            }
        }
    }

    private void tryOnce(Random random, int thread) {
        int victim = random.nextInt(VICTIMS);
        DepartmentId department = new DepartmentId("d" + random.nextInt(2));
        database.change(transaction -> {
            for (int i = 0; i < TOGETHER; i++) {
                take(transaction, "victim" + victim, spelling(victim, i), department);
            }
            transaction
                    .handle()
                    .execute(
                            "UPDATE limiter_tries SET tries = tries + ? WHERE process = ? AND thread = ?",
                            TOGETHER,
                            number,
                            thread);
        });
    }

    private void take(Transaction transaction, String victim, EmailAddress address, DepartmentId department) {
        Instant now = Instant.now();
        List<Limit> limits =
                List.of(Limit.toAddress(address, LIMITS), Limit.ofDepartment(department, LIMITS), Limit.inAll(LIMITS));
        if (budget.take(transaction, limits, now) instanceof SendBudget.Grant.Granted) {
            transaction
                    .handle()
                    .execute(
                            "INSERT INTO limiter_grant (victim, department, granted_at) VALUES (?, ?, ?)",
                            victim,
                            department.value(),
                            now.toEpochMilli());
        }
    }

    private static EmailAddress spelling(int victim, int i) {
        return switch (i % 4) {
            case 0 -> EmailAddress.of("victim" + victim + "@example.org");
            case 1 -> EmailAddress.of("Victim" + victim + "+tag" + i + "@EXAMPLE.org");
            case 2 -> EmailAddress.of("prvs=" + (1000 + i) + "abc=victim" + victim + "@example.org");
            default -> EmailAddress.of("victim" + victim + "+x@example.ORG");
        };
    }

    static long tries(Transaction transaction) {
        return transaction
                .handle()
                .createQuery("SELECT COALESCE(SUM(tries), 0) FROM limiter_tries")
                .mapTo(Long.class)
                .one();
    }
}
