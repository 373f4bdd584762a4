package org.postroom.web;

import java.time.Instant;
import org.postroom.storage.Transaction;

/** Remembers which forms were sent, so that one sent twice (a double click, a page loaded again) counts once. */
public interface SentForms {
    /** The forms in the database. */
    static SentForms jdbi() {
        return new JdbiSentFormStore();
    }

    /** Whether the form of this key was sent, and what came of it is done. */
    boolean isUsed(Transaction transaction, FormKey key);

    /** Notes, in the transaction that does what the form asks for, that it was sent; a key that was used stays so. */
    void use(Transaction transaction, FormKey key, Instant now);

    /**
     * Begins a part of a form, such as one of its tickets; false when it is done. Of two at once the second waits here until
     * the first is done.
     */
    boolean begin(Transaction transaction, FormKey key, long part, Instant now);

    /** Notes, in the transaction that began it, that nothing came of a part: the form may do it once more. */
    void giveUp(Transaction transaction, FormKey key, long part);

    /** Forgets forms that were sent before then; returns how many. */
    int forget(Transaction transaction, Instant before);
}
