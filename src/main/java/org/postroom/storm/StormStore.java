package org.postroom.storm;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postroom.agent.DepartmentId;
import org.postroom.autoreply.Limit;
import org.postroom.storage.Ids;
import org.postroom.storage.Transaction;
import org.postroom.storm.WithheldAnswer.State;
import org.postroom.storm.WithheldAnswer.Wish;
import org.postroom.ticket.TicketId;

/** Storms and what they held back. Every change is conditional, so that of several nodes one alone begins and ends each. */
public interface StormStore {
    /** The store in the database. */
    static StormStore jdbi(Ids ids) {
        return new JdbiStormStore(ids);
    }

    /** Notes that an answer was held back under a limit: in the storm there is, else in a new one. Returns that storm. */
    Storm withheld(Transaction transaction, Limit breaker, Wish wish, Instant now);

    /** Writes down that administrators had a mail of the storm's beginning. */
    void told(Transaction transaction, StormId id);

    /** Those of these breakers that are open and held something back since then. */
    Set<String> active(Transaction transaction, Collection<String> breakers, Instant since);

    /** Those that go on: those that people are told of before any others, however many these are; then latest first. */
    List<Storm> open(Transaction transaction, int most);

    /** Those that go on and held back nothing since then, oldest first. */
    List<Storm> calm(Transaction transaction, Instant since, int most);

    /** Those that are over, latest first. */
    List<Storm> over(Transaction transaction, int most);

    Optional<Storm> find(Transaction transaction, StormId id);

    /** The latest storm of this breaker. */
    Optional<Storm> latest(Transaction transaction, String breaker);

    /**
     * Ends a storm, unless it is over or held something back since then.
     *
     * @param by empty when it ends by itself or by a command
     */
    boolean close(Transaction transaction, StormId id, Instant calmSince, Instant now, Optional<String> by);

    /**
     * What a storm held back, oldest first.
     *
     * @param departments whose; empty: all
     * @param after the number of the last one known; 0: from the first
     */
    List<WithheldAnswer> withheld(
            Transaction transaction, StormId id, Optional<Set<DepartmentId>> departments, long after, int most);

    /** Whether a storm held something back from these departments. */
    boolean concerns(Transaction transaction, StormId id, Set<DepartmentId> departments);

    /** Lets all that was held back and nothing became of since become this; returns how many. */
    int decide(Transaction transaction, StormId id, State state);

    /**
     * What operators want sent, oldest first.
     *
     * @param after the number of the last one known; 0: from the first
     */
    List<WithheldAnswer> released(Transaction transaction, long after, int most);

    /** Whether this answer still is to be sent; if so, no other transaction decides about it until this one ends. */
    boolean lockReleased(Transaction transaction, long answer);

    /** Writes down what became of a released answer; false when that stands already. */
    boolean settle(Transaction transaction, long answer, State state);

    /** How many storms go on, and how many answers they hold back. */
    Counts counts(Transaction transaction);

    /**
     * @param open storms that go on
     * @param withheld what these held back so far
     */
    record Counts(int open, long withheld) {}

    /** Forgets storms that were over before then; at most so many answers at a time. Returns how many rows went. */
    int forget(Transaction transaction, Instant before, int most);

    /** Forgets what was held back on a ticket. */
    void forget(Transaction transaction, TicketId ticket);
}
