package org.postroom.notify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.Department;
import org.postroom.agent.Organisation;
import org.postroom.autoreply.DepartmentModel;
import org.postroom.conversation.ReplyToken;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.MessageId;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.OutgoingMail;
import org.postroom.mail.OutgoingMail.Body;
import org.postroom.mail.OutgoingMail.Origin;
import org.postroom.mail.OutgoingMail.Recipients;
import org.postroom.mail.OutgoingMail.Sender;
import org.postroom.mail.quote.ReplyMarker;
import org.postroom.template.Model;
import org.postroom.template.Rendered;
import org.postroom.template.TemplateName;
import org.postroom.ticket.Ticket;

/** Writes mails to agents: from the department, so that the answer comes back to it, with a token made for the agent. */
final class LetterWriter {
    private final Supplier<Organisation> organisation;
    private final NoticeWriter.Writing writing;

    LetterWriter(Supplier<Organisation> organisation, NoticeWriter.Writing writing) {
        this.organisation = organisation;
        this.writing = writing;
    }

    OutgoingMail write(AgentLetter letter, Instant now) {
        Department department = letter.department();
        ReplyToken token = ReplyToken.forAgent(
                letter.right(), letter.ticket().id(), letter.agent().id(), now);
        Rendered rendered =
                writing.templates().render(letter.template(), letter.agent().language(), model(letter));
        List<MessageId> thread =
                List.of(threadRoot(letter.ticket(), department.address().domain()));
        Body body = new Body(rendered.subject(), rendered.text(), rendered.html(), letter.attachments());
        return mail(letter.agent(), department, token, thread, body);
    }

    /** A mail about no ticket; the answer to it confirms something. */
    OutgoingMail write(TemplateName template, Agent agent, Department department, Model model, Instant now) {
        Model all = DepartmentModel.of(organisation.get().brandOf(department), department)
                .with("agent.name", agent.name())
                .with("reply.marker", ReplyMarker.TEXT)
                .and(model);
        Rendered rendered = writing.templates().render(template, agent.language(), all);
        Body body = new Body(rendered.subject(), rendered.text(), rendered.html(), List.of());
        return mail(agent, department, ReplyToken.ofNoTicket(agent.id(), now), List.of(), body);
    }

    /** The mail, written when its token was made. */
    private OutgoingMail mail(Agent agent, Department department, ReplyToken token, List<MessageId> thread, Body body) {
        return new OutgoingMail(
                writing.tokens()
                        .messageId(
                                token,
                                writing.ids().next(),
                                department.address().domain()),
                new Sender(department.from(), Optional.empty(), replyTo(department, token)),
                Recipients.to(new NamedAddress(agent.name(), agent.address())),
                Optional.empty(),
                thread,
                token.issued(),
                Origin.AUTO_GENERATED,
                body);
    }

    private Optional<NamedAddress> replyTo(Department department, ReplyToken token) {
        if (!department.mail().plusAddresses()) {
            return Optional.empty();
        }
        EmailAddress address = writing.tokens().address(token, department.address());
        return Optional.of(new NamedAddress(department.displayName(), address));
    }

    /** No mail has this Message-ID; naming it, all notices of a ticket are one thread in the agent's mail program. */
    private static MessageId threadRoot(Ticket ticket, String domain) {
        return new MessageId("ticket." + ticket.id().value() + "@" + domain);
    }

    private Model model(AgentLetter letter) {
        Organisation now = organisation.get();
        Ticket ticket = letter.ticket();
        return DepartmentModel.of(now.brandOf(letter.department()), letter.department())
                .with("agent.name", letter.agent().name())
                .with("ticket.number", ticket.number().toString())
                .with("ticket.subject", ticket.subject())
                .with("ticket.state", ticket.state().word())
                .with("ticket.priority", ticket.priority().word())
                .with(
                        "ticket.assignee",
                        ticket.assignee().map(id -> nameOf(now, id)).orElse(""))
                .with(
                        "customer.name",
                        ticket.customer().map(NamedAddress::label).orElse("somebody unknown"))
                .with(
                        "customer.address",
                        ticket.customer().map(who -> who.address().value()).orElse(""))
                .with("reply.marker", ReplyMarker.TEXT)
                .with("reply.internal", letter.right() != ReplyToken.Right.ANSWER)
                .and(writing.links().forAgents(ticket.number()))
                .and(letter.model());
    }

    static String nameOf(Organisation organisation, AgentId id) {
        return organisation.agent(id).map(agent -> agent.name()).orElse(id.value());
    }
}
