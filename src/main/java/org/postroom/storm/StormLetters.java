package org.postroom.storm;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.postroom.agent.Agent;
import org.postroom.agent.Department;
import org.postroom.agent.Organisation;
import org.postroom.autoreply.DepartmentModel;
import org.postroom.autoreply.TicketLinkSettings;
import org.postroom.mail.MessageId;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.OutgoingMail;
import org.postroom.mail.OutgoingMail.Body;
import org.postroom.mail.OutgoingMail.Origin;
import org.postroom.mail.OutgoingMail.Recipients;
import org.postroom.mail.OutgoingMail.Sender;
import org.postroom.outbound.OutboundKind;
import org.postroom.outbound.OutboundOrder;
import org.postroom.outbound.OutboundQueue;
import org.postroom.storage.Transaction;
import org.postroom.template.Model;
import org.postroom.template.Rendered;
import org.postroom.template.TemplateName;
import org.postroom.template.Templates;

/**
 * Tells administrators of storms, one mail each. These mails count under no limit of customers' mail, come from the null path, and
 * the end of a storm answers the mail of its beginning.
 */
public final class StormLetters {
    private static final int SECONDS = 60;

    private final Supplier<Organisation> organisation;
    private final Supplier<TicketLinkSettings> page;
    private final Templates templates;
    private final OutboundQueue queue;
    private final InstantSource clock;

    /** @param page where the page is */
    public StormLetters(
            Supplier<Organisation> organisation,
            Supplier<TicketLinkSettings> page,
            Templates templates,
            OutboundQueue queue,
            InstantSource clock) {
        this.organisation = organisation;
        this.page = page;
        this.templates = templates;
        this.queue = queue;
        this.clock = clock;
    }

    /** @param leftOut how many beginnings were not told before, since there were too many */
    void sendBeginning(Transaction transaction, Storm storm, long leftOut) {
        Model model = Model.EMPTY.with("storm.others", leftOut == 0 ? "" : String.valueOf(leftOut));
        send(transaction, storm, new Letter(TemplateName.STORM_BEGUN, model, false));
    }

    void sendEnd(Transaction transaction, Storm storm) {
        send(transaction, storm, new Letter(TemplateName.STORM_OVER, Model.EMPTY, true));
    }

    /** @param answers whether it answers the mail of the beginning */
    private record Letter(TemplateName template, Model model, boolean answers) {}

    private void send(Transaction transaction, Storm storm, Letter letter) {
        Organisation now = organisation.get();
        for (Agent admin : now.agents()) {
            if (admin.admin()) {
                now.senderTo(admin).ifPresent(sender -> send(transaction, storm, letter, admin, sender));
            }
        }
    }

    private void send(Transaction transaction, Storm storm, Letter letter, Agent admin, Department sender) {
        Model model = model(storm, admin, sender).and(letter.model());
        Rendered rendered = templates.render(letter.template(), admin.language(), model);
        MessageId beginning = messageId(storm, "begun", admin, sender);
        OutgoingMail mail = new OutgoingMail(
                letter.answers() ? messageId(storm, "over", admin, sender) : beginning,
                new Sender(sender.from(), Optional.empty(), Optional.empty()),
                Recipients.to(new NamedAddress(admin.name(), admin.address())),
                letter.answers() ? Optional.of(beginning) : Optional.empty(),
                letter.answers() ? List.of(beginning) : List.of(),
                clock.instant(),
                Origin.AUTO_GENERATED,
                new Body(rendered.subject(), rendered.text(), rendered.html(), List.of()));
        queue.enqueue(
                transaction,
                new OutboundOrder(
                        mail, sender.smtp(), OutboundKind.NOTICE, sender.id(), Optional.empty(), Optional.empty()));
    }

    /** Made of the storm's number, so that the end knows what to answer. */
    private static MessageId messageId(Storm storm, String word, Agent admin, Department sender) {
        return new MessageId("storm." + storm.id() + "." + word + "." + admin.id() + "@"
                + sender.address().domain());
    }

    private Model model(Storm storm, Agent admin, Department sender) {
        Organisation now = organisation.get();
        return DepartmentModel.of(now.brandOf(sender), sender)
                .with("agent.name", admin.name())
                .with("storm.breaker", storm.name())
                .with("storm.kind", storm.breaker().kind().word())
                .with("storm.about", storm.breaker().about())
                .with("storm.most", String.valueOf(storm.breaker().most()))
                .with("storm.minutes", String.valueOf(minutes(storm)))
                .with("storm.began", DepartmentModel.moment(storm.opened(), sender, admin.language()))
                .with("storm.last", DepartmentModel.moment(storm.last(), sender, admin.language()))
                .with("storm.withheld", String.valueOf(storm.withheld()))
                .with("storm.page", page.get().address("/storms/" + storm.id()).orElse(""));
    }

    private static long minutes(Storm storm) {
        return Math.max(1, storm.breaker().window().toSeconds() / SECONDS);
    }
}
