package org.postroom.outbound;

import java.time.Instant;
import java.util.Map;
import org.postroom.agent.SmtpAccountId;
import org.postroom.storage.Transaction;

/** Counts what is in the queue, without reading it. */
public interface QueueFigures {
    /** The figures of the database. */
    static QueueFigures jdbi() {
        return new JdbiQueueFiguresStore();
    }

    /** What is to leave, by account; one with nothing to send is not there. */
    Map<SmtpAccountId, Waiting> waiting(Transaction transaction);

    /**
     * What is to leave by an account.
     *
     * @param mails waiting or being sent
     * @param held waiting for an operator's word
     * @param oldest when the first of all these was queued
     */
    record Waiting(long mails, long held, Instant oldest) {
        Waiting and(Waiting other) {
            return new Waiting(
                    mails + other.mails, held + other.held, oldest.isBefore(other.oldest) ? oldest : other.oldest);
        }
    }
}
