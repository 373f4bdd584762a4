package org.postroom.web.agent;

import java.time.Instant;
import java.util.List;
import org.postroom.mail.NamedAddress;

/**
 * An answer that waits, as {@code planned-cards.html} shows it.
 *
 * @param about whose it is, and where
 * @param timing when it leaves
 * @param may what the reader may do about it
 */
record PlannedCard(long id, About about, Timing timing, May may, String text, List<File> files, List<NamedAddress> cc) {
    PlannedCard {
        files = List.copyOf(files);
        cc = List.copyOf(cc);
    }

    /**
     * Whose it is, and where.
     *
     * @param own whether the reader wrote it
     * @param number of its ticket; empty when the ticket is gone
     * @param subject of its ticket; empty for who may not see it
     */
    record About(String author, boolean own, String number, String subject) {}

    /**
     * When it leaves.
     *
     * @param seconds until then, 0 when it is due; counts only while it can be taken back, not on scheduled ones
     * @param scheduled whether its agent chose the time
     * @param held whether it waits for a word of its agent
     * @param reasons why it is held; none for who may not see the ticket
     */
    record Timing(Instant due, long seconds, boolean scheduled, boolean held, List<String> reasons) {
        Timing {
            reasons = List.copyOf(reasons);
        }
    }

    /** What the reader may do. */
    record May(boolean takeBack, boolean sendNow) {}

    /** A file that goes along. */
    record File(String name, long size) {}
}
