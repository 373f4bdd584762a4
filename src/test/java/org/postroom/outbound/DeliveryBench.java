package org.postroom.outbound;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.postroom.agent.SmtpAccountId;
import org.postroom.mail.EmailAddress;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.storage.RawStore;
import org.postroom.storage.Transaction;

/** Queue and delivery of one account on a database, driven by hand, in time that moves when told to. */
final class DeliveryBench implements DeliveryListener, InstantSource {
    static final Instant START = Instant.parse("2025-03-09T08:00:00Z");

    final Orders orders = new Orders();
    final List<String> told = new ArrayList<>();
    final Map<SmtpAccountId, SmtpAccountSettings> accounts = new HashMap<>();
    private final Database database;
    private final MailTransport transport;
    private final Ids ids = new Ids(InstantSource.fixed(START), 7);
    private final RawStore raws = RawStore.jdbi(ids);
    private final OutboundQueue queue = OutboundQueue.jdbi(ids, raws, this, account -> {});
    private String poison = "";
    private Consumer<Transaction> mistake = _ -> {
        throw new IllegalStateException("A listener's mistake");
    };
    private Instant now = START;
    private boolean stopping;
    private Optional<Set<Integer>> living = Optional.empty();
    private DeliveryLedger ledger;
    private DeliveryRound round;

    DeliveryBench(Database database, MailTransport transport, SmtpAccountSettings account) {
        this.database = database;
        this.transport = transport;
        this.accounts.put(account.id(), account);
        this.ledger = newLedger(7);
        this.round = newRound();
    }

    private DeliveryLedger newLedger(int node) {
        DeliveryParts parts = new DeliveryParts(
                database, raws, new Ids(InstantSource.fixed(START), node), _ -> living, transport, this, this);
        return new DeliveryLedger(parts, () -> QueueSettings.DEFAULT);
    }

    /** A worker with a mind of its own: other connection, pace and health. */
    DeliveryRound newRound() {
        return new DeliveryRound(new AccountDelivery(Orders.ACME, () -> accounts), ledger, transport, () -> stopping);
    }

    @Override
    public Instant instant() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** From now on the listener writes about this recipient what the database refuses. */
    void poisonTheDatabase(String recipient) {
        poison = recipient;
        mistake = transaction -> transaction.handle().execute("INSERT INTO no_such_table VALUES (1)");
    }

    /** From now on the listener fails about this recipient. */
    void poison(String recipient) {
        poison = recipient;
    }

    /** These nodes live, as far as is known. */
    void living(Integer... nodes) {
        living = Optional.of(Set.of(nodes));
    }

    void stopping() {
        stopping = true;
    }

    OutboundId queue(OutboundOrder order) {
        return database.write(transaction -> queue.enqueue(transaction, order));
    }

    /** Works until nothing is due; returns how long the worker would wait then. */
    Duration deliver() {
        Duration wait = round.run();
        for (int i = 0; wait.isZero(); i++) {
            if (i == 1000) {
                throw new AssertionError("The worker never rests");
            }
            wait = round.run();
        }
        return wait;
    }

    /** Works until that much time has passed; where the worker would only look whether there is news, time jumps. */
    void deliverFor(Duration time) {
        Instant end = now.plus(time);
        while (now.isBefore(end)) {
            Duration wait = deliver();
            boolean looks = wait.equals(Duration.ofSeconds(30));
            Instant next = looks ? ledger.nextDue(Orders.ACME).orElse(end) : now.plus(wait);
            now = next.isAfter(now) ? next : now.plusMillis(1);
        }
    }

    /** The process ends as by a power cut and starts again: nothing in memory is left. */
    void restart(int node) {
        ledger = newLedger(node);
        round = newRound();
        ledger.recover();
    }

    void recover() {
        ledger.recover();
    }

    DeliveryLedger ledger() {
        return ledger;
    }

    QueueEntry show(OutboundId id) {
        return database.read(transaction -> queue.show(transaction, id)).orElseThrow();
    }

    OutboundQueue.OperatorResult retry(OutboundId id) {
        return database.write(transaction -> queue.retry(transaction, id));
    }

    List<RecipientState> states(OutboundId id) {
        return show(id).mail().recipients().stream()
                .map(OutboundMail.Recipient::state)
                .toList();
    }

    List<QueueEntry> waiting() {
        return database.read(transaction -> queue.list(transaction, 10_000));
    }

    @Override
    public void delivered(Transaction transaction, OutboundMail mail, EmailAddress recipient, String reply) {
        failIfPoisoned(transaction, recipient);
        told.add("delivered " + recipient + ": " + reply);
    }

    @Override
    public void failed(Transaction transaction, OutboundMail mail, EmailAddress recipient, String reply) {
        told.add("failed " + recipient + ": " + reply);
    }

    @Override
    public void uncertain(Transaction transaction, OutboundMail mail, EmailAddress recipient, String reply) {
        failIfPoisoned(transaction, recipient);
        told.add("uncertain " + recipient + ": " + reply);
    }

    private void failIfPoisoned(Transaction transaction, EmailAddress recipient) {
        if (recipient.value().equals(poison)) {
            mistake.accept(transaction);
        }
    }
}
