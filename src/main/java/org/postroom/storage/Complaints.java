package org.postroom.storage;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.postroom.storage.Engine.Failure;

/** Turns the database's errors into sentences, and remembers the one after which nothing may go on. */
final class Complaints {
    /** Longer than whatever failed is left alone. */
    private static final Duration STANDS = Duration.ofMinutes(2);

    /** @param at of {@link System#nanoTime} */
    private record Trouble(String sentence, Failure failure, long at) {}

    private final Engine engine;
    private final AtomicReference<@Nullable Trouble> trouble = new AtomicReference<>();
    private final AtomicReference<@Nullable Exception> broken = new AtomicReference<>();

    Complaints(Engine engine) {
        this.engine = engine;
    }

    void throwIfBroken() {
        Exception cause = broken.get();
        if (cause != null) {
            throw broken(cause);
        }
    }

    /** What keeps the database from its work now; an old trouble that nobody met again does not count. */
    Optional<String> standing() {
        return Optional.ofNullable(trouble.get())
                .filter(last -> System.nanoTime() - last.at() < STANDS.toNanos())
                .map(Trouble::sentence);
    }

    /** Work went well: a reading one says nothing about room on the disk. */
    void relieved(boolean writing) {
        Trouble last = trouble.get();
        if (last != null && (writing || last.failure() == Failure.LOST)) {
            trouble.compareAndSet(last, null);
        }
    }

    StorageException about(Exception cause, Failure failure) {
        StorageException complaint = complaint(cause, failure);
        if (failure != Failure.FINAL) {
            trouble.set(new Trouble(String.valueOf(complaint.getMessage()), failure, System.nanoTime()));
        }
        return complaint;
    }

    private StorageException complaint(Exception cause, Failure failure) {
        String reason = reason(cause);
        return switch (failure) {
            case CONFLICT ->
                new StorageUnavailableException(
                        "The database " + engine.name() + " stayed busy through every attempt (" + reason + ")", cause);
            case LOST ->
                new StorageUnavailableException(
                        "The database " + engine.name() + " does not answer (" + reason + "). Is the server running?",
                        cause);
            case FULL ->
                new DiskFullException(
                        "There is no space left for the database " + engine.name() + " (" + reason
                                + "). Free some; work goes on by itself then",
                        cause);
            case BROKEN -> {
                broken.compareAndSet(null, cause);
                yield broken(cause);
            }
            case FINAL ->
                new StorageException("The database " + engine.name() + " refused a statement: " + reason, cause);
        };
    }

    UncertainCommitException uncertain(Exception cause) {
        return new UncertainCommitException(
                "The connection to the database " + engine.name()
                        + " was lost during a commit, and whether it took effect could not be found out ("
                        + reason(cause)
                        + ")",
                cause);
    }

    private StorageBrokenException broken(Exception cause) {
        return new StorageBrokenException(
                "Reading or writing the database " + engine.name() + " failed (" + reason(cause)
                        + "). Check the disk, then start the daemon again",
                cause);
    }

    private static String reason(Exception cause) {
        return Dialect.sqlExceptionIn(cause)
                .map(Throwable::getMessage)
                .orElseGet(() -> String.valueOf(cause.getMessage()));
    }
}
