package org.postroom.intake;

import java.util.List;
import org.postroom.storage.Transaction;
import org.postroom.ticket.ArticleId;

/** Looks for rows that name others which are not there, across the tables of mail and tickets. */
public interface StoreAudit {
    /** The tables in the database. */
    static StoreAudit jdbi() {
        return new JdbiAuditStore();
    }

    /**
     * A row that names another one which is not there, or says something else of it.
     *
     * @param what the row, such as {@code receipt 4711}
     */
    record Fault(String what, String sentence) {}

    /** All of them. */
    List<Fault> faults(Transaction transaction);

    /** Articles with files, in the order they were written; those behind this one, 0 for the first page. */
    List<ArticleId> articlesWithFiles(Transaction transaction, long after, int most);

    /** Raw mails that nothing refers to any more: harmless, but room that nobody needs. */
    long unused(Transaction transaction);
}
