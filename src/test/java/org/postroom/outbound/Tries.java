package org.postroom.outbound;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.storage.RawStore;

/** Writes down tries at mails of the queue as the delivery does, with whatever outcome a test wants. */
public final class Tries {
    private final DeliveryStore store = DeliveryStore.jdbi();
    private final Database database;
    private long made = 1;

    public Tries(Database database) {
        this.database = database;
    }

    /** The mail was tried, with this outcome for each who waited for it. */
    public void ended(OutboundId id, DeliveryOutcome outcome, Instant at) {
        database.change(transaction -> {
            Claim claim = new Claim(made++, 1);
            OutboundQueue queue = OutboundQueue.jdbi(
                    new Ids(() -> at, 3), RawStore.jdbi(new Ids(() -> at, 3)), () -> at, account -> {});
            OutboundMail mail = queue.show(transaction, id).orElseThrow().mail();
            store.claim(transaction, mail.about().account(), claim, at, 1000);
            if (!store.begin(transaction, id, claim)) {
                throw new AssertionError("The mail " + id + " is not due");
            }
            Settlement settlement = Settlement.of(
                    mail,
                    mail.waiting().stream().collect(Collectors.toMap(Function.identity(), address -> outcome)),
                    at,
                    QueueSettings.DEFAULT);
            store.settle(transaction, mail, Optional.of(claim), settlement, at);
            store.addAttempt(
                    transaction, 1_000_000 + made++, mail, settlement, new DeliveryStore.Times(at.minusSeconds(1), at));
            store.release(transaction, claim);
        });
    }
}
