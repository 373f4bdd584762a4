package org.postroom.notify;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.postroom.agent.Agent;
import org.postroom.agent.Department;
import org.postroom.agent.Organisation;
import org.postroom.conversation.ReplyToken.Right;
import org.postroom.mail.Attachment;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.OutgoingMail;
import org.postroom.template.Model;
import org.postroom.template.TemplateName;
import org.postroom.ticket.Ticket;

/** Tells an agent what became of a mail of theirs, where it did not simply work. Never withheld. */
public final class AgentReplies {
    private final LetterWriter letters;
    private final InstantSource clock;

    public AgentReplies(Supplier<Organisation> organisation, NoticeWriter.Writing writing, InstantSource clock) {
        this.letters = new LetterWriter(organisation, writing.templates(), writing.tokens(), writing.ids());
        this.clock = clock;
    }

    /** Whom it is told, and about which ticket. */
    public record About(Agent agent, Department department, Ticket ticket) {}

    /** It was done, but there is something to know. */
    public OutgoingMail accepted(About about, String ownText, List<String> warnings) {
        return write(TemplateName.AGENT_MAIL_ACCEPTED_WITH_WARNING, about, Right.ANSWER, own(ownText, warnings));
    }

    /** Nothing of it was done. */
    public OutgoingMail refused(About about, String ownText, List<String> reasons) {
        return write(TemplateName.AGENT_MAIL_REFUSED, about, Right.ANSWER, own(ownText, reasons));
    }

    /** It waits for a word: the answer to this mail is SEND or CANCEL. */
    public OutgoingMail held(
            About about, String ownText, List<String> reasons, List<NamedAddress> to, List<Attachment> files) {
        String everyone = String.join(", ", to.stream().map(NoticeWriter::named).toList());
        Model model = own(ownText, reasons)
                .with("preview.to", everyone)
                .with(
                        "preview.attachments",
                        files.stream()
                                .map(file -> Map.of(
                                        "name",
                                        file.name().isEmpty() ? file.mediaType() : file.name(),
                                        "size",
                                        Sizes.of(file.content().size())))
                                .toList());
        return write(TemplateName.AGENT_MAIL_HELD, about, Right.CONFIRM, model);
    }

    /** Which commands there are. */
    public OutgoingMail help(About about) {
        return write(TemplateName.AGENT_HELP, about, Right.ANSWER, Model.EMPTY);
    }

    private static Model own(String text, List<String> reasons) {
        return Model.EMPTY
                .with("own.text", text)
                .with(
                        "reasons",
                        reasons.stream().map(reason -> Map.of("text", reason)).toList());
    }

    private OutgoingMail write(TemplateName template, About about, Right right, Model model) {
        return letters.write(
                new AgentLetter(template, about.agent(), about.department(), about.ticket(), right, model, List.of()),
                clock.instant());
    }
}
