package org.postroom.outbound;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.postroom.storage.Transaction;

/**
 * Notices that nobody will ask for any more. Mail to customers is not forgotten so: its bounces, what answers it, the parting of
 * its ticket and its ticket's story ask for it as long as there is the ticket.
 */
public interface OldNotices {
    /** Those in the database. */
    static OldNotices jdbi() {
        return new JdbiOldNoticeStore();
    }

    /** A notice, and how large it is in bytes. */
    record Notice(OutboundId id, long size) {}

    /** Notices that were done with from one time on and before another one. */
    List<Notice> doneWith(Transaction transaction, Instant from, Instant before, int most);

    /** Forgets those of these notices that are still done with, and returns the ids of the raw mails they had. */
    Set<Long> forget(Transaction transaction, List<Notice> notices);
}
