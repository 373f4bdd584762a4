package org.postroom.outbound;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.postroom.mail.EmailAddress;
import org.postroom.outbound.SmtpAccountSettings.Limits;
import org.postroom.outbound.smtp.Accounts;
import org.postroom.outbound.smtp.SmtpSender;
import org.postroom.schedule.Waiter;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.storage.RawStore;
import org.postroom.storage.TestDatabase;
import org.postroom.storage.TestDatabases;
import org.postroom.storage.Transaction;
import org.postroom.testing.FreePorts;

/**
 * Measures P4 of the targets: the queue against Postfix's smtp-source, both to smtp-sink with one connection and 10 KB mails.
 *
 * <pre>
 * mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=/tmp/cp
 * java -cp target/test-classes:target/classes:$(cat /tmp/cp) org.postroom.outbound.DeliverySpeed sqlite 5000 3
 * </pre>
 */
final class DeliverySpeed implements DeliveryListener {
    private static final InstantSource CLOCK = InstantSource.system();

    private final AtomicInteger delivered = new AtomicInteger();
    private final Database database;
    private final Ids ids = new Ids(CLOCK, 1);
    private final RawStore raws = RawStore.jdbi(ids);
    private final Orders orders = new Orders();
    private final String text;

    private DeliverySpeed(Database database) {
        this.database = database;
        StringBuilder lines = new StringBuilder();
        for (int i = 0; lines.length() < 10_000; i++) {
            lines.append("Line ")
                    .append(i)
                    .append(" of a mail, ")
                    .append(Integer.toHexString(i * 0x9E3779B1))
                    .append("\n");
        }
        this.text = lines.toString();
    }

    /** Arguments: sqlite or mariadb, how many mails, how many rounds. */
    public static void main(String[] arguments) throws Exception {
        int mails = Integer.parseInt(arguments[1]);
        Path directory = Files.createTempDirectory("postroom-speed");
        try (TestDatabase mariadb = arguments[0].equals("mariadb") ? TestDatabases.mariadb() : null;
                Database database = mariadb == null ? TestDatabases.sqlite(directory) : mariadb.database()) {
            DeliverySpeed speed = new DeliverySpeed(database);
            int port = FreePorts.find(1).getFirst();
            Process sink = new ProcessBuilder("smtp-sink", "-u", "postfix", "127.0.0.1:" + port, "1000")
                    .inheritIO()
                    .start();
            try {
                awaitListening(port);
                for (int round = 0; round < Integer.parseInt(arguments[2]); round++) {
                    double source = smtpSource(port, mails);
                    speed.queue(mails);
                    double queue = speed.drain(port, mails);
                    System.out.printf("smtp-source %.0f/s, queue %.0f/s: %.2f%n", source, queue, queue / source);
                }
            } finally {
                sink.destroy();
            }
        }
    }

    private static void awaitListening(int port) throws InterruptedException {
        while (true) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException e) {
                Waiter.pause(Duration.ofMillis(50));
            }
        }
    }

    private static double smtpSource(int port, int mails) throws IOException, InterruptedException {
        long began = System.nanoTime();
        int exit = new ProcessBuilder(
                        "smtp-source", "-d", "-s", "1", "-l", "10240", "-m", "" + mails, "127.0.0.1:" + port)
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IllegalStateException("smtp-source exited with " + exit);
        }
        return perSecond(mails, began);
    }

    private void queue(int mails) {
        OutboundQueue queue = OutboundQueue.jdbi(ids, raws, CLOCK, account -> {});
        List<OutboundOrder> batch = new ArrayList<>();
        for (int i = 1; i <= mails; i++) {
            batch.add(orders.order(Orders.ACME, OutboundKind.ANSWER, text, "r" + i + "@example.org"));
            if (batch.size() == 500 || i == mails) {
                database.change(transaction -> batch.forEach(order -> queue.enqueue(transaction, order)));
                batch.clear();
            }
        }
    }

    private double drain(int port, int mails) throws InterruptedException {
        SmtpAccountSettings plain = Accounts.plain(port);
        SmtpAccountSettings account = new SmtpAccountSettings(
                plain.id(), plain.server(), plain.login(), plain.identity(), new Limits(1, 0), plain.timeouts());
        DeliveryParts parts =
                new DeliveryParts(database, raws, ids, _ -> Optional.empty(), new SmtpSender(), this, CLOCK);
        delivered.set(0);
        long began = System.nanoTime();
        Duration cpu = cpu();
        int tenth = Math.max(1, mails / 10);
        DeliveryWorkers workers =
                DeliveryWorkers.start(parts, () -> Map.of(account.id(), account), () -> QueueSettings.DEFAULT);
        try {
            long last = began;
            for (int next = tenth; next <= mails; next += tenth) {
                while (delivered.get() < next) {
                    Waiter.pause(Duration.ofMillis(2));
                }
                System.out.printf("  %d delivered, %.0f/s%n", next, perSecond(tenth, last));
                last = System.nanoTime();
            }
            System.out.printf("  %.2f ms CPU a mail%n", cpu().minus(cpu).toNanos() / 1e6 / mails);
            return perSecond(mails, began);
        } finally {
            workers.close();
        }
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }

    private static double perSecond(int mails, long began) {
        return mails / ((System.nanoTime() - began) / 1e9);
    }

    @Override
    public void delivered(Transaction transaction, OutboundMail mail, EmailAddress recipient, String reply) {
        transaction.afterCommit(delivered::incrementAndGet);
    }

    @Override
    public void failed(Transaction transaction, OutboundMail mail, EmailAddress recipient, String reply) {
        throw new IllegalStateException(reply);
    }

    @Override
    public void uncertain(Transaction transaction, OutboundMail mail, EmailAddress recipient, String reply) {
        throw new IllegalStateException(reply);
    }
}
