package org.postroom.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.postroom.agent.SmtpAccountId;
import org.postroom.intake.Spool;
import org.postroom.mailbox.MailboxStatus;
import org.postroom.mailbox.MailboxSupervisor;
import org.postroom.outbound.AccountStatus;
import org.postroom.outbound.DeliveryWorkers;
import org.postroom.storage.Database;
import org.postroom.storage.StorageException;
import org.postroom.web.HealthReport;
import org.postroom.web.HealthReport.Part;

/** How the daemon is: database, intake, each mailbox, each SMTP account. */
final class Health implements Supplier<HealthReport> {
    private static final Duration LATE = Duration.ofMinutes(5);

    private final Database database;
    private final Spool spool;
    private final MailboxSupervisor mailboxes;
    private final DeliveryWorkers delivery;
    private final Duties duties;
    private final InstantSource clock;

    Health(
            Database database,
            Spool spool,
            MailboxSupervisor mailboxes,
            DeliveryWorkers delivery,
            Duties duties,
            InstantSource clock) {
        this.database = database;
        this.spool = spool;
        this.mailboxes = mailboxes;
        this.delivery = delivery;
        this.duties = duties;
        this.clock = clock;
    }

    @Override
    public HealthReport get() {
        List<Part> parts = new ArrayList<>();
        parts.add(database.trouble()
                .map(sentence -> new Part("database", false, sentence))
                .orElseGet(this::intake));
        parts.addAll(new NodeHealth(duties).parts());
        mailboxes.statuses().forEach(status -> parts.add(mailbox(status)));
        delivery.statuses().forEach((account, status) -> parts.add(account(account, status)));
        return new HealthReport(parts);
    }

    private Part intake() {
        try {
            Optional<Instant> oldest = database.read(spool::oldestUnprocessed);
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
