package org.postroom.intake;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.postroom.agent.DepartmentId;
import org.postroom.ticket.ArticleId;
import org.postroom.ticket.TicketId;

/**
 * The proof that a message of a mailbox is held here, and what became of it.
 *
 * @param receivedAt when it was fetched
 * @param end how it ended; empty while it waits to be processed
 */
public record Receipt(ReceiptId id, Origin origin, Content content, Instant receivedAt, Work work, Optional<End> end) {

    /** Whether it still waits to be processed. */
    public boolean isPending() {
        return work.state() == State.PENDING;
    }

    /**
     * Where a message was: with the SHA-256 of its bytes, its identity.
     *
     * @param mailbox the mailbox's key, such as {@code imap://support@mail.example.org:993/inbox}
     * @param uidValidity the folder's UIDVALIDITY; 0 for POP3
     * @param uid its UID or UIDL, or a hash in place of one that is missing or odd; 190 characters at most
     * @param department whose mailbox it is
     */
    public record Origin(String mailbox, long uidValidity, String uid, DepartmentId department) {}

    /**
     * The message's bytes.
     *
     * @param sha256 of the bytes that are held, lower-case hexadecimal
     * @param size bytes of the whole message
     * @param rawId where the bytes are, in the raw store
     * @param whole whether all of the message is held; if not, it was too large, its beginning is held and the message stays
     *     in the mailbox
     */
    public record Content(String sha256, long size, long rawId, boolean whole) {}

    /**
     * How far processing has come.
     *
     * @param attempts how often it was begun with
     * @param fault why it failed last
     * @param dueAt not to be tried before
     * @param toldOn the ticket that told that it was set aside; empty unless it was, and is pending again
     */
    public record Work(State state, int attempts, Optional<String> fault, Instant dueAt, Optional<TicketId> toldOn) {
        /** Of a receipt that nothing was tried with yet. */
        static Work fresh(State state, Instant dueAt) {
            return new Work(state, 0, Optional.empty(), dueAt, Optional.empty());
        }
    }

    /**
     * How it ended.
     *
     * @param duplicateOf the receipt that holds the same bytes
     * @param trace the decisions that led there, one a line
     */
    public record End(
            Disposition disposition,
            Optional<TicketId> ticket,
            Optional<ArticleId> article,
            Optional<ReceiptId> duplicateOf,
            String trace) {
        /** The end of a mail that is no copy of another one. */
        public static End of(
                Disposition disposition, Optional<TicketId> ticket, Optional<ArticleId> article, String trace) {
            return new End(disposition, ticket, article, Optional.empty(), trace);
        }
    }

    /** Where a receipt is in its life. */
    public enum State {
        /** Held, and not processed yet. */
        PENDING,
        /** Processed, for good. */
        DONE,
        /** Set aside until somebody looks. */
        QUARANTINED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
