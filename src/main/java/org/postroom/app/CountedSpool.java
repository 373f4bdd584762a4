package org.postroom.app;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postroom.agent.DepartmentId;
import org.postroom.intake.Disposition;
import org.postroom.intake.FetchedMail;
import org.postroom.intake.Findings;
import org.postroom.intake.Portion;
import org.postroom.intake.Receipt;
import org.postroom.intake.ReceiptId;
import org.postroom.intake.Spool;
import org.postroom.mail.Bytes;
import org.postroom.storage.Transaction;

/** A spool that counts what is committed to it. */
record CountedSpool(Spool spool, MailCounts counts) implements Spool {
    @Override
    public List<Receipt> accept(Transaction transaction, List<FetchedMail> mails) {
        List<Receipt> receipts = spool.accept(transaction, mails);
        transaction.afterCommit(() -> {
            for (int i = 0; i < mails.size(); i++) {
                // One that was held before keeps the time it came first
                if (receipts.get(i).receivedAt().equals(mails.get(i).receivedAt())) {
                    count(receipts.get(i));
                }
            }
        });
        return receipts;
    }

    private void count(Receipt receipt) {
        boolean copy = receipt.end()
                .filter(end -> end.disposition() == Disposition.DUPLICATE)
                .isPresent();
        (copy ? counts.folded() : counts.takenIn()).oneMore();
    }

    @Override
    public void finish(Transaction transaction, ReceiptId id, Receipt.End end, Findings findings) {
        spool.finish(transaction, id, end, findings);
        transaction.afterCommit(() -> {
            counts.settled(end.disposition()).oneMore();
            findings.answering().ifPresent(counts::answered);
        });
    }

    @Override
    public void quarantine(Transaction transaction, ReceiptId id, String reason) {
        spool.quarantine(transaction, id, reason);
        transaction.afterCommit(() -> counts.settled(Disposition.QUARANTINED).oneMore());
    }

    @Override
    public Map<String, Known> knownUids(
            Transaction transaction, String mailbox, long uidValidity, Collection<String> uids) {
        return spool.knownUids(transaction, mailbox, uidValidity, uids);
    }

    @Override
    public List<Receipt> toRemove(Transaction transaction, String mailbox, long uidValidity, int most) {
        return spool.toRemove(transaction, mailbox, uidValidity, most);
    }

    @Override
    public void markRemoved(Transaction transaction, Collection<ReceiptId> ids, Instant at) {
        spool.markRemoved(transaction, ids, at);
    }

    @Override
    public Set<DepartmentId> waiting(Transaction transaction, Portion portion) {
        return spool.waiting(transaction, portion);
    }

    @Override
    public List<Receipt> due(Transaction transaction, Portion portion, Instant now, int most) {
        return spool.due(transaction, portion, now, most);
    }

    @Override
    public Optional<Instant> nextDue(Transaction transaction, Portion portion) {
        return spool.nextDue(transaction, portion);
    }

    @Override
    public Bytes raw(Transaction transaction, Receipt receipt) {
        return spool.raw(transaction, receipt);
    }

    @Override
    public List<Receipt> begin(Transaction transaction, List<Receipt> receipts) {
        return spool.begin(transaction, receipts);
    }

    @Override
    public void giveBack(Transaction transaction, List<Receipt> begun) {
        spool.giveBack(transaction, begun);
    }

    @Override
    public void failed(Transaction transaction, ReceiptId id, String fault, Instant nextDue) {
        spool.failed(transaction, id, fault, nextDue);
    }

    @Override
    public Optional<Receipt> find(Transaction transaction, ReceiptId id) {
        return spool.find(transaction, id);
    }

    @Override
    public List<Receipt> listQuarantined(Transaction transaction) {
        return spool.listQuarantined(transaction);
    }

    @Override
    public boolean release(Transaction transaction, ReceiptId id, Instant now) {
        return spool.release(transaction, id, now);
    }

    @Override
    public void settleAside(Transaction transaction, ReceiptId id, Receipt.End end) {
        spool.settleAside(transaction, id, end);
    }

    @Override
    public Optional<Instant> oldestUnprocessed(Transaction transaction) {
        return spool.oldestUnprocessed(transaction);
    }
}
