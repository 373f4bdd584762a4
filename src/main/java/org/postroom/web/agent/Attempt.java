package org.postroom.web.agent;

import java.util.List;
import java.util.Optional;
import org.postroom.ticket.Draft;

/** What an agent wanted on a ticket's page and what did not come about, so that the page can be shown with it again. */
sealed interface Attempt {
    /** Nothing: the page was just opened. */
    record None() implements Attempt {}

    /**
     * A button was pressed.
     *
     * @param other the number of another ticket that was named; empty when none was
     * @param note what was typed for colleagues; may be empty
     */
    record Pressed(TicketButton button, String other, String note, Trouble trouble) implements Attempt {}

    /**
     * A word was said on a forwarded mail that waits.
     *
     * @param customer whose it is, as typed
     * @param reasons why that was not taken, one sentence each
     */
    record Handed(String customer, List<String> reasons) implements Attempt {
        public Handed {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * Something was written.
     *
     * @param then {@code close} or {@code stay}
     * @param elsewhere what was written in another window meanwhile, when that is in the way
     */
    record Wrote(
            Draft.Kind kind,
            Draft.Typed typed,
            String then,
            LaterForm later,
            Trouble trouble,
            Optional<String> elsewhere)
            implements Attempt {}

    /**
     * Why it did not come about.
     *
     * @param reasons one sentence each
     * @param doubtful whether it may be confirmed
     */
    record Trouble(List<String> reasons, boolean doubtful) {
        public Trouble {
            reasons = List.copyOf(reasons);
        }
    }
}
