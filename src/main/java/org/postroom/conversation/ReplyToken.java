package org.postroom.conversation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.postroom.agent.AgentId;
import org.postroom.ticket.TicketId;

/**
 * What a mail of ours lets its recipient do (SPEC K2): the right, on one ticket, of one agent or of those who take part.
 *
 * @param agent whom it was made for; empty exactly when the right is {@link Right#CUSTOMER}
 * @param issued in whole seconds
 */
public record ReplyToken(Right right, TicketId ticket, Optional<AgentId> agent, Instant issued) {

    /** What an answer to the mail does. */
    public enum Right {
        /** It is a reply of somebody who takes part. */
        CUSTOMER(0),
        /** It goes to the customer as the department's answer. */
        ANSWER(1),
        /** It becomes a comment. */
        INTERNAL(2),
        /** It confirms or calls off a held mail. */
        CONFIRM(3);

        private final int code;

        Right(int code) {
            this.code = code;
        }

        /** Its number in a token; never changed, since tokens live long. */
        int code() {
            return code;
        }

        static Right ofCode(int code) {
            return switch (code & 3) {
                case 0 -> CUSTOMER;
                case 1 -> ANSWER;
                case 2 -> INTERNAL;
                default -> CONFIRM;
            };
        }
    }

    /** Throws IllegalArgumentException when right and agent do not go together. */
    public ReplyToken {
        if ((right == Right.CUSTOMER) != agent.isEmpty()) {
            throw new IllegalArgumentException("A token for " + right + " with agent " + agent);
        }
        issued = issued.truncatedTo(ChronoUnit.SECONDS);
    }

    /** The same right on another ticket, which has what was that one's. */
    ReplyToken on(TicketId other) {
        return new ReplyToken(right, other, agent, issued);
    }

    /** The ticket of tokens that are about none. */
    static final TicketId NO_TICKET = new TicketId(0);

    /** A token by which an agent confirms something that is about no ticket. */
    public static ReplyToken ofNoTicket(AgentId agent, Instant issued) {
        return forAgent(Right.CONFIRM, NO_TICKET, agent, issued);
    }

    /** A token for whoever takes part in the ticket. */
    public static ReplyToken forCustomer(TicketId ticket, Instant issued) {
        return new ReplyToken(Right.CUSTOMER, ticket, Optional.empty(), issued);
    }

    /** A token for an agent. */
    public static ReplyToken forAgent(Right right, TicketId ticket, AgentId agent, Instant issued) {
        return new ReplyToken(right, ticket, Optional.of(agent), issued);
    }
}
