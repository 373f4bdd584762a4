package org.postroom.notify;

import java.util.List;
import org.postroom.agent.Agent;
import org.postroom.agent.Department;
import org.postroom.conversation.ReplyToken.Right;
import org.postroom.mail.Attachment;
import org.postroom.template.Model;
import org.postroom.template.TemplateName;
import org.postroom.ticket.Ticket;

/**
 * A mail to an agent about a ticket.
 *
 * @param department whose ticket it is
 * @param right what an answer to the mail does
 * @param model the template's variables, but those every letter has
 */
record AgentLetter(
        TemplateName template,
        Agent agent,
        Department department,
        Ticket ticket,
        Right right,
        Model model,
        List<Attachment> attachments) {
    AgentLetter {
        attachments = List.copyOf(attachments);
    }
}
