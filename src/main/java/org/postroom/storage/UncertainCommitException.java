package org.postroom.storage;

/**
 * The connection was lost while the transaction was being committed, and whether it was could not be found out: no look-up
 * was given, or the database stayed away. The caller must look before doing it again.
 */
public final class UncertainCommitException extends StorageException {
    private static final long serialVersionUID = 1L;

    public UncertainCommitException(String message, Throwable cause) {
        super(message, cause);
    }
}
