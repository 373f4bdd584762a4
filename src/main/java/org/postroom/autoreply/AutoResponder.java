package org.postroom.autoreply;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.Organisation;
import org.postroom.conversation.ReplyTokens;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.OutgoingMail;
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
    private final Silence silence;
    private final AutoReplyMail writer;
    private final InstantSource clock;

    public AutoResponder(Settings settings, SendBudget budget, Silence silence, Writing writing, InstantSource clock) {
        this.settings = settings;
        this.budget = budget;
        this.silence = silence;
        this.writer = new AutoReplyMail(writing);
        this.clock = clock;
    }

    /** What mails are written with. */
    public record Writing(Templates templates, ReplyTokens tokens, TicketLinks links, Ids ids) {}

    /**
     * The answer to a mail, if it gets one. Whoever calls this queues it in the same transaction, and tells the breakers of one
     * that is over a limit.
     */
    public AutoAnswer answer(Transaction transaction, Enquiry enquiry) {
        return decide(transaction, enquiry, this::limits);
    }

    /**
     * The answer to a mail that got none before since too many were sent, and that an operator wants to be answered after all.
     * All limits hold but the one for the same text.
     */
    public AutoAnswer answerAfterAll(Transaction transaction, Enquiry enquiry) {
        return decide(transaction, enquiry, this::usualLimits);
    }

    private AutoAnswer decide(
            Transaction transaction, Enquiry enquiry, BiFunction<Enquiry, EmailAddress, List<Limit>> limits) {
        Instant now = clock.instant();
        AutoReplySettings answers =
                settings.answers().apply(enquiry.department().id());
        boolean open = enquiry.department().hours().isOpen(now);
        AutoReplyFacts facts = new AutoReplyFacts(
                enquiry.occasion(),
                enquiry.verdict(),
                AutoReplyFacts.Sender.of(enquiry.mail(), settings.organisation().get()),
                answers,
                open);
        return switch (AutoReplyPolicy.decide(facts)) {
            case AutoReplyDecision.Withhold(String reason) -> new AutoAnswer.Withheld(reason);
            case AutoReplyDecision.Send send ->
                withinBudget(transaction, enquiry, limits.apply(enquiry, send.to()), send, now);
        };
    }

    private List<Limit> limits(Enquiry enquiry, EmailAddress to) {
        return Stream.concat(
                        SameText.fingerprint(enquiry.mail())
                                .map(text ->
                                        Limit.ofText(text, settings.limits().get()))
                                .stream(),
                        usualLimits(enquiry, to).stream())
                .toList();
    }

    private List<Limit> usualLimits(Enquiry enquiry, EmailAddress to) {
        AutoReplyLimits limits = settings.limits().get();
        return List.of(
                Limit.toAddress(to, limits),
                Limit.toDomain(to, limits),
                Limit.ofDepartment(enquiry.department().id(), limits),
                Limit.inAll(limits));
    }

    private AutoAnswer withinBudget(
            Transaction transaction, Enquiry enquiry, List<Limit> limits, AutoReplyDecision.Send send, Instant now) {
        Optional<Limit> silent = silence.among(transaction, limits, now);
        if (silent.isPresent()) {
            return new AutoAnswer.OverLimit(silent.get(), send.to(), notCalm(silent.get(), send));
        }
        return switch (budget.take(transaction, limits, now)) {
            case SendBudget.Grant.Granted _ ->
                new AutoAnswer.Written(send.template(), write(transaction, enquiry, send, now));
            case SendBudget.Grant.Exhausted(Limit limit) ->
                new AutoAnswer.OverLimit(limit, send.to(), tooMany(limit, send));
        };
    }

    private OutgoingMail write(Transaction transaction, Enquiry enquiry, AutoReplyDecision.Send send, Instant now) {
        return writer.write(
                transaction,
                enquiry,
                settings.organisation().get().brandOf(enquiry.department()),
                settings.answers().apply(enquiry.department().id()).subject(),
                send,
                now);
    }

    private static String tooMany(Limit limit, AutoReplyDecision.Send send) {
        return "The limit of automatic mails " + whose(limit, send) + " is reached: " + limit.inWords();
    }

    private static String notCalm(Limit limit, AutoReplyDecision.Send send) {
        return "The limit of automatic mails " + whose(limit, send) + " was reached, and it is not calm yet";
    }

    private static String whose(Limit limit, AutoReplyDecision.Send send) {
        return switch (limit.kind()) {
            case ADDRESS -> "to " + send.to();
            case DOMAIN -> "to " + limit.about();
            case DEPARTMENT -> "from this department";
            case SAME_TEXT -> "in answer to the same text";
            case IN_ALL, OTHER -> "in all";
        };
    }
}
