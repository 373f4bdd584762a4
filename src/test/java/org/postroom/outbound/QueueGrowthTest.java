package org.postroom.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import org.postroom.outbound.smtp.Accounts;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.Dialect;
import org.postroom.storage.OnBothDatabases;
import org.postroom.storage.Transaction;

/**
 * FAULTS C9: however much waits, as few rows are read to take up the next mails, and they are the oldest. Counted by MariaDB itself;
 * SQLite's way is known from its plan ({@code OutboundQueueTest}).
 */
@OnBothDatabases
class QueueGrowthTest {
    /** A long run sets 131072. */
    private static final int WAITING = Integer.getInteger("postroom.queue.waiting", 16_384);

    private static final int FEW = 64;
    private static final int TOGETHER = 10;
    private static final Claim CLAIM = new Claim(1, 7);

    @DatabaseTest
    void readsAsFewRowsToTakeUpTheNextMailsHoweverManyWait(Database database) {
        assumeTrue(database.dialect() == Dialect.MARIADB, "SQLite counts no rows");
        grow(database, FEW);
        long amongFew = rowsRead(database);
        grow(database, WAITING);
        long amongMany = rowsRead(database);

        assertThat(amongFew).isPositive();
        assertThat(amongMany).as("%d among %d", amongFew, FEW).isLessThanOrEqualTo(amongFew + TOGETHER);
    }

    @DatabaseTest
    void takesTheOldestFirstOutOfMany(Database database) {
        FakeTransport transport = new FakeTransport();
        DeliveryBench bench = new DeliveryBench(database, transport, Accounts.plain(25));
        bench.queue(bench.orders.answer("oldest@example.org"));
        bench.pass(Duration.ofSeconds(1));
        bench.queue(bench.orders.answer("second@example.org"));
        bench.pass(Duration.ofSeconds(1));
        bench.queue(bench.orders.answer("crowd@example.org"));
        copies(database, 512);
        bench.pass(Duration.ofSeconds(1));
        bench.deliver();

        assertThat(transport.recipients())
                .startsWith("oldest@example.org", "second@example.org")
                .hasSize(514);
    }

    private static void grow(Database database, int waiting) {
        if (waiting == FEW) {
            DeliveryBench bench = new DeliveryBench(database, new FakeTransport(), Accounts.plain(25));
            bench.queue(bench.orders.answer("crowd@example.org"));
        }
        copies(database, waiting);
    }

    /** Doubles the latest mail of the queue until there are so many of it. */
    private static void copies(Database database, int waiting) {
        database.change(transaction -> {
            long last = number(transaction, "SELECT MAX(id) FROM outbound_mail");
            long first = number(
                    transaction, "SELECT MIN(mail_id) FROM outbound_recipient WHERE address = 'crowd@example.org'");
            for (long there = last - first + 1; there < waiting; there *= 2) {
                copy(transaction, "outbound_mail", "id", MAIL, first, there);
                copy(transaction, "outbound_recipient", "mail_id", RECIPIENT, first, there);
            }
        });
    }

    private static final List<String> MAIL = List.of(
            "account",
            "kind",
            "department",
            "ticket_id",
            "message_id",
            "envelope_sender",
            "raw_id",
            "size",
            "queued_at",
            "state",
            "due_at",
            "attempts");
    private static final List<String> RECIPIENT = List.of("number", "address", "state", "reply", "changed_at");

    private static void copy(
            Transaction transaction, String table, String id, List<String> columns, long first, long step) {
        String names = String.join(", ", columns);
        transaction
                .handle()
                .execute("INSERT INTO " + table + " (" + id + ", " + names + ") SELECT " + id + " + " + step + ", "
                        + names + " FROM " + table + " WHERE " + id + " >= " + first);
    }

    private static long rowsRead(Database database) {
        return database.write(transaction -> {
            long asking = -read(transaction) + read(transaction);
            long before = read(transaction);
            assertThat(DeliveryStore.jdbi()
                            .claim(transaction, Orders.ACME, CLAIM, DeliveryBench.START.plusSeconds(9), TOGETHER))
                    .hasSize(TOGETHER);
            return read(transaction) - before - asking;
        });
    }

    private static long read(Transaction transaction) {
        return number(
                transaction,
                "SELECT SUM(variable_value) FROM information_schema.session_status"
                        + " WHERE variable_name LIKE 'Handler_read%'");
    }

    private static long number(Transaction transaction, String query) {
        return transaction.handle().createQuery(query).mapTo(Long.class).one();
    }
}
