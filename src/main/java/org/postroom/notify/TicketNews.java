package org.postroom.notify;

import java.time.Instant;
import java.util.List;
import org.postroom.agent.Department;
import org.postroom.mail.Attachment;
import org.postroom.template.TemplateName;
import org.postroom.ticket.Article;
import org.postroom.ticket.Ticket;

/**
 * Something that agents are told about a ticket, with the message it is about.
 *
 * @param template one of {@link NoticeSettings#NOTICES}
 * @param files the message's attachments with their bytes
 * @param notes what agents should know beside the text
 * @param answers who has answered before, oldest first
 */
public record TicketNews(
        TemplateName template,
        Department department,
        Ticket ticket,
        Article message,
        List<Attachment> files,
        List<Note> notes,
        List<Answered> answers) {
    public TicketNews {
        files = List.copyOf(files);
        notes = List.copyOf(notes);
        answers = List.copyOf(answers);
    }

    /** Who answered, and when. */
    public record Answered(String agent, Instant at) {}
}
