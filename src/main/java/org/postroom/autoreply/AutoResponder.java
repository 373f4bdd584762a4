package org.postroom.autoreply;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.Organisation;
import org.postroom.conversation.ReplyTokens;
import org.postroom.mail.IncomingMail.ReturnPath;
import org.postroom.mail.NamedAddress;
import org.postroom.storage.Ids;
import org.postroom.storage.Transaction;
import org.postroom.template.Templates;

/** Answers customers' mails automatically: asks the policy, then the budget, and only then writes. */
public final class AutoResponder {
    /** The live conf this needs. */
    public record Settings(
            Supplier<Organisation> organisation,
            Function<DepartmentId, AutoReplySettings> answers,
            Supplier<AutoReplyLimits> limits) {}

    private final Settings settings;
    private final SendBudget budget;
    private final AutoReplyMail writer;
    private final InstantSource clock;

    public AutoResponder(Settings settings, SendBudget budget, Writing writing, InstantSource clock) {
        this.settings = settings;
        this.budget = budget;
        this.writer = new AutoReplyMail(writing);
        this.clock = clock;
    }

    /** What mails are written with. */
    public record Writing(Templates templates, ReplyTokens tokens, TicketLinks links, Ids ids) {}

    /** The answer to a mail, if it gets one. Whoever calls this queues it in the same transaction. */
    public AutoAnswer answer(Transaction transaction, Enquiry enquiry) {
        Instant now = clock.instant();
        AutoReplySettings answers =
                settings.answers().apply(enquiry.department().id());
        boolean open = enquiry.department().hours().isOpen(now);
        AutoReplyFacts facts =
                new AutoReplyFacts(enquiry.occasion(), enquiry.verdict(), sender(enquiry), answers, open);
        return switch (AutoReplyPolicy.decide(facts)) {
            case AutoReplyDecision.Withhold(String reason) -> new AutoAnswer.Withheld(reason);
            case AutoReplyDecision.Send send -> withinBudget(transaction, enquiry, answers, send, now);
        };
    }

    private AutoAnswer withinBudget(
            Transaction transaction,
            Enquiry enquiry,
            AutoReplySettings answers,
            AutoReplyDecision.Send send,
            Instant now) {
        AutoReplyLimits limits = settings.limits().get();
        List<Limit> all = List.of(
                Limit.toAddress(send.to(), limits),
                Limit.ofDepartment(enquiry.department().id(), limits),
                Limit.inAll(limits));
        return switch (budget.take(transaction, all, now)) {
            case SendBudget.Grant.Granted _ ->
                new AutoAnswer.Written(
                        send.template(),
                        writer.write(
                                transaction,
                                enquiry,
                                settings.organisation().get().brandOf(enquiry.department()),
                                answers.subject(),
                                send,
                                now));
            case SendBudget.Grant.Exhausted(Limit limit) -> new AutoAnswer.Withheld(tooMany(limit, send));
        };
    }

    private static String tooMany(Limit limit, AutoReplyDecision.Send send) {
        String whose = limit.key().startsWith("address:")
                ? "to " + send.to()
                : limit.key().startsWith("department:") ? "from this department" : "in all";
        return "The limit of automatic mails " + whose + " is reached: " + limit.inWords();
    }

    private AutoReplyFacts.Sender sender(Enquiry enquiry) {
        Organisation organisation = settings.organisation().get();
        Optional<NamedAddress> from = enquiry.mail().correspondents().from();
        ReturnPath path = enquiry.mail().correspondents().returnPath();
        boolean ours =
                from.filter(it -> organisation.isOwnAddress(it.address())).isPresent()
                        || path instanceof ReturnPath.Of known && organisation.isOwnAddress(known.address());
        return new AutoReplyFacts.Sender(from.map(NamedAddress::address), path, ours);
    }
}
