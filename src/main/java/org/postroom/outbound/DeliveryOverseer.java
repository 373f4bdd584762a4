package org.postroom.outbound;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.postroom.agent.SmtpAccountId;
import org.postroom.schedule.Task;
import org.postroom.schedule.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that each account has its workers, and that nothing is forgotten that a dead worker held. */
final class DeliveryOverseer implements Task {
    private static final Logger log = LoggerFactory.getLogger(DeliveryOverseer.class);
    private static final Duration LOOK_AFTER = Duration.ofSeconds(10);
    private static final Duration LOOK_FOR_LOST = Duration.ofMinutes(1);

    private final MailTransport transport;
    private final Supplier<Map<SmtpAccountId, SmtpAccountSettings>> accounts;
    private final DeliveryLedger ledger;
    private final Map<SmtpAccountId, AccountDelivery> deliveries = new ConcurrentHashMap<>();
    private final Map<SmtpAccountId, List<Hand>> hands = new ConcurrentHashMap<>();
    private final Set<SmtpAccountId> missing = new HashSet<>();
    private volatile boolean stopping;
    private Instant lookedForLost = Instant.EPOCH;

    /** A worker and its work. */
    private record Hand(DeliveryRound round, Worker worker) {}

    DeliveryOverseer(
            DeliveryLedger ledger,
            MailTransport transport,
            Supplier<Map<SmtpAccountId, SmtpAccountSettings>> accounts) {
        this.ledger = ledger;
        this.transport = transport;
        this.accounts = accounts;
    }

    @Override
    public Duration run() {
        ledger.recover();
        accounts.get().forEach(this::staff);
        ledger.callBackMisdated(accounts.get().keySet());
        // However the clock was set meanwhile
        if (Duration.between(lookedForLost, ledger.now()).abs().compareTo(LOOK_FOR_LOST) >= 0) {
            lookedForLost = ledger.now();
            lookAfterLostAccounts();
        }
        return LOOK_AFTER;
    }

    void wake(SmtpAccountId account) {
        hands.getOrDefault(account, List.of()).forEach(hand -> hand.worker().wake());
    }

    void wakeAll() {
        hands.keySet().forEach(this::wake);
    }

    Stream<Worker> workers() {
        return hands.values().stream().flatMap(Collection::stream).map(Hand::worker);
    }

    Map<SmtpAccountId, AccountStatus> statuses() {
        Map<SmtpAccountId, AccountStatus> statuses =
                new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
        accounts.get()
                .keySet()
                .forEach(id -> statuses.put(id, delivery(id).health().status()));
        return statuses;
    }

    /** Lets the mails under way be finished, and begins no new ones. */
    void stop(Duration patience) {
        stopping = true;
        List<Hand> all = hands.values().stream().flatMap(Collection::stream).toList();
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            for (Hand hand : all) {
                hand.round().stop(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(hand -> hand.worker().close());
    }

    private AccountDelivery delivery(SmtpAccountId id) {
        return deliveries.computeIfAbsent(id, key -> new AccountDelivery(key, accounts));
    }

    private void staff(SmtpAccountId id, SmtpAccountSettings settings) {
        List<Hand> staff = hands.computeIfAbsent(id, key -> new CopyOnWriteArrayList<>());
        for (int number = staff.size() + 1; number <= settings.limits().connections(); number++) {
            int own = number;
            DeliveryRound round =
                    new DeliveryRound(delivery(id), ledger, transport, () -> stopping || own > connections(id));
            staff.add(new Hand(round, Worker.start("delivery " + id + "/" + own, round)));
        }
    }

    private int connections(SmtpAccountId id) {
        return delivery(id)
                .settings()
                .map(settings -> settings.limits().connections())
                .orElse(0);
    }

    /** Mail for an account that conf no longer has waits, is said, and is given up in time. */
    private void lookAfterLostAccounts() {
        List<SmtpAccountId> lost = new ArrayList<>(ledger.accountsWaiting());
        lost.removeAll(accounts.get().keySet());
        for (SmtpAccountId id : lost) {
            if (missing.add(id)) {
                log.atWarn().addKeyValue("account", id).log("Mail waits for an SMTP account that conf does not have");
            }
            ledger.giveUpOverdue(id, "there is no SMTP account '" + id + "' in conf/smtp");
        }
        missing.retainAll(lost);
    }
}
