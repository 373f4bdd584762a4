package org.postroom.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.postroom.agent.SmtpAccountId;
import org.postroom.intake.SightingStore;
import org.postroom.intake.Spool;
import org.postroom.mailbox.MailboxStatus;
import org.postroom.mailbox.MailboxSupervisor;
import org.postroom.outbound.AccountStatus;
import org.postroom.outbound.DeliveryWorkers;
import org.postroom.schedule.Worker;
import org.postroom.storage.Database;
import org.postroom.storage.StorageException;
import org.postroom.web.HealthReport;
import org.postroom.web.HealthReport.Part;

/** How the daemon is: database, intake, each mailbox, each SMTP account. */
final class Health implements Supplier<HealthReport> {
    private static final Duration LATE = Duration.ofMinutes(5);
    private static final Duration LATEST_FETCH = Duration.ofHours(1);

    private final Database database;
    private final Stores stores;
    private final Hands hands;
    private final Duties duties;
    private final InstantSource clock;

    /** What of the database tells whether mail waits. */
    record Stores(Spool spool, SightingStore sightings) {}

    /**
     * Who does the work.
     *
     * @param others all workers but those of mailboxes and delivery
     */
    record Hands(MailboxSupervisor mailboxes, DeliveryWorkers delivery, Supplier<List<Worker>> others) {
        List<Worker> workers() {
            return Stream.concat(others.get().stream(), delivery.workers().stream())
                    .toList();
        }
    }

    Health(Database database, Stores stores, Hands hands, Duties duties, InstantSource clock) {
        this.database = database;
        this.stores = stores;
        this.hands = hands;
        this.duties = duties;
        this.clock = clock;
    }

    @Override
    public HealthReport get() {
        List<Part> parts = new ArrayList<>();
        Optional<String> trouble = database.trouble();
        parts.add(trouble.map(sentence -> new Part("database", false, sentence)).orElseGet(this::intake));
        if (trouble.isEmpty()) {
            parts.add(fetching());
            parts.add(work(hands.workers()));
        }
        parts.addAll(new NodeHealth(duties).parts());
        hands.mailboxes().statuses().forEach(status -> parts.add(mailbox(status)));
        hands.delivery().statuses().forEach((account, status) -> parts.add(account(account, status)));
        return new HealthReport(parts);
    }

    private Part intake() {
        try {
            Optional<Instant> oldest = database.read(stores.spool()::oldestUnprocessed);
            Duration age =
                    oldest.map(at -> Duration.between(at, clock.instant())).orElse(Duration.ZERO);
            return new Part(
                    "intake",
                    age.compareTo(LATE) < 0,
                    "The oldest mail that waits to be processed is " + age.toSeconds() + " s old; " + database.version()
                            + ".");
        } catch (StorageException e) {
            return new Part("intake", false, String.valueOf(e.getMessage()));
        }
    }

    /** A mail that its server lists and does not give waits on that server; whoever looks after that should know. */
    private Part fetching() {
        try {
            SightingStore.Waiting waiting = database.read(stores.sightings()::waiting);
            boolean late = waiting.oldest()
                    .filter(at -> Duration.between(at, clock.instant()).compareTo(LATEST_FETCH) > 0)
                    .isPresent();
            String sentence = waiting.oldest()
                    .map(at -> "Mails that servers list and do not give: " + waiting.messages() + ", the first since "
                            + at + ". `postroom reconcile` names them.")
                    .orElse("No server keeps a mail to itself.");
            return new Part("fetching", !late, sentence);
        } catch (StorageException e) {
            return new Part("fetching", false, String.valueOf(e.getMessage()));
        }
    }

    /** A worker that fails and fails is told of here too: it may be one that nobody misses for days. */
    static Part work(List<Worker> workers) {
        List<String> faults =
                workers.stream().flatMap(worker -> worker.fault().stream()).toList();
        return faults.isEmpty()
                ? new Part("work", true, "Nothing fails over and over.")
                : new Part("work", false, String.join(" ", faults));
    }

    private static Part mailbox(MailboxStatus status) {
        String name = "mailbox " + status.department();
        if (status.outage().isPresent()) {
            MailboxStatus.Outage outage = status.outage().get();
            return new Part(
                    name,
                    false,
                    outage.sentence() + " Since " + outage.since() + ", tried again at " + outage.nextTry() + ".");
        }
        String success = status.lastSuccess()
                .map(at -> "Last looked through at " + at + ".")
                .orElse("Not looked through yet.");
        return new Part(name, true, String.join(" ", concat(success, status.warnings())));
    }

    private static Part account(SmtpAccountId account, AccountStatus status) {
        return status.fault()
                .map(fault -> new Part(
                        "smtp " + account,
                        false,
                        fault.sentence()
                                + status.since()
                                        .map(since -> " Since " + since + ".")
                                        .orElse("")))
                .orElseGet(() -> new Part("smtp " + account, true, "No fault is known."));
    }

    private static List<String> concat(String first, List<String> rest) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(rest);
        return all;
    }
}
