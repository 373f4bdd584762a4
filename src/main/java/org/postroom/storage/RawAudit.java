package org.postroom.storage;

import java.util.List;

/** Walks the raw mails that are kept, for proving them. */
public interface RawAudit {
    /** The raw mails in the database. */
    static RawAudit jdbi() {
        return new JdbiRawAuditStore();
    }

    /**
     * A raw mail that is kept, or was.
     *
     * @param emptied whether its bytes were removed on purpose
     * @param chunks how many pieces there are
     */
    record Entry(long id, String sha256, long size, boolean emptied, long chunks) {}

    /** Raw mails in the order they came; those behind this one, 0 for the first page. */
    List<Entry> page(Transaction transaction, long after, int most);

    /** Pieces that belong to no raw mail: the ids these had. */
    List<Long> strayChunks(Transaction transaction);

    /**
     * What the database itself finds wrong with its files and keys, one sentence each; none when all is well. Reads all of it, which
     * takes a while.
     */
    List<String> integrity(Transaction transaction);
}
