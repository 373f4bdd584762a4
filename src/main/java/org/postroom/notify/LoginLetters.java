package org.postroom.notify;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.postroom.agent.Agent;
import org.postroom.agent.Department;
import org.postroom.agent.Organisation;
import org.postroom.autoreply.DepartmentModel;
import org.postroom.mail.MessageId;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.OutgoingMail;
import org.postroom.mail.OutgoingMail.Body;
import org.postroom.mail.OutgoingMail.Origin;
import org.postroom.mail.OutgoingMail.Recipients;
import org.postroom.mail.OutgoingMail.Sender;
import org.postroom.storage.Ids;
import org.postroom.template.Model;
import org.postroom.template.Rendered;
import org.postroom.template.TemplateName;
import org.postroom.template.Templates;

/** Writes the mail with a one-time link to the page. It belongs to no ticket, and a reply to it does nothing. */
public final class LoginLetters {
    private final Supplier<Organisation> organisation;
    private final Templates templates;
    private final Ids ids;
    private final InstantSource clock;

    public LoginLetters(Supplier<Organisation> organisation, Templates templates, Ids ids, InstantSource clock) {
        this.organisation = organisation;
        this.templates = templates;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A link.
     *
     * @param lifetime how long it works
     * @param askedFrom the address of whoever asked for it
     */
    public record Link(URI uri, Duration lifetime, String askedFrom) {
        /** Without the link, which must not get into a log. */
        @Override
        public String toString() {
            return "Link[***]";
        }
    }

    /** The mail to the agent's first address, from a department. */
    public OutgoingMail write(Agent agent, Department sender, Link link) {
        Rendered rendered = templates.render(TemplateName.AGENT_LOGIN, agent.language(), model(agent, sender, link));
        return new OutgoingMail(
                new MessageId("login." + ids.next() + "@" + sender.address().domain()),
                new Sender(sender.from(), Optional.empty(), Optional.empty()),
                Recipients.to(new NamedAddress(agent.name(), agent.address())),
                Optional.empty(),
                List.of(),
                clock.instant(),
                Origin.AUTO_GENERATED,
                new Body(rendered.subject(), rendered.text(), rendered.html(), List.of()));
    }

    private Model model(Agent agent, Department sender, Link link) {
        return DepartmentModel.of(organisation.get().brandOf(sender), sender)
                .with("agent.name", agent.name())
                .with("login.link", link.uri().toString())
                .with("login.minutes", String.valueOf(link.lifetime().toMinutes()))
                .with("login.from", link.askedFrom());
    }
}
