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
     * @param tickets the likeliest first
     * @param why one sentence for agents
     */
    record Related(List<TicketId> tickets, String why) implements Match {
        public Related {
            tickets = List.copyOf(tickets);
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
