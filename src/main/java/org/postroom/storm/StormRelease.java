package org.postroom.storm;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.postroom.autoreply.Limit;
import org.postroom.autoreply.SendBudget;
import org.postroom.storage.Transaction;
import org.postroom.storm.WithheldAnswer.State;

/**
 * Ends a storm because somebody wants it: answers go out again at once. What was counted under its limit is forgotten, except for an
 * address, which never gets more than its limit.
 */
public final class StormRelease {
    /** Later than any clock of ours says it is. */
    private static final Duration LATER = Duration.ofDays(36_500);

    private final StormStore storms;
    private final SendBudget budget;
    private final InstantSource clock;

    public StormRelease(StormStore storms, SendBudget budget, InstantSource clock) {
        this.storms = storms;
        this.budget = budget;
        this.clock = clock;
    }

    /** What becomes of the answers that were held back. */
    public enum Choice {
        /** They are sent now, as far as limits allow. */
        SEND,
        /** They never are. */
        DROP
    }

    /**
     * What came of it.
     *
     * @param ended whether the storm still went on
     * @param answers how many are sent or dropped by this
     */
    public record Released(boolean ended, int answers) {}

    /**
     * Ends the storm if it goes on, and decides about what it held back and nothing was decided about before.
     *
     * @param by the agent; empty for a command
     */
    public Released release(Transaction transaction, Storm storm, Choice choice, Optional<String> by) {
        Instant now = clock.instant();
        boolean ended = storms.close(transaction, storm.id(), now.plus(LATER), now, by);
        if (ended && storm.breaker().kind() != Limit.Kind.ADDRESS) {
            budget.forget(transaction, storm.name());
        }
        State state = choice == Choice.SEND ? State.RELEASED : State.DROPPED;
        return new Released(ended, storms.decide(transaction, storm.id(), state));
    }
}
