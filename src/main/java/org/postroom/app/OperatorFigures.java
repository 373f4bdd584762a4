package org.postroom.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.postroom.agent.SmtpAccountId;
import org.postroom.intake.LedgerStore;
import org.postroom.intake.SightingStore;
import org.postroom.intake.Spool;
import org.postroom.mailbox.MailboxStatus;
import org.postroom.metrics.Figures;
import org.postroom.outbound.AccountStatus;
import org.postroom.outbound.QueueFigures;
import org.postroom.storage.Database;
import org.postroom.storage.StorageException;
import org.postroom.storm.StormStore;

/** The figures an operator needs: what waits and for how long, which mailboxes and accounts fail. The database is asked once for all. */
final class OperatorFigures {
    private static final String DEPARTMENT = "department";
    private static final String ACCOUNT = "account";

    private final Database database;
    private final Stores stores;
    private final Supplier<List<MailboxStatus>> mailboxes;
    private final Supplier<Map<SmtpAccountId, AccountStatus>> accounts;
    private final InstantSource clock;
    private Optional<Waiting> waiting = Optional.empty();

    /** Where the figures are. */
    record Stores(Spool spool, LedgerStore ledger, SightingStore sightings, QueueFigures queue, StormStore storms) {}

    OperatorFigures(
            Database database,
            Stores stores,
            Supplier<List<MailboxStatus>> mailboxes,
            Supplier<Map<SmtpAccountId, AccountStatus>> accounts,
            InstantSource clock) {
        this.database = database;
        this.stores = stores;
        this.mailboxes = mailboxes;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** What waits, as the database says. */
    private record Waiting(
            LedgerStore.Counts counts,
            Optional<Instant> oldestPending,
            SightingStore.Waiting unfetched,
            Map<SmtpAccountId, QueueFigures.Waiting> queue,
            StormStore.Counts storms) {
        /** When the mail was seen that waits longest to be fetched or processed. */
        Optional<Instant> oldest() {
            return Stream.of(oldestPending, unfetched.oldest())
                    .flatMap(Optional::stream)
                    .min(Instant::compareTo);
        }
    }

    void addTo(Figures figures) {
        figures.beforeReading(this::ask);
        figures.value(
                "postroom.database.up", "1 when the database answers, else 0.", () -> waiting.isPresent() ? 1 : 0);
        figures.value(
                "postroom.oldest.unprocessed.seconds",
                "Age of the oldest mail that was seen on a server and is not processed yet; 0 when there is none.",
                () -> known(all -> all.oldest().map(this::age).orElse(0.0)));
        figures.value(
                "postroom.mails.pending",
                "Mails held that wait to be processed.",
                () -> known(all -> all.counts().pending()));
        figures.value(
                "postroom.mails.quarantined",
                "Mails set aside until somebody looks.",
                () -> known(all -> all.counts().quarantined()));
        figures.value(
                "postroom.mails.unfetched",
                "Mails that servers list and that could not be fetched.",
                () -> known(all -> all.unfetched().messages()));
        figures.value(
                "postroom.storms.open",
                "Limits that hold automatic answers back now.",
                () -> known(all -> all.storms().open()));
        figures.value(
                "postroom.storms.withheld.answers",
                "Automatic answers that these hold back so far.",
                () -> known(all -> all.storms().withheld()));
        queue(figures);
        figures.values(
                "postroom.mailbox.failing",
                "1 when the department's mailbox cannot be looked into, else 0.",
                DEPARTMENT,
                () -> ofMailboxes(status -> Optional.of(status.outage().isPresent() ? 1.0 : 0.0)));
        figures.values(
                "postroom.mailbox.last.success.age.seconds",
                "How long ago the department's mailbox was last looked through; missing until it was.",
                DEPARTMENT,
                () -> ofMailboxes(status -> status.lastSuccess().map(this::age)));
        figures.values(
                "postroom.smtp.account.failing",
                "1 when the SMTP account takes no mail, else 0.",
                ACCOUNT,
                () -> named(accounts.get(), status -> status.fault().isPresent() ? 1.0 : 0.0));
    }

    private void queue(Figures figures) {
        figures.values(
                "postroom.queue.mails",
                "Outgoing mails that wait or are being sent.",
                ACCOUNT,
                () -> queued(QueueFigures.Waiting::mails));
        figures.values(
                "postroom.queue.held.mails",
                "Outgoing mails that are held until an operator lets them go or drops them.",
                ACCOUNT,
                () -> queued(QueueFigures.Waiting::held));
        figures.values(
                "postroom.queue.oldest.seconds",
                "Age of the oldest outgoing mail that waits.",
                ACCOUNT,
                () -> queued(queued -> age(queued.oldest())));
    }

    private void ask() {
        try {
            waiting = Optional.of(database.read(transaction -> new Waiting(
                    stores.ledger().counts(transaction),
                    stores.spool().oldestUnprocessed(transaction),
                    stores.sightings().waiting(transaction),
                    stores.queue().waiting(transaction),
                    stores.storms().counts(transaction))));
        } catch (StorageException e) {
            waiting = Optional.empty();
        }
    }

    private double known(ToDoubleFunction<Waiting> figure) {
        return waiting.map(figure::applyAsDouble).orElse(Double.NaN);
    }

    private Map<String, Double> queued(ToDoubleFunction<QueueFigures.Waiting> figure) {
        return waiting.map(all -> named(all.queue(), figure::applyAsDouble)).orElse(Map.of());
    }

    private static <V> Map<String, Double> named(Map<SmtpAccountId, V> all, Function<V, Double> figure) {
        Map<String, Double> named = new TreeMap<>();
        all.forEach((account, value) -> named.put(account.value(), figure.apply(value)));
        return named;
    }

    private Map<String, Double> ofMailboxes(Function<MailboxStatus, Optional<Double>> figure) {
        Map<String, Double> named = new TreeMap<>();
        mailboxes
                .get()
                .forEach(status -> figure.apply(status)
                        .ifPresent(value -> named.put(status.department().value(), value)));
        return named;
    }

    private double age(Instant since) {
        return Math.max(0, Duration.between(since, clock.instant()).toMillis()) / 1000.0;
    }
}
