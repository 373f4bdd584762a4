package org.postroom.autoreply;

import java.time.Instant;
import java.util.List;
import org.postroom.storage.Transaction;

/**
 * How much may still be sent: a sliding window per key, in the database, so that it holds over departments, nodes and
 * restarts. What is taken stands or falls with the transaction that queues the mail.
 *
 * <p>Time is given by the caller. Whoever takes from a key keeps its row until the transaction ends, so that two never count
 * the same room.
 */
public interface SendBudget {
    /** The budget in the database. */
    static SendBudget jdbi() {
        return new JdbiSendBudgetStore();
    }

    /**
     * Takes one mail from every limit, or from none when one of them is used up. The first that is remembers that a mail was
     * withheld.
     *
     * @param limits in the same order by all callers, narrow ones first; at least one
     */
    Grant take(Transaction transaction, List<Limit> limits, Instant now);

    /** Forgets keys not used since then; more than two windows ago changes nothing. Returns how many. */
    int forgetUnusedSince(Transaction transaction, Instant before);

    /** Forgets what was taken under a key: its limit is unused. */
    void forget(Transaction transaction, String key);

    /** Whether a mail may be sent. */
    sealed interface Grant {
        /**
         * It may.
         *
         * @param withheldBefore how many were withheld under the first limit since the last that was sent
         */
        record Granted(long withheldBefore) implements Grant {}

        /** It may not, because this limit is used up. */
        record Exhausted(Limit limit) implements Grant {}
    }
}
