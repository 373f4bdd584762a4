package org.postroom.storage;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jdbi.v3.core.JdbiException;
import org.postroom.schedule.Failpoint;
import org.postroom.schedule.Waiter;
import org.postroom.storage.Engine.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries a transaction until it is committed, or will not be. */
final class Attempts {
    private static final Logger log = LoggerFactory.getLogger(Attempts.class);

    private static final int MOST = 6;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);

    private final Engine engine;
    private final Complaints complaints;
    private final ScopedValue<Transaction> current = ScopedValue.newInstance();

    Attempts(Engine engine) {
        this.engine = engine;
        this.complaints = new Complaints(engine);
    }

    /** A result that stands in the database, and what was to be done after that. */
    record Committed<T>(T result, List<Runnable> afterwards) {}

    /** How one attempt ended. */
    private sealed interface Outcome<T> {
        record Done<T>(Committed<T> committed) implements Outcome<T> {}

        record Undone<T>(Exception cause, Failure failure) implements Outcome<T> {}

        record Unknown<T>(SQLException cause, Lease lost, List<Runnable> afterwards) implements Outcome<T> {}
    }

    Optional<String> trouble() {
        return complaints.standing();
    }

    <T> T read(Function<Transaction, T> work) {
        return repeat(work, false, Optional.empty()).result();
    }

    <T> Committed<T> write(Function<Transaction, T> work, Optional<Function<Transaction, Optional<T>>> alreadyDone) {
        return repeat(work, true, alreadyDone);
    }

    private <T> Committed<T> repeat(
            Function<Transaction, T> work, boolean writing, Optional<Function<Transaction, Optional<T>>> alreadyDone) {
        complaints.throwIfBroken();
        for (int attempt = 1; ; attempt++) {
            switch (attempt(work, writing)) {
                case Outcome.Done<T>(Committed<T> committed) -> {
                    complaints.relieved(writing);
                    return committed;
                }
                case Outcome.Undone<T>(Exception cause, Failure failure) -> pauseOrThrow(cause, failure, attempt);
                case Outcome.Unknown<T> unknown -> {
                    Optional<T> found = lookUp(unknown, alreadyDone);
                    if (found.isPresent()) {
                        return new Committed<>(found.get(), unknown.afterwards());
                    }
                    pauseOrThrow(unknown.cause(), Failure.LOST, attempt);
                }
            }
        }
    }

    private <T> Outcome<T> attempt(Function<Transaction, T> work, boolean writing) {
        if (current.isBound()) {
            throw new IllegalStateException(
                    "A transaction is under way on this thread: hand it on, do not begin another");
        }
        try (Lease lease = connection(writing)) {
            Transaction transaction = new Transaction(lease.handle(), engine, writing);
            T result;
            boolean worked = false;
            try {
                lease.begin();
                result = ScopedValue.where(current, transaction).call(() -> work.apply(transaction));
                worked = transaction.doom().isEmpty();
            } catch (SQLException | RuntimeException e) {
                return discardIfLost(
                        lease,
                        undone(transaction.doom().<Exception>map(doom -> doom).orElse(e)));
            } finally {
                if (!worked) {
                    rollBack(lease);
                }
            }
            if (!worked) {
                return discardIfLost(lease, undone(transaction.doom().orElseThrow()));
            }
            return writing ? commit(lease, result, transaction.actionsAfterCommit()) : ended(lease, result);
        }
    }

    private Lease connection(boolean writing) {
        try {
            return writing ? engine.writer() : engine.reader();
        } catch (SQLException e) {
            throw complaints.about(e, engine.meaningOf(e));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Exceptions that have nothing to do with the database go on to the caller as they are. */
    private <T> Outcome<T> undone(Exception e) {
        Optional<SQLException> sql = Dialect.sqlExceptionIn(e);
        Failure failure = sql.map(engine::meaningOf).orElse(Failure.FINAL);
        if (failure == Failure.FINAL && e instanceof RuntimeException unchecked && !(e instanceof JdbiException)) {
            throw unchecked;
        }
        return new Outcome.Undone<>(e, failure);
    }

    /** The driver may have put another session, on another server, into the place of the one that was lost. */
    private static <T> Outcome<T> discardIfLost(Lease lease, Outcome<T> outcome) {
        if (outcome instanceof Outcome.Undone<T> undone && undone.failure() == Failure.LOST) {
            lease.discard();
        }
        return outcome;
    }

    private <T> Outcome<T> commit(Lease lease, T result, List<Runnable> afterwards) {
        try {
            Failpoint.COMMITTING.pass();
            lease.commit();
            Failpoint.COMMITTED.pass();
            return new Outcome.Done<>(new Committed<>(result, afterwards));
        } catch (SQLException e) {
            Failure failure = engine.meaningOf(e);
            if (failure == Failure.LOST) {
                lease.discard();
                return new Outcome.Unknown<>(e, lease, afterwards);
            }
            rollBack(lease);
            return new Outcome.Undone<>(e, failure);
        }
    }

    private static <T> Outcome<T> ended(Lease lease, T result) {
        rollBack(lease);
        return new Outcome.Done<>(new Committed<>(result, List.of()));
    }

    /** A connection that cannot even roll back is thrown away, which rolls back. */
    private static void rollBack(Lease lease) {
        try {
            lease.rollback();
        } catch (SQLException e) {
            lease.discard();
        }
    }

    private <T> Optional<T> lookUp(
            Outcome.Unknown<T> unknown, Optional<Function<Transaction, Optional<T>>> alreadyDone) {
        Function<Transaction, Optional<T>> look = alreadyDone.orElseThrow(() -> complaints.uncertain(unknown.cause()));
        for (int attempt = 1; ; attempt++) {
            try {
                if (read(transaction -> unknown.lost().awaitServerSideEnd(transaction.handle()))) {
                    return read(look);
                }
            } catch (StorageUnavailableException e) {
                log.atDebug().setCause(e).log("Database still away after a lost commit");
            }
            if (attempt == MOST) {
                throw complaints.uncertain(unknown.cause());
            }
            pause(attempt);
        }
    }

    private void pauseOrThrow(Exception cause, Failure failure, int attempt) {
        if (failure == Failure.FULL) {
            engine.makeRoom();
        }
        boolean mayWork = failure == Failure.CONFLICT || failure == Failure.LOST;
        if (!mayWork || attempt == MOST) {
            throw complaints.about(cause, failure);
        }
        pause(attempt);
    }

    /** Doubles from round to round, by half more or less, so that those who collided do not meet again. */
    static void pause(int attempt) {
        double factor = (1 << attempt) * ThreadLocalRandom.current().nextDouble(0.5, 1.5);
        try {
            Waiter.pause(Duration.ofNanos((long) (SHORTEST_PAUSE.toNanos() * factor)));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static StorageUnavailableException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new StorageUnavailableException("Interrupted while waiting for the database", e);
    }
}
