package org.postroom.outbound;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.postroom.agent.SmtpAccountId;
import org.postroom.schedule.Worker;

/**
 * Delivers what is queued: for each SMTP account as many workers as it takes connections. Settings are looked at anew all
 * the time, so a change of conf needs no restart.
 */
public final class DeliveryWorkers implements AutoCloseable {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

    private final DeliveryOverseer overseer;
    private final Worker worker;

    private DeliveryWorkers(DeliveryOverseer overseer, Worker worker) {
        this.overseer = overseer;
        this.worker = worker;
    }

    /**
     * Starts to deliver. Mails that this node was handing over when it last ended are dealt with first.
     *
     * @param accounts the accounts of conf as it is now
     * @param queue the retry schedule as it is now
     */
    public static DeliveryWorkers start(
            DeliveryParts parts,
            Supplier<Map<SmtpAccountId, SmtpAccountSettings>> accounts,
            Supplier<QueueSettings> queue) {
        DeliveryOverseer overseer = new DeliveryOverseer(new DeliveryLedger(parts, queue), parts.transport(), accounts);
        return new DeliveryWorkers(overseer, Worker.start("delivery", overseer));
    }

    /** There is mail for this account: to be handed to {@link OutboundQueue#jdbi}. */
    public void wake(SmtpAccountId account) {
        overseer.wake(account);
    }

    /** Accounts or their settings have changed. */
    public void wakeAll() {
        worker.wake();
        overseer.wakeAll();
    }

    /** How each account of conf does, by id. */
    public Map<SmtpAccountId, AccountStatus> statuses() {
        return overseer.statuses();
    }

    /** All that are at work. */
    public List<Worker> workers() {
        return Stream.concat(Stream.of(worker), overseer.workers()).toList();
    }

    /** Stops: mails under way are finished, for 20 seconds at most, and no new ones begun. */
    @Override
    public void close() {
        worker.close();
        overseer.stop(LONGEST_STOP);
    }
}
