package org.postroom.conversation;

import java.util.List;
import org.postroom.ticket.TicketId;

/** Which ticket a customer's mail belongs to. */
public sealed interface Match {
    /** To this one. */
    record Found(TicketId ticket, How how) implements Match {}

    /**
     * To a new one; it names others that its sender does not take part in.
     *
     * @param tickets the likeliest first, at most {@value #MOST}: a thousand mails with one Message-ID must not be linked with
     *     each other, each with all
     * @param why one sentence for agents
     */
    record Related(List<TicketId> tickets, String why) implements Match {
        /** More than these nobody looks at. */
        public static final int MOST = 10;

        public Related {
            tickets = tickets.stream().limit(MOST).toList();
        }
    }

    /** To a new one. */
    record None() implements Match {}

    /** What named the ticket; that its sender takes part let the mail in. */
    enum How {
        TOKEN("a reply token of ours"),
        REFERENCE("a Message-ID in In-Reply-To or References"),
        EXPIRED_TOKEN("a reply token of ours that has expired"),
        NUMBER("the ticket's number in the subject");

        private final String words;

        How(String words) {
            this.words = words;
        }

        /** For the trace. */
        public String words() {
            return words;
        }
    }
}
