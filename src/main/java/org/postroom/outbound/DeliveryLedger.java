package org.postroom.outbound;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.postroom.agent.SmtpAccountId;
import org.postroom.mail.Bytes;
import org.postroom.schedule.Failpoint;
import org.postroom.storage.StorageException;
import org.postroom.storage.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what delivery does, one transaction each, and tells the listener and the log. */
final class DeliveryLedger {
    private static final Logger log = LoggerFactory.getLogger(DeliveryLedger.class);
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    /** Failures of the listener about one outcome before it is recorded without telling it. */
    static final int LISTENER_STRIKES = 3;

    private static final int AT_ONCE = 100;

    private final DeliveryParts parts;
    private final DeliveryStore store = DeliveryStore.jdbi();
    private final Supplier<QueueSettings> settings;
    /** Of workers that live: whatever else this node has claimed is nobody's. */
    private final Set<Long> live = ConcurrentHashMap.newKeySet();

    DeliveryLedger(DeliveryParts parts, Supplier<QueueSettings> settings) {
        this.parts = parts;
        this.settings = settings;
    }

    /** An attempt that ended and may not be written down yet. */
    record Finished(
            long attemptId,
            OutboundMail mail,
            Claim claim,
            DeliveryStore.Times times,
            MailTransport.Transmission transmission) {}

    Instant now() {
        return clock().instant();
    }

    private InstantSource clock() {
        return parts.clock();
    }

    long newAttemptId() {
        return parts.ids().next();
    }

    Claim newClaim() {
        Claim claim = new Claim(parts.ids().next(), parts.ids().node());
        live.add(claim.id());
        return claim;
    }

    /** Its worker has nothing to do with it any more. */
    void letGo(Claim claim) {
        live.remove(claim.id());
    }

    /** Takes up mails that are due; those that can never leave are failed at once. */
    List<OutboundMail> claim(SmtpAccountId account, Claim claim, int most) {
        List<OutboundMail> due =
                parts.database().write(transaction -> store.claim(transaction, account, claim, now(), most));
        due.forEach(mail -> mail.fault().ifPresent(fault -> fail(mail, claim, fault)));
        return due.stream().filter(mail -> mail.fault().isEmpty()).toList();
    }

    private void fail(OutboundMail mail, Claim claim, String fault) {
        if (begin(mail, claim)) {
            settle(mail, Optional.of(claim), Settlement.givenUp(mail, fault));
        }
    }

    void release(Claim claim) {
        parts.database().change(transaction -> store.release(transaction, claim));
    }

    void putBack(OutboundMail mail, Claim claim) {
        parts.database().change(transaction -> store.putBack(transaction, mail.id(), claim));
    }

    Optional<Instant> nextDue(SmtpAccountId account) {
        return parts.database().read(transaction -> store.nextDue(transaction, account));
    }

    Set<SmtpAccountId> accountsWaiting() {
        return parts.database().read(store::accountsWaiting);
    }

    Bytes bytes(OutboundMail mail) {
        return parts.database()
                .read(transaction -> parts.raws().get(transaction, mail.stored().rawId()));
    }

    /** Marks a mail so that from here on the server may be getting it; false when somebody else has it. */
    boolean begin(OutboundMail mail, Claim claim) {
        return parts.database()
                .write(
                        transaction -> store.begin(transaction, mail.id(), claim),
                        transaction -> Optional.of(true).filter(yes -> store.isBegun(transaction, mail.id(), claim)));
    }

    /**
     * Writes down an attempt.
     *
     * @param tell whether the listener is told; if not, that is said in the log
     */
    void record(Finished finished, boolean tell) {
        Settlement settlement = settle(finished);
        parts.database()
                .write(
                        transaction -> recordOnce(transaction, finished, settlement, tell),
                        transaction ->
                                Optional.of(true).filter(yes -> store.hasAttempt(transaction, finished.attemptId())));
        Failpoint.RECORDED.pass();
        tell(finished.mail(), settlement);
    }

    /** Both in one transaction: one commit a mail. */
    boolean recordAndBegin(Finished finished, OutboundMail next, Claim claim) {
        Settlement settlement = settle(finished);
        boolean begun = parts.database()
                .write(
                        transaction -> {
                            record(transaction, finished, settlement, true);
                            return store.begin(transaction, next.id(), claim);
                        },
                        transaction -> store.hasAttempt(transaction, finished.attemptId())
                                ? Optional.of(store.isBegun(transaction, next.id(), claim))
                                : Optional.empty());
        Failpoint.RECORDED.pass();
        tell(finished.mail(), settlement);
        return begun;
    }

    private Settlement settle(Finished finished) {
        return Settlement.of(
                finished.mail(),
                finished.transmission().outcomes(),
                finished.times().ended(),
                settings.get());
    }

    /** An outcome may have been committed when the database went away, and is found so later. */
    private boolean recordOnce(Transaction transaction, Finished finished, Settlement settlement, boolean tell) {
        return store.hasAttempt(transaction, finished.attemptId()) || record(transaction, finished, settlement, tell);
    }

    private boolean record(Transaction transaction, Finished finished, Settlement settlement, boolean tell) {
        Optional<Claim> claim = Optional.of(finished.claim());
        OutboundMail mail = finished.mail();
        store.addAttempt(transaction, finished.attemptId(), mail, settlement, finished.times());
        boolean held = store.settle(
                transaction, mail, claim, settlement, finished.times().ended());
        if (held && tell) {
            notify(transaction, mail, settlement);
        }
        Failpoint.RECORDING.pass();
        return held;
    }

    private void notify(Transaction transaction, OutboundMail mail, Settlement settlement) {
        DeliveryListener listener = parts.listener();
        for (Settlement.Change change : settlement.changes()) {
            switch (change.event()) {
                case DELIVERED -> listener.delivered(transaction, mail, change.recipient(), change.reply());
                case FAILED -> listener.failed(transaction, mail, change.recipient(), change.reply());
                case UNCERTAIN -> listener.uncertain(transaction, mail, change.recipient(), change.reply());
                case DEFERRED -> {}
            }
        }
    }

    /**
     * Deals with what dead workers held: those of a process before this one, and those of this one that have let go of a claim
     * they could not give back, since the database was away.
     */
    void recover() {
        List<DeliveryStore.Abandoned> found;
        do {
            found = parts.database()
                    .<List<DeliveryStore.Abandoned>>read(
                            transaction -> store.abandoned(transaction, holders(transaction), AT_ONCE));
            // A claim counts as live before it is written: one that was written meanwhile is found here
            found.stream()
                    .filter(abandoned -> !live.contains(abandoned.claim().id()))
                    .forEach(this::recover);
        } while (found.size() == AT_ONCE);
    }

    /** Who lives is asked together with what they hold: a node that has just come may hold mails already. */
    private DeliveryStore.Holders holders(Transaction transaction) {
        return new DeliveryStore.Holders(
                parts.ids().node(), live, parts.living().apply(transaction));
    }

    private void recover(DeliveryStore.Abandoned abandoned) {
        if (!abandoned.begun()) {
            release(abandoned.claim());
            return;
        }
        Failpoint.RECOVERING.pass();
        Settlement settlement = Settlement.interrupted(abandoned.mail(), now());
        settle(abandoned.mail(), Optional.of(abandoned.claim()), settlement);
    }

    /**
     * Makes due what is due later than any retry is: the clock was wrong when it was written, and has been set back since
     * (FAULTS A31).
     */
    void callBackMisdated(Set<SmtpAccountId> accounts) {
        for (SmtpAccountId account : accounts) {
            Instant horizon = now().plus(settings.get().longestRetry()).plus(CLOCKS_DIFFER);
            if (parts.database().read(transaction -> store.isMisdated(transaction, account, horizon))) {
                int mails = parts.database().write(transaction -> store.callBack(transaction, account, horizon, now()));
                log.atWarn()
                        .addKeyValue("account", account)
                        .addKeyValue("mails", mails)
                        .log("Mail was due at a time that a wrong clock made");
            }
        }
    }

    /** Fails what has waited too long for an account that takes no mail. */
    void giveUpOverdue(SmtpAccountId account, String reason) {
        Instant before = now().minus(settings.get().giveUpAfter());
        List<OutboundMail> overdue =
                parts.database().read(transaction -> store.waitingSince(transaction, account, before, AT_ONCE));
        for (OutboundMail mail : overdue) {
            settle(mail, Optional.empty(), Settlement.givenUp(mail, "Given up: " + reason));
        }
    }

    /** A listener that keeps failing is left out: no other mail waits for it. */
    private void settle(OutboundMail mail, Optional<Claim> claim, Settlement settlement) {
        boolean settled = false;
        for (int strikes = 0; !settled; strikes++) {
            settled = settle(mail, claim, settlement, strikes < LISTENER_STRIKES);
        }
    }

    /** False when the listener failed. */
    private boolean settle(OutboundMail mail, Optional<Claim> claim, Settlement settlement, boolean tell) {
        long attemptId = newAttemptId();
        try {
            boolean held = parts.database()
                    .write(
                            transaction -> settle(transaction, attemptId, mail, claim, settlement, tell),
                            transaction -> Optional.of(true).filter(yes -> store.hasAttempt(transaction, attemptId)));
            if (held) {
                tell(mail, settlement);
            }
            return true;
        } catch (RuntimeException e) {
            if (!tell || e instanceof StorageException fault && fault.isOutage()) {
                throw e;
            }
            log.atError().addKeyValue("mail", mail.id()).setCause(e).log("Outcome of a mail could not be told");
            return false;
        }
    }

    private boolean settle(
            Transaction transaction,
            long attemptId,
            OutboundMail mail,
            Optional<Claim> claim,
            Settlement settlement,
            boolean tell) {
        Instant now = now();
        boolean held = store.settle(transaction, mail, claim, settlement, now);
        if (held) {
            store.addAttempt(transaction, attemptId, mail, settlement, new DeliveryStore.Times(now, now));
        }
        if (held && tell) {
            notify(transaction, mail, settlement);
        }
        return held;
    }

    private static void tell(OutboundMail mail, Settlement settlement) {
        for (Settlement.Change change : settlement.changes()) {
            boolean fine = change.event() == Settlement.Event.DELIVERED || change.event() == Settlement.Event.DEFERRED;
            (fine ? log.atInfo() : log.atWarn())
                    .addKeyValue("mail", mail.id())
                    .addKeyValue("message-id", mail.messageId().value())
                    .addKeyValue("account", mail.about().account())
                    .addKeyValue("to", change.recipient())
                    .addKeyValue("reply", change.reply())
                    .log(sentence(change.event()));
        }
    }

    private static String sentence(Settlement.Event event) {
        return switch (event) {
            case DELIVERED -> "Mail delivered";
            case FAILED -> "Mail not delivered";
            case UNCERTAIN -> "Mail perhaps delivered";
            case DEFERRED -> "Mail delayed";
        };
    }
}
