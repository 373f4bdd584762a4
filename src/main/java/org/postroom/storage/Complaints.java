package org.postroom.storage;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.postroom.storage.Engine.Failure;

/** Turns the database's errors into sentences, and remembers the one after which nothing may go on. */
final class Complaints {
    private final Engine engine;
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

    StorageException about(Exception cause, Failure failure) {
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
