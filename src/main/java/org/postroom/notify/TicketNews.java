package org.postroom.notify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
 * @param handed what is told besides to whom the ticket comes
 */
public record TicketNews(
        TemplateName template,
        Department department,
        Ticket ticket,
        Article message,
        List<Attachment> files,
        List<Note> notes,
        List<Answered> answers,
        Handed handed) {
    public TicketNews {
        files = List.copyOf(files);
        notes = List.copyOf(notes);
        answers = List.copyOf(answers);
    }

    /** News for agents who have the ticket already. */
    public TicketNews(
            TemplateName template,
            Department department,
            Ticket ticket,
            Article message,
            List<Attachment> files,
            List<Note> notes,
            List<Answered> answers) {
        this(template, department, ticket, message, files, notes, answers, Handed.NOTHING);
    }

    /**
     * What is told to whom a ticket comes.
     *
     * @param said words for colleagues of whoever hands it over
     * @param earlier public words before the message, latest first
     */
    public record Handed(Optional<Said> said, List<Article> earlier) {
        static final Handed NOTHING = new Handed(Optional.empty(), List.of());

        public Handed {
            earlier = List.copyOf(earlier);
        }
    }

    /** A colleague's words. */
    public record Said(String agent, String text) {}

    /** Who answered, and when. */
    public record Answered(String agent, Instant at) {}
}
