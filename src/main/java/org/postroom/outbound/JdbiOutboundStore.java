package org.postroom.outbound;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.postroom.agent.SmtpAccountId;
import org.postroom.mail.Bytes;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.MessageId;
import org.postroom.mail.OutgoingMail;
import org.postroom.mail.compose.MailComposer;
import org.postroom.storage.Ids;
import org.postroom.storage.RawStore;
import org.postroom.storage.Transaction;
import org.postroom.ticket.ArticleId;
import org.postroom.ticket.TicketId;

final class JdbiOutboundStore implements OutboundQueue {
    private static final int LONGEST_MESSAGE_ID = 500;

    private final Ids ids;
    private final RawStore raws;
    private final InstantSource clock;
    private final Consumer<SmtpAccountId> wake;
    private final JdbiRowStore rows = new JdbiRowStore();

    JdbiOutboundStore(Ids ids, RawStore raws, InstantSource clock, Consumer<SmtpAccountId> wake) {
        this.ids = ids;
        this.raws = raws;
        this.clock = clock;
        this.wake = wake;
    }

    @Override
    public StoredMail store(Transaction transaction, OutgoingMail mail) {
        if (mail.messageId().value().length() > LONGEST_MESSAGE_ID) {
            throw new IllegalArgumentException("A Message-ID of ours has at most 500 characters: " + mail.messageId());
        }
        Bytes bytes = MailComposer.compose(mail);
        return new StoredMail(mail, raws.put(transaction, bytes), bytes.size());
    }

    @Override
    public OutboundId enqueue(Transaction transaction, StoredMail mail, OutboundMail.About about) {
        OutboundId id = new OutboundId(ids.next());
        insertMail(transaction, id, mail, about);
        insertRecipients(transaction.handle(), id, mail.mail().recipients().envelope());
        transaction.afterCommit(() -> wake.accept(about.account()));
        return id;
    }

    private void insertMail(Transaction transaction, OutboundId id, StoredMail mail, OutboundMail.About about) {
        Instant now = clock.instant();
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO outbound_mail (id, account, kind, department, ticket_id, article_id, message_id,
                            envelope_sender, raw_id, size, queued_at, state, due_at, attempts)
                        VALUES (:id, :account, :kind, :department, :ticket, :article, :messageId,
                            :sender, :rawId, :size, :now, 'waiting', :now, 0)""")
                .bind("id", id.value())
                .bind("account", about.account().value())
                .bind("kind", JdbiRowStore.word(about.kind()))
                .bind("department", about.department().value())
                .bind("ticket", about.ticket().map(TicketId::value))
                .bind("article", about.article().map(ArticleId::value))
                .bind("messageId", mail.mail().messageId().value())
                .bind("sender", mail.mail().sender().envelope().map(EmailAddress::value))
                .bind("rawId", mail.rawId())
                .bind("size", mail.size())
                .bind("now", now)
                .execute();
    }

    private void insertRecipients(Handle handle, OutboundId id, List<EmailAddress> recipients) {
        for (int number = 0; number < recipients.size(); number++) {
            handle.createUpdate("""
                            INSERT INTO outbound_recipient (mail_id, number, address, state, reply, changed_at)
                            VALUES (:id, :number, :address, 'waiting', '', :now)""")
                    .bind("id", id.value())
                    .bind("number", number)
                    .bind("address", recipients.get(number).value())
                    .bind("now", clock.instant())
                    .execute();
        }
    }

    @Override
    public Optional<OutboundMail> byMessageId(Transaction transaction, MessageId id) {
        return rows.entries(transaction, "WHERE message_id = :value ORDER BY id LIMIT 1", id.value()).stream()
                .map(QueueEntry::mail)
                .findFirst();
    }

    @Override
    public List<OutboundMail> ofTicket(Transaction transaction, TicketId ticket) {
        return rows.entries(transaction, "WHERE ticket_id = :value ORDER BY id", ticket.value()).stream()
                .map(QueueEntry::mail)
                .toList();
    }

    @Override
    public void moveAll(Transaction transaction, TicketId from, TicketId to) {
        transaction
                .handle()
                .createUpdate("UPDATE outbound_mail SET ticket_id = :to WHERE ticket_id = :from")
                .bind("from", from.value())
                .bind("to", to.value())
                .execute();
    }

    @Override
    public void move(Transaction transaction, TicketId from, Collection<ArticleId> articles, TicketId to) {
        if (!articles.isEmpty()) {
            transaction
                    .handle()
                    .createUpdate("UPDATE outbound_mail SET ticket_id = :to"
                            + " WHERE ticket_id = :from AND article_id IN (<articles>)")
                    .bind("from", from.value())
                    .bind("to", to.value())
                    .bindList(
                            "articles", articles.stream().map(ArticleId::value).toList())
                    .execute();
        }
    }

    @Override
    public List<QueueEntry> list(Transaction transaction, int most) {
        return rows.entries(
                transaction, "WHERE state IN ('waiting', 'claimed', 'sending', 'held') ORDER BY id LIMIT :value", most);
    }

    @Override
    public Optional<QueueEntry> show(Transaction transaction, OutboundId id) {
        return rows.entries(transaction, "WHERE id = :value", id.value()).stream()
                .map(entry ->
                        new QueueEntry(entry.mail(), entry.state(), entry.dueAt(), rows.attempts(transaction, id)))
                .findFirst();
    }

    @Override
    public OperatorResult retry(Transaction transaction, OutboundId id) {
        Optional<QueueEntry> entry = forChange(transaction, id);
        if (entry.isEmpty() || isUnderWay(entry.get())) {
            return entry.isEmpty() ? OperatorResult.UNKNOWN : OperatorResult.UNDER_WAY;
        }
        boolean done = entry.get().state() == QueueEntry.State.DONE;
        boolean anew = done || entry.get().state() == QueueEntry.State.HELD;
        if (done && changeRecipients(transaction, id, "state IN ('failed', 'uncertain')", "waiting") == 0) {
            return OperatorResult.NOTHING_TO_DO;
        }
        transaction
                .handle()
                .createUpdate("UPDATE outbound_mail SET state = 'waiting', due_at = :now, queued_at = :queued"
                        + " WHERE id = :id")
                .bind("now", clock.instant())
                .bind("queued", anew ? clock.instant() : entry.get().mail().queuedAt())
                .bind("id", id.value())
                .execute();
        transaction.afterCommit(() -> wake.accept(entry.get().mail().about().account()));
        return OperatorResult.CHANGED;
    }

    @Override
    public OperatorResult drop(Transaction transaction, OutboundId id) {
        Optional<QueueEntry> entry = forChange(transaction, id);
        if (entry.isEmpty() || isUnderWay(entry.get())) {
            return entry.isEmpty() ? OperatorResult.UNKNOWN : OperatorResult.UNDER_WAY;
        }
        if (changeRecipients(transaction, id, "state = 'waiting'", "dropped") == 0) {
            return OperatorResult.NOTHING_TO_DO;
        }
        transaction
                .handle()
                .createUpdate("UPDATE outbound_mail SET state = 'done', due_at = :now WHERE id = :id")
                .bind("now", clock.instant())
                .bind("id", id.value())
                .execute();
        return OperatorResult.CHANGED;
    }

    @Override
    public Held holdAll(Transaction transaction, String words) {
        List<QueueEntry> open = list(transaction, Integer.MAX_VALUE);
        int answers = 0;
        int dropped = 0;
        for (QueueEntry entry : open) {
            OutboundId id = entry.mail().id();
            if (entry.mail().about().kind().isAtMostOnce()) {
                dropped++;
                settleRest(transaction, id, words);
            } else {
                answers++;
                transaction
                        .handle()
                        .execute(
                                "UPDATE outbound_mail SET state = 'held', claim = NULL, claim_node = NULL"
                                        + " WHERE id = ?",
                                id.value());
            }
        }
        return new Held(answers, dropped);
    }

    private void settleRest(Transaction transaction, OutboundId id, String words) {
        transaction
                .handle()
                .createUpdate("UPDATE outbound_recipient SET state = 'dropped', reply = :words, changed_at = :now"
                        + " WHERE mail_id = :id AND state = 'waiting'")
                .bind("words", words)
                .bind("now", clock.instant())
                .bind("id", id.value())
                .execute();
        transaction
                .handle()
                .createUpdate("UPDATE outbound_mail SET state = 'done', due_at = :now, claim = NULL, claim_node = NULL"
                        + " WHERE id = :id")
                .bind("now", clock.instant())
                .bind("id", id.value())
                .execute();
    }

    private Optional<QueueEntry> forChange(Transaction transaction, OutboundId id) {
        return rows
                .entries(
                        transaction, "WHERE id = :value" + transaction.dialect().forUpdate(), id.value())
                .stream()
                .findFirst();
    }

    private static boolean isUnderWay(QueueEntry entry) {
        return entry.state() == QueueEntry.State.CLAIMED || entry.state() == QueueEntry.State.SENDING;
    }

    private int changeRecipients(Transaction transaction, OutboundId id, String which, String state) {
        return transaction
                .handle()
                .createUpdate("UPDATE outbound_recipient SET state = :state, changed_at = :now WHERE mail_id = :id AND "
                        + which)
                .bind("state", state)
                .bind("now", clock.instant())
                .bind("id", id.value())
                .execute();
    }

    @Override
    public boolean hasOpen(Transaction transaction, TicketId ticket) {
        return rows.entries(transaction, "WHERE ticket_id = :value ORDER BY id", ticket.value()).stream()
                .anyMatch(entry -> entry.state() != QueueEntry.State.DONE);
    }

    @Override
    public Set<Long> forget(Transaction transaction, TicketId ticket) {
        List<OutboundMail> mails = ofTicket(transaction, ticket);
        mails.forEach(mail -> forget(transaction, mail.id()));
        return mails.stream().map(mail -> mail.stored().rawId()).collect(Collectors.toSet());
    }

    static void forget(Transaction transaction, OutboundId id) {
        transaction.handle().execute("DELETE FROM outbound_attempt WHERE mail_id = ?", id.value());
        transaction.handle().execute("DELETE FROM outbound_recipient WHERE mail_id = ?", id.value());
        transaction.handle().execute("DELETE FROM outbound_mail WHERE id = ?", id.value());
    }
}
