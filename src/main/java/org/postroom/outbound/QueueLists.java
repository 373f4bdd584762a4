package org.postroom.outbound;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postroom.agent.DepartmentId;
import org.postroom.storage.Transaction;

/** Lists outgoing mail page by page for those who look after it. Entries come without their attempts. */
public interface QueueLists {
    /** The lists in the database. */
    static QueueLists jdbi() {
        return new JdbiQueueListStore();
    }

    /** What is in the queue and not done with: what was tried in vain first, then by age, oldest first. */
    List<QueueEntry> waiting(Transaction transaction, Stretch stretch);

    /** What is done with and failed, or is uncertain, for some recipient since a time: latest first. */
    List<QueueEntry> failed(Transaction transaction, Stretch stretch, Instant since);

    /**
     * A part of a list.
     *
     * @param departments whose mail; empty is everybody's, also of departments that conf names no more
     * @param skip entries before it
     * @param most entries
     */
    record Stretch(Optional<Set<DepartmentId>> departments, int skip, int most) {
        /** Throws IllegalArgumentException for less than nothing. */
        public Stretch {
            departments = departments.map(Set::copyOf);
            if (skip < 0 || most < 1) {
                throw new IllegalArgumentException("Skip " + skip + ", most " + most);
            }
        }
    }
}
