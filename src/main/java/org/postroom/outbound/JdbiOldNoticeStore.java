package org.postroom.outbound;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.postroom.storage.Transaction;

final class JdbiOldNoticeStore implements OldNotices {
    /** Answered from the index outbound_mail_due, but for the mails that were done with in that time. */
    @Override
    public List<Notice> doneWith(Transaction transaction, Instant from, Instant before, int most) {
        return transaction
                .handle()
                .createQuery("SELECT id, size FROM outbound_mail WHERE state = 'done' AND due_at >= :from"
                        + " AND due_at < :before AND kind = 'notice' LIMIT :most")
                .bind("from", from)
                .bind("before", before)
                .bind("most", most)
                .map((row, _) -> new Notice(new OutboundId(row.getLong("id")), row.getLong("size")))
                .list();
    }

    @Override
    public Set<Long> forget(Transaction transaction, List<Notice> notices) {
        Set<Long> raws = new HashSet<>();
        for (Notice notice : notices) {
            transaction
                    .handle()
                    .createQuery("SELECT raw_id FROM outbound_mail WHERE id = :id AND state = 'done'"
                            + transaction.dialect().forUpdate())
                    .bind("id", notice.id().value())
                    .mapTo(Long.class)
                    .findOne()
                    .ifPresent(raw -> {
                        JdbiOutboundStore.forget(transaction, notice.id());
                        raws.add(raw);
                    });
        }
        return raws;
    }
}
