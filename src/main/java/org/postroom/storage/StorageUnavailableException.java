package org.postroom.storage;

/** The database cannot be reached or stayed busy through all retries. Nothing was written; trying again later is right. */
public final class StorageUnavailableException extends StorageException {
    private static final long serialVersionUID = 1L;

    public StorageUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
