package org.postroom.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postroom.schedule.Task;
import org.postroom.storage.Database;
import org.postroom.storage.StorageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets answers leave when their time has come, each in a transaction of its own. Every node does so; looks now and then,
 * since others plan answers too. An answer that fails keeps no other from leaving: it is tried again later, and given back
 * to its agent when it fails over and over.
 */
public final class DueAnswers implements Task {
    /** A mail about an answer that was settled longer ago is told that it is not known. */
    static final Duration KEPT = Duration.ofDays(90);

    private static final Logger log = LoggerFactory.getLogger(DueAnswers.class);
    private static final int MOST = 100;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);
    private static final Duration UNTIL_NEXT_TRY = Duration.ofMinutes(1);
    /** Failures of one answer in a row before it is given back. */
    static final int MOST_TRIES = 5;

    private static final Duration BETWEEN_SWEEPS = Duration.ofHours(6);

    private final Database database;
    private final PlannedStore store;
    private final PlannedAnswers answers;
    private final InstantSource clock;
    private final Map<Long, Integer> failures = new HashMap<>();
    private Instant swept = Instant.EPOCH;

    public DueAnswers(Database database, PlannedStore store, PlannedAnswers answers, InstantSource clock) {
        this.database = database;
        this.store = store;
        this.answers = answers;
        this.clock = clock;
    }

    @Override
    public Duration run() {
        List<Long> due = database.read(transaction -> store.due(transaction, clock.instant(), MOST));
        due.forEach(this::leave);
        sweep();
        return due.isEmpty() ? untilNext() : Duration.ZERO;
    }

    private void leave(long id) {
        try {
            database.write(transaction -> answers.leave(transaction, id));
            failures.remove(id);
        } catch (RuntimeException | StackOverflowError fault) {
            throwIfOutage(fault);
            failed(id, fault);
        }
    }

    private static void throwIfOutage(Throwable fault) {
        if (fault instanceof StorageException outage && outage.isOutage()) {
            throw outage;
        }
    }

    private void failed(long id, Throwable fault) {
        int tries = failures.getOrDefault(id, 0) + 1;
        failures.put(id, tries);
        log.atError()
                .addKeyValue("planned", id)
                .addKeyValue("attempt", tries)
                .setCause(fault)
                .log("Planned answer failed");
        if (tries < MOST_TRIES || !isGivenBack(id, fault)) {
            database.change(transaction ->
                    store.postpone(transaction, id, clock.instant().plus(UNTIL_NEXT_TRY)));
        }
    }

    private boolean isGivenBack(long id, Throwable fault) {
        String reason = "Sending it failed " + MOST_TRIES + " times ("
                + fault.getClass().getSimpleName() + "); the cause is in the log of Postroom.";
        try {
            database.change(transaction -> answers.giveUp(transaction, id, reason));
            failures.remove(id);
            return true;
        } catch (RuntimeException | StackOverflowError another) {
            throwIfOutage(another);
            log.atError().addKeyValue("planned", id).setCause(another).log("Planned answer could not be given back");
            return false;
        }
    }

    private void sweep() {
        Instant now = clock.instant();
        if (Duration.between(swept, now).abs().compareTo(BETWEEN_SWEEPS) > 0) {
            database.change(transaction -> store.sweep(transaction, now.minus(KEPT)));
            swept = now;
        }
    }

    private Duration untilNext() {
        Optional<Instant> next = database.read(store::nextDue);
        return next.map(due -> Duration.between(clock.instant(), due))
                .filter(wait -> wait.compareTo(LONGEST_WAIT) < 0)
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
                .orElse(LONGEST_WAIT);
    }
}
