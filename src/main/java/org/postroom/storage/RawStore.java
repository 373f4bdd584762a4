package org.postroom.storage;

import java.io.IOException;
import java.io.OutputStream;
import org.postroom.mail.Bytes;
import org.postroom.mail.Scratch;

/** Keeps raw mails, compressed; what is read is proven to be what was put in by length and SHA-256. */
public interface RawStore {
    /** The store in the database; what is read from it is in memory. */
    static RawStore jdbi(Ids ids) {
        return jdbi(ids, Scratch.none());
    }

    /** The store in the database. */
    static RawStore jdbi(Ids ids, Scratch scratch) {
        return new JdbiRawStore(ids, scratch);
    }

    /** Stores the mail, compressing it on the way, and returns its id. Needs about 3 MiB beside the mail itself. */
    long put(Transaction transaction, Bytes raw);

    /** Stores a mail that was packed before, which keeps the transaction short. */
    long put(Transaction transaction, PackedMail packed);

    /**
     * The mail's bytes.
     *
     * @throws StorageException when there is no such mail or it is damaged
     */
    Bytes get(Transaction transaction, long rawId);

    /**
     * Writes the mail's bytes to the stream without holding them; the stream stays open. Damage may show after some bytes
     * have been written.
     *
     * @throws StorageException when there is no such mail or it is damaged
     * @throws IOException from the stream
     */
    void copyTo(Transaction transaction, long rawId, OutputStream out) throws IOException;

    /** Removes the mail's bytes for good; its length and SHA-256 stay, which the ledger of received mail refers to. */
    void empty(Transaction transaction, long rawId);

    /** Removes the mail; without it, does nothing. */
    void delete(Transaction transaction, long rawId);
}
