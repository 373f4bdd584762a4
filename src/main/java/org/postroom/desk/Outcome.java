package org.postroom.desk;

import java.util.List;
import java.util.Optional;
import org.postroom.ticket.Article;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketEvent;

/** What came of an agent's order. */
public sealed interface Outcome {
    /**
     * All of it was done.
     *
     * @param ticket as it stands now
     * @param article what was written on it, the last if there are several
     * @param events what its history tells of it; empty when all was so already
     */
    record Done(Ticket ticket, Optional<Article> article, List<TicketEvent> events) implements Outcome {
        public Done {
            events = List.copyOf(events);
        }
    }

    /** Nothing was done yet. The agent has to confirm: the same order may come again, confirmed. */
    record Doubtful(List<String> reasons) implements Outcome {
        public Doubtful {
            reasons = List.copyOf(reasons);
        }
    }

    /** Nothing was done, and it will not be; one sentence each for the agent. */
    record Refused(List<String> reasons) implements Outcome {
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }
}
