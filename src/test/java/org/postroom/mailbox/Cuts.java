package org.postroom.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.postroom.mail.Bytes;
import org.postroom.mailbox.MailboxSettings.Rhythm;
import org.postroom.mailbox.MailboxSettings.Timeouts;
import org.postroom.testing.ChaosProxy;
import org.postroom.testing.Fault;
import org.postroom.testing.Fault.Direction;

/**
 * Imports over connections that break, while mails keep coming, and counts afterwards. How many break says
 * {@code -Dfaults.cuts}, which and where {@code -Dfaults.seed}.
 */
final class Cuts {
    static final int COUNT = Integer.getInteger("faults.cuts", 1_000);
    private static final long SEED = Long.getLong("faults.seed", 20_261_123);
    private static final Timeouts IMPATIENT =
            new Timeouts(Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofSeconds(20));
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int MOST_NEW = 3;
    private static final int LONGEST_BODY = 3_000;

    private final MailboxBench bench;
    private final ChaosProxy proxy;
    private final MailboxSettings mailbox;
    private final Consumer<Bytes> server;
    private final Random random = new Random(SEED);
    private final List<Bytes> delivered = new ArrayList<>();
    private long usualToServer = 100;
    private long usualToClient = 1_000;

    /**
     * Cuts before one mailbox.
     *
     * @param mailbox reached through the proxy
     * @param server puts a mail into it
     */
    Cuts(MailboxBench bench, ChaosProxy proxy, MailboxSettings mailbox, Consumer<Bytes> server) {
        this.bench = bench;
        this.proxy = proxy;
        this.mailbox = mailbox;
        this.server = server;
    }

    /** Where and how the next connection breaks. */
    @FunctionalInterface
    interface Break {
        Fault next(Random random);
    }

    /** After any number of bytes that a whole session had lately. */
    Fault anywhere(Random any) {
        Direction direction = any.nextBoolean() ? Direction.TO_SERVER : Direction.TO_CLIENT;
        long usual = direction == Direction.TO_SERVER ? usualToServer : usualToClient;
        return effect(any).after(direction, any.nextLong(usual + 1));
    }

    private static Fault.When effect(Random any) {
        int kind = any.nextInt(100);
        return kind == 0 ? Fault.halfOpen() : kind < 20 ? Fault.reset() : Fault.cut();
    }

    /** Breaks so many connections, lets one pass, and counts. */
    void run(String name, int count, Break how) {
        for (int session = 0; proxy.struck() < count; session++) {
            deliverSome();
            if (session % 10 == 0) {
                proxy.calm();
            } else {
                proxy.once(how.next(random));
            }
            measured(this::importImpatiently);
        }
        proxy.calm();
        await().atMost(PATIENCE).until(this::importsAll);
        count(name);
    }

    /** A server that was cut off a thousand times may need a while. */
    private boolean importsAll() {
        try {
            bench.importOnce(mailbox);
            return true;
        } catch (MailboxException e) {
            return false;
        }
    }

    private void deliverSome() {
        for (int i = random.nextInt(MOST_NEW + 1); i > 0; i--) {
            Bytes mail = Bytes.of("From: anna@example.org\r\nSubject: mail " + delivered.size() + "\r\n\r\n"
                    + ".dot\r\n".repeat(random.nextInt(LONGEST_BODY / 6)) + "end\r\n");
            delivered.add(mail);
            server.accept(mail);
        }
    }

    private void measured(Runnable session) {
        int struck = proxy.struck();
        long toServer = proxy.passed(Direction.TO_SERVER);
        long toClient = proxy.passed(Direction.TO_CLIENT);
        session.run();
        if (proxy.struck() == struck) {
            usualToServer = proxy.passed(Direction.TO_SERVER) - toServer;
            usualToClient = proxy.passed(Direction.TO_CLIENT) - toClient;
        }
    }

    private void importImpatiently() {
        Rhythm rhythm = new Rhythm(Duration.ofSeconds(1), false, IMPATIENT);
        try {
            bench.importOnce(new MailboxSettings(
                    mailbox.protocol(),
                    mailbox.server(),
                    mailbox.login(),
                    mailbox.folder(),
                    mailbox.afterImport(),
                    rhythm));
        } catch (MailboxException e) {
            assertThat(e.kind())
                    .as(e.detail())
                    .isIn(
                            MailboxException.Kind.CUT,
                            MailboxException.Kind.TIMED_OUT,
                            MailboxException.Kind.UNREACHABLE);
        }
    }

    private void count(String name) {
        System.out.printf(
                "FAULTS %s: %d connections cut, %d mails, seed %d%n", name, proxy.struck(), delivered.size(), SEED);
        assertThat(bench.pendingMails()).as("seed %d", SEED).containsExactlyInAnyOrderElementsOf(delivered);
        assertThat(bench.receipts()).as("seed %d", SEED).isEqualTo(delivered.size());
        assertThat(bench.receiptsOnServer()).as("seed %d", SEED).isZero();
    }
}
