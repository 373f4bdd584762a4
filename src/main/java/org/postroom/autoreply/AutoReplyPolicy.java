package org.postroom.autoreply;

import java.util.Optional;
import org.postroom.autoreply.AutoReplyDecision.Send;
import org.postroom.autoreply.AutoReplyDecision.Withhold;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.IncomingMail.ReturnPath;
import org.postroom.template.TemplateName;

/**
 * Whether a mail is answered automatically, and by what (SPEC D1, D5; RFC 3834 section 2). Pure.
 *
 * <p>The department need not stand in To or Cc: RFC 3834 section 2 asks that of a person's responder. Whatever reaches a
 * department's mailbox is the department's, also by an alias or a forward that conf does not know.
 */
public final class AutoReplyPolicy {
    private AutoReplyPolicy() {}

    public static AutoReplyDecision decide(AutoReplyFacts facts) {
        if (!facts.settings().enabled()) {
            return new Withhold("Automatic answers are switched off for this department");
        }
        if (facts.occasion() == Occasion.REPLY) {
            return new Withhold("A reply on a ticket gets no automatic answer");
        }
        if (facts.occasion() == Occasion.FORWARDED && !facts.settings().forwarded()) {
            return new Withhold("Mails that agents forward are not answered by this department");
        }
        if (!facts.verdict().mayAnswer()) {
            return new Withhold(facts.verdict().reason());
        }
        return decideBySender(facts);
    }

    private static AutoReplyDecision decideBySender(AutoReplyFacts facts) {
        AutoReplyFacts.Sender sender = facts.sender();
        if (sender.returnPath() instanceof ReturnPath.Null) {
            return new Withhold("The Return-Path is empty: its sender wants no answers (RFC 3834 section 2)");
        }
        if (sender.ours()) {
            return new Withhold("The mail comes from an address of our own");
        }
        Optional<EmailAddress> target = AnswerAddress.of(sender);
        if (target.isEmpty()) {
            return new Withhold("The mail names no sender");
        }
        if (AnswerAddress.isRobot(sender, target.get())) {
            return new Withhold("Nobody reads mail to " + target.get() + " (RFC 3834 section 2)");
        }
        return decideByTemplate(facts, target.get());
    }

    private static AutoReplyDecision decideByTemplate(AutoReplyFacts facts, EmailAddress to) {
        TemplateName template = template(facts);
        return facts.settings().sends(template)
                ? new Send(template, to)
                : new Withhold("The mail '" + template + "' is switched off for this department");
    }

    private static TemplateName template(AutoReplyFacts facts) {
        boolean closedText = !facts.open() && facts.settings().sends(TemplateName.AUTO_RESPONSE_CLOSED);
        return switch (facts.occasion()) {
            case NEW_TICKET, FORWARDED, REPLY ->
                closedText ? TemplateName.AUTO_RESPONSE_CLOSED : TemplateName.AUTO_RESPONSE;
            case NEW_TICKETS_NOT_ALLOWED -> TemplateName.REJECTED_POLICY;
            case TICKET_LOCKED -> TemplateName.REJECTED_LOCK;
        };
    }
}
