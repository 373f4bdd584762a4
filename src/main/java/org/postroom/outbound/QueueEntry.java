package org.postroom.outbound;

import java.time.Instant;
import java.util.List;

/**
 * A mail as the operator sees it.
 *
 * @param dueAt when waiting: its next attempt
 * @param attempts oldest first
 */
public record QueueEntry(OutboundMail mail, State state, Instant dueAt, List<Attempt> attempts) {
    public QueueEntry {
        attempts = List.copyOf(attempts);
    }

    /** Where a mail stands. */
    public enum State {
        /** For its time to come. */
        WAITING,
        /** A worker has taken it up and may not have begun with it. */
        CLAIMED,
        /** The server may be getting it right now. */
        SENDING,
        /** For an operator's word: it may have left before a backup was restored. */
        HELD,
        /** Nothing more will be done about it. */
        DONE
    }

    /**
     * One attempt at delivering.
     *
     * @param uncertain whether the server may have taken the mail without our knowing
     * @param summary what came of it, for each recipient
     */
    public record Attempt(Instant beganAt, Instant endedAt, boolean uncertain, String summary) {}
}
