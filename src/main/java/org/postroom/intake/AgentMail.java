package org.postroom.intake;

import java.time.Instant;
import org.postroom.agent.Agent;
import org.postroom.conversation.ReplyToken.Right;
import org.postroom.ticket.By;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.Way;

/**
 * An agent's mail about a ticket.
 *
 * @param ticket locked by the transaction under way
 * @param right what its text is: an answer, a comment, or a word on a held mail
 * @param confirmed whether its agent has confirmed it, so that it is not held again
 * @param now when it is being settled
 */
record AgentMail(MailCase mail, Agent agent, Ticket ticket, Right right, boolean confirmed, Instant now) {
    By by() {
        return By.agent(agent.id(), Way.MAIL);
    }
}
