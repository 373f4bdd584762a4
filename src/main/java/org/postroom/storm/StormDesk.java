package org.postroom.storm;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.postroom.autoreply.Limit;
import org.postroom.autoreply.SendBudget;
import org.postroom.autoreply.SendBudget.Grant;
import org.postroom.autoreply.Silence;
import org.postroom.storage.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Begins and ends storms, and tells administrators: whoever writes the row queues the mail, in the same transaction. */
public final class StormDesk implements Silence {
    private static final Logger log = LoggerFactory.getLogger(StormDesk.class);
    private static final int AT_ONCE = 100;

    private final StormStore storms;
    private final SendBudget budget;
    private final StormLetters letters;
    private final Supplier<StormSettings> settings;
    private final InstantSource clock;

    public StormDesk(
            StormStore storms,
            SendBudget budget,
            StormLetters letters,
            Supplier<StormSettings> settings,
            InstantSource clock) {
        this.storms = storms;
        this.budget = budget;
        this.letters = letters;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Optional<Limit> among(Transaction transaction, List<Limit> limits, Instant now) {
        List<Limit> narrow = limits.stream().filter(Limit::isNarrow).toList();
        Set<String> active = storms.active(
                transaction,
                narrow.stream().map(Limit::key).toList(),
                now.minus(settings.get().calmAfter()));
        return narrow.stream().filter(limit -> active.contains(limit.key())).findFirst();
    }

    /** Notes that an answer was held back. The first one begins a storm; whoever makes it loud tells of it. */
    public void withheld(Transaction transaction, Limit breaker, WithheldAnswer.Wish wish) {
        Storm storm = storms.withheld(transaction, breaker, wish, clock.instant());
        if (storm.withheld() == storm.loudFrom()) {
            tellOfBeginning(transaction, storm);
            transaction.afterCommit(() -> log.atWarn()
                    .addKeyValue("breaker", breaker.key())
                    .addKeyValue("limit", breaker.inWords())
                    .log("Automatic answers are held back"));
        }
    }

    private void tellOfBeginning(Transaction transaction, Storm storm) {
        StormSettings now = settings.get();
        List<Limit> limit = List.of(Limit.ofStormLetters(now.lettersPerHour()));
        if (now.letters() && budget.take(transaction, limit, clock.instant()) instanceof Grant.Granted(long leftOut)) {
            letters.sendBeginning(transaction, storm, leftOut);
            storms.told(transaction, storm.id());
        }
    }

    /** Ends the storms that are over by now, at most some at once; returns how many. */
    int endCalm(Transaction transaction) {
        Instant now = clock.instant();
        Instant since = now.minus(settings.get().calmAfter());
        List<Storm> calm = storms.calm(transaction, since, AT_ONCE);
        calm.forEach(storm -> end(transaction, storm, since, now));
        return calm.size();
    }

    private void end(Transaction transaction, Storm storm, Instant since, Instant now) {
        if (storms.close(transaction, storm.id(), since, now, Optional.empty())) {
            if (storm.told() && settings.get().letters()) {
                letters.sendEnd(transaction, storm);
            }
            transaction.afterCommit(() -> log.atLevel(storm.isLoud() ? Level.INFO : Level.DEBUG)
                    .addKeyValue("breaker", storm.name())
                    .addKeyValue("withheld", storm.withheld())
                    .log("Automatic answers are not held back any more"));
        }
    }
}
