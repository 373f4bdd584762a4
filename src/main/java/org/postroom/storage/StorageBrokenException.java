package org.postroom.storage;

/**
 * Reading or writing the database's files failed, or they are damaged. After a failed fsync nobody knows what is on the disk
 * (the operating system reports it once and forgets), so this database object refuses everything from now on: the daemon must
 * stop, and start again when the disk is sound.
 */
public final class StorageBrokenException extends StorageException {
    private static final long serialVersionUID = 1L;

    public StorageBrokenException(String message, Throwable cause) {
        super(message, cause);
    }
}
