package org.postroom.desk;

import java.util.Optional;
import org.postroom.agent.Department;
import org.postroom.conversation.ThreadIndex;
import org.postroom.mail.OutgoingMail;
import org.postroom.outbound.OutboundKind;
import org.postroom.outbound.OutboundOrder;
import org.postroom.outbound.OutboundQueue;
import org.postroom.storage.Transaction;
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
        queue.enqueue(
                transaction,
                new OutboundOrder(mail, department.smtp(), kind, department.id(), Optional.of(ticket), article));
    }
}
