package org.postroom.storm;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.postroom.agent.DepartmentId;
import org.postroom.autoreply.Occasion;
import org.postroom.mail.EmailAddress;
import org.postroom.ticket.TicketId;

/** An automatic answer that was not sent because of a storm. */
public record WithheldAnswer(long id, StormId storm, Instant at, Wish wish, State state) {

    /**
     * What would have been sent.
     *
     * @param receipt of the mail it would have answered; empty when that cannot be answered later
     */
    public record Wish(
            EmailAddress to, DepartmentId department, TicketId ticket, Optional<Long> receipt, Occasion occasion) {}

    /** What became of it. */
    public enum State {
        /** Nothing so far. */
        WITHHELD,
        /** An operator wants it sent. */
        RELEASED,
        /** It was sent after all. */
        SENT,
        /** It never will be. */
        DROPPED;

        /** As it stands in the database and in texts. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
