package org.postroom.intake;

import java.time.Instant;
import java.util.List;
import org.postroom.agent.AgentId;
import org.postroom.conversation.ReplyToken.Right;
import org.postroom.ticket.TicketId;

/**
 * An agent's mail that is not sent out until its agent confirms it (SPEC C3).
 *
 * @param receipt the mail itself
 * @param agent who is asked
 * @param right what the mail does once it is confirmed
 * @param reasons why it was held, one sentence each
 */
public record HeldMail(
        long id,
        ReceiptId receipt,
        TicketId ticket,
        AgentId agent,
        Right right,
        List<String> reasons,
        Instant heldAt,
        State state) {

    /** What became of a held mail. */
    public enum State {
        /** The agent has not answered yet. */
        WAITING,
        /** The agent answered SEND. */
        SENT,
        /** The agent answered CANCEL. */
        CANCELLED
    }

    public HeldMail {
        reasons = List.copyOf(reasons);
    }
}
