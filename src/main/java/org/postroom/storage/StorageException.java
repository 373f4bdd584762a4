package org.postroom.storage;

import org.postroom.schedule.Foreseen;

/**
 * The database could not do what was asked. The message is a sentence for the operator: what happened, to which database
 * (never its password), and where there is one, the way out.
 */
public class StorageException extends RuntimeException implements Foreseen {
    private static final long serialVersionUID = 1L;

    public StorageException(String message) {
        super(message);
    }

    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether the database itself is in trouble, and not what it was asked: a statement it refuses, or damaged data. */
    public final boolean isOutage() {
        return !getClass().equals(StorageException.class);
    }
}
