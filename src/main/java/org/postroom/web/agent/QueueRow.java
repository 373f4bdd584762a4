package org.postroom.web.agent;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.postroom.outbound.OutboundId;
import org.postroom.outbound.OutboundMail;
import org.postroom.outbound.OutboundMail.Recipient;
import org.postroom.outbound.QueueEntry;
import org.postroom.outbound.RecipientState;
import org.postroom.ticket.Ticket;

/**
 * An outgoing mail as pages show it.
 *
 * @param department its name
 * @param ticket the one it is about
 * @param recipients those it went or is to go to
 */
record QueueRow(QueueEntry entry, String department, Optional<Ticket> ticket, List<To> recipients) {
    /** How many recipients a line of the list names. */
    private static final int NAMED = 2;

    QueueRow {
        recipients = List.copyOf(recipients);
    }

    /**
     * A recipient.
     *
     * @param who an address, or an agent's name in its place
     * @param words the server's last ones; may be empty
     */
    record To(String who, RecipientState state, String words) {
        static To of(Recipient recipient, Veil veil) {
            return new To(veil.name(recipient.address()), recipient.state(), veil.over(recipient.reply()));
        }

        String word() {
            return state.name().toLowerCase(Locale.ROOT);
        }
    }

    OutboundId id() {
        return entry.mail().id();
    }

    OutboundMail.About about() {
        return entry.mail().about();
    }

    /** answer, automatic or notice. */
    String kind() {
        return about().kind().name().toLowerCase(Locale.ROOT);
    }

    String to() {
        return String.join(", ", recipients.stream().limit(NAMED).map(To::who).toList());
    }

    /** How many recipients {@link #to} leaves out. */
    int more() {
        return Math.max(0, recipients.size() - NAMED);
    }

    /** What the server said about those who have not got it; empty before the first attempt. */
    String words() {
        return recipients.stream()
                .filter(to ->
                        to.state() != RecipientState.DELIVERED && !to.words().isEmpty())
                .map(To::words)
                .findFirst()
                .orElse("");
    }

    /** waiting, again (tried in vain), sending, held, failed, uncertain, dropped or delivered. */
    String state() {
        return switch (entry.state()) {
            case WAITING -> entry.mail().attempts() > 0 ? "again" : "waiting";
            case CLAIMED, SENDING -> "sending";
            case HELD -> "held";
            case DONE -> end();
        };
    }

    private String end() {
        if (has(RecipientState.FAILED)) {
            return "failed";
        }
        if (has(RecipientState.UNCERTAIN)) {
            return "uncertain";
        }
        return has(RecipientState.DROPPED) ? "dropped" : "delivered";
    }

    /** Whether something is wrong with it. */
    boolean wrong() {
        return switch (state()) {
            case "again", "failed", "uncertain", "held" -> true;
            default -> false;
        };
    }

    /** When it is tried next; empty when it is not. */
    Optional<Instant> next() {
        return Optional.of(entry.dueAt()).filter(_ -> entry.state() == QueueEntry.State.WAITING);
    }

    /** Whether trying it now would do something. */
    boolean canRetry() {
        return isOpen()
                || (entry.state() == QueueEntry.State.DONE
                        && (has(RecipientState.FAILED) || has(RecipientState.UNCERTAIN)));
    }

    /** Whether those who wait for it can be given up. */
    boolean canDrop() {
        return isOpen();
    }

    private boolean isOpen() {
        return entry.state() == QueueEntry.State.WAITING || entry.state() == QueueEntry.State.HELD;
    }

    private boolean has(RecipientState state) {
        return recipients.stream().anyMatch(to -> to.state() == state);
    }
}
