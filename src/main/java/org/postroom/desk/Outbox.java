package org.postroom.desk;

import java.util.Optional;
import org.postroom.agent.Department;
import org.postroom.conversation.ThreadIndex;
import org.postroom.mail.OutgoingMail;
import org.postroom.outbound.OutboundKind;
import org.postroom.outbound.OutboundMail;
import org.postroom.outbound.OutboundQueue;
import org.postroom.outbound.StoredMail;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Article;
import org.postroom.ticket.ArticleId;
import org.postroom.ticket.TicketId;

/** Queues mails of ours, so that what answers them, or reports on them, finds the ticket. */
public final class Outbox {
    private final OutboundQueue queue;
    private final ThreadIndex threads;

    Outbox(OutboundQueue queue, ThreadIndex threads) {
        this.queue = queue;
        this.threads = threads;
    }

    /** Queues a mail about a ticket. Message-IDs of notices are not indexed: their tokens are made for one agent alone. */
    public void put(
            Transaction transaction,
            OutgoingMail mail,
            OutboundKind kind,
            Department department,
            TicketId ticket,
            Optional<ArticleId> article) {
        if (kind != OutboundKind.NOTICE) {
            threads.add(transaction, mail.messageId(), ticket, ThreadIndex.Origin.SENT);
        }
        StoredMail stored = queue.store(transaction, mail);
        queue.enqueue(transaction, stored, about(kind, department, ticket, article));
    }

    /** Stores the mail of an answer, so that its article can point to it. */
    StoredMail store(Transaction transaction, OutgoingMail mail) {
        return queue.store(transaction, mail);
    }

    /** Queues the stored mail of an answer. */
    void putAnswer(Transaction transaction, StoredMail mail, Department department, Article article) {
        threads.add(transaction, mail.mail().messageId(), article.ticket(), ThreadIndex.Origin.SENT);
        queue.enqueue(
                transaction, mail, about(OutboundKind.ANSWER, department, article.ticket(), Optional.of(article.id())));
    }

    private static OutboundMail.About about(
            OutboundKind kind, Department department, TicketId ticket, Optional<ArticleId> article) {
        return new OutboundMail.About(department.smtp(), kind, department.id(), Optional.of(ticket), article);
    }
}
