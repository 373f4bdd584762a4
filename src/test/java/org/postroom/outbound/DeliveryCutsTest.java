package org.postroom.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.mail.Bytes;
import org.postroom.mail.compose.MailComposer;
import org.postroom.outbound.smtp.Accounts;
import org.postroom.outbound.smtp.SmtpSender;
import org.postroom.storage.Database;
import org.postroom.storage.TestDatabases;
import org.postroom.testing.ChaosProxy;
import org.postroom.testing.Fault;
import org.postroom.testing.Fault.Direction;
import org.postroom.testing.SmtpSink;

/**
 * The connection to the SMTP server breaks at any byte, a thousand times: no answer is lost, and only those come twice whose
 * reply was cut. How often says {@code -Dfaults.cuts}, where {@code -Dfaults.seed}.
 */
class DeliveryCutsTest {
    private static final int CUTS = Integer.getInteger("faults.cuts", 1_000);
    private static final long SEED = Long.getLong("faults.seed", 20_261_123);

    /** Bytes of a session with one mail, about; beyond it, there may be another mail. */
    private static final int SESSION_TO_SERVER = 900;

    private static final int SESSION_TO_CLIENT = 300;

    @TempDir
    private Path directory;

    private final Random random = new Random(SEED);
    private final Map<String, OutboundId> ids = new HashMap<>();
    private final Map<String, Bytes> mails = new HashMap<>();

    @Test
    void connectionsCutAnywhereLoseNothingAndDoubleOnlyWhatMayHaveArrived() {
        try (SmtpSink sink = SmtpSink.start();
                ChaosProxy proxy = ChaosProxy.before(sink.port());
                Database database = TestDatabases.sqlite(directory)) {
            DeliveryBench bench = new DeliveryBench(database, new SmtpSender(), Accounts.impatient(proxy.port()));
            for (int i = 0; proxy.struck() < CUTS; i++) {
                queue(bench, bench.orders.answer("a" + i + "@example.org"));
                queue(bench, bench.orders.automatic("b" + i + "@example.org"));
                proxy.once(anywhere());
                bench.deliverFor(Duration.ofMinutes(1));
            }
            proxy.calm();
            bench.deliverFor(Duration.ofDays(1));
            count(bench, sink, proxy.struck());
        }
    }

    private void queue(DeliveryBench bench, OutboundOrder order) {
        String recipient = order.mail().recipients().to().getFirst().address().value();
        mails.put(recipient, MailComposer.compose(order.mail()));
        ids.put(recipient, bench.queue(order));
    }

    private Fault anywhere() {
        Direction direction = random.nextBoolean() ? Direction.TO_SERVER : Direction.TO_CLIENT;
        int longest = direction == Direction.TO_SERVER ? SESSION_TO_SERVER : SESSION_TO_CLIENT;
        Fault.When effect = random.nextInt(4) == 0 ? Fault.reset() : Fault.cut();
        return effect.after(direction, random.nextInt(longest));
    }

    private void count(DeliveryBench bench, SmtpSink sink, int cuts) {
        Map<String, Integer> copies = new HashMap<>();
        for (SmtpSink.Received mail : sink.received()) {
            String recipient = mail.recipients().getFirst();
            copies.merge(recipient, 1, Integer::sum);
            assertThat(mail.mail()).isEqualTo(mails.get(recipient));
        }
        List<String> lost = new ArrayList<>();
        ids.forEach((recipient, id) -> {
            RecipientState state = bench.states(id).getFirst();
            int arrived = copies.getOrDefault(recipient, 0);
            int uncertain = (int) bench.show(id).attempts().stream()
                    .filter(QueueEntry.Attempt::uncertain)
                    .count();
            if (recipient.startsWith("a")) {
                assertThat(state).as(recipient).isEqualTo(RecipientState.DELIVERED);
                assertThat(arrived).as(recipient).isBetween(1, 1 + uncertain);
            } else {
                assertThat(state).as(recipient).isIn(RecipientState.DELIVERED, RecipientState.UNCERTAIN);
                assertThat(arrived).as(recipient).isBetween(1 - uncertain, 1);
            }
            if (arrived == 0) {
                lost.add(recipient);
            }
        });
        int extra = sink.count() - copies.size();
        System.out.printf(
                "FAULTS SMTP: %d connections cut, %d mails, %d extra copies of answers, %d automatic mails not sent in"
                        + " doubt, seed %d%n",
                cuts, ids.size(), extra, lost.size(), SEED);
        assertThat(extra).isLessThan(cuts);
    }
}
