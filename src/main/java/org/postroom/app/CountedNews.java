package org.postroom.app;

import org.postroom.mail.EmailAddress;
import org.postroom.outbound.DeliveryListener;
import org.postroom.outbound.OutboundMail;
import org.postroom.storage.Transaction;

/** Counts what becomes of mails of ours, by recipient, and passes it on. */
record CountedNews(DeliveryListener next, MailCounts counts) implements DeliveryListener {
    @Override
    public void delivered(Transaction transaction, OutboundMail mail, EmailAddress recipient, String reply) {
        next.delivered(transaction, mail, recipient, reply);
        transaction.afterCommit(counts.sent()::oneMore);
    }

    @Override
    public void failed(Transaction transaction, OutboundMail mail, EmailAddress recipient, String reply) {
        next.failed(transaction, mail, recipient, reply);
        transaction.afterCommit(counts.failed()::oneMore);
    }

    @Override
    public void uncertain(Transaction transaction, OutboundMail mail, EmailAddress recipient, String reply) {
        next.uncertain(transaction, mail, recipient, reply);
        transaction.afterCommit(counts.uncertain()::oneMore);
    }
}
