package org.postroom.outbound;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.SmtpAccountId;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.MessageId;
import org.postroom.ticket.ArticleId;
import org.postroom.ticket.TicketId;

/**
 * A mail in the queue, sent or not.
 *
 * @param about what it is and whose
 * @param messageId the same on every copy
 * @param stored its bytes
 * @param recipients in the order of its envelope
 * @param attempts how often it was handed over or could not be
 * @param queuedAt giving up counts from here
 */
public record OutboundMail(
        OutboundId id,
        About about,
        MessageId messageId,
        Stored stored,
        List<Recipient> recipients,
        int attempts,
        Instant queuedAt) {
    public OutboundMail {
        recipients = List.copyOf(recipients);
    }

    /** What a mail is, and whose. */
    public record About(
            SmtpAccountId account,
            OutboundKind kind,
            DepartmentId department,
            Optional<TicketId> ticket,
            Optional<ArticleId> article) {}

    /**
     * Where the bytes are.
     *
     * @param envelopeSender empty is the null path
     * @param rawId in the raw store
     * @param size bytes
     */
    public record Stored(Optional<EmailAddress> envelopeSender, long rawId, long size) {}

    /**
     * One recipient.
     *
     * @param reply the last words about it; empty before the first attempt
     */
    public record Recipient(EmailAddress address, RecipientState state, String reply) {}

    /** Why it can never leave, if so: an address in its row is none, as this version sees it. */
    Optional<String> fault() {
        return StoredAddress.isUnreadable(stored.envelopeSender())
                ? Optional.of("The envelope sender that was stored is no address")
                : recipients.stream()
                        .filter(recipient -> recipient.state() == RecipientState.WAITING)
                        .filter(recipient -> StoredAddress.isUnreadable(Optional.of(recipient.address())))
                        .map(Recipient::reply)
                        .findFirst();
    }

    /** Who is still to get it. */
    public List<EmailAddress> waiting() {
        return recipients.stream()
                .filter(recipient -> recipient.state() == RecipientState.WAITING)
                .map(Recipient::address)
                .toList();
    }
}
