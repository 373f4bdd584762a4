package org.postroom.storage;

/**
 * The database has no room left. The transaction left no trace, and the same database works again once there is space: take
 * in no more mail until then, and leave it on its server.
 */
public final class DiskFullException extends StorageException {
    private static final long serialVersionUID = 1L;

    DiskFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
