package org.postroom.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.postroom.agent.AgentId;
import org.postroom.conversation.ReplyToken.Right;
import org.postroom.ticket.TicketId;

/**
 * An agent's mail that is not sent out until its agent confirms it (SPEC C3).
 *
 * @param receipt the mail itself
 * @param agent who is asked
 * @param right what the mail does once it is confirmed; a customer's: it forwards one, which opens a ticket
 * @param reasons why it was held, one sentence each
 * @param heldAt when its agent was asked, as the token in the request has it
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

    /** Whether its request was written in that second. */
    boolean wasAskedAbout(Instant asked) {
        return heldAt.getEpochSecond() == asked.getEpochSecond();
    }

    /** This mail once its agent was asked again. */
    HeldMail again(List<String> otherReasons, Instant asked) {
        return new HeldMail(id, receipt, ticket, agent, right, otherReasons, asked, State.WAITING);
    }

    /**
     * Which of an agent's held mails on a ticket an answer is about: the one whose request was written in that second, or, where
     * none was, the only one that waits. Empty when it waits no more, or when it is not clear which.
     */
    static Optional<HeldMail> askedAbout(Instant asked, List<HeldMail> all) {
        List<HeldMail> ofThatRequest =
                all.stream().filter(mail -> mail.wasAskedAbout(asked)).toList();
        List<HeldMail> waiting = (ofThatRequest.isEmpty() ? all : ofThatRequest)
                .stream().filter(mail -> mail.state == State.WAITING).toList();
        return waiting.size() == 1 ? Optional.of(waiting.getFirst()) : Optional.empty();
    }
}
