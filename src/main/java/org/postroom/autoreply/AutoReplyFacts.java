package org.postroom.autoreply;

import java.util.Optional;
import org.postroom.agent.Organisation;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.IncomingMail.ReturnPath;
import org.postroom.mail.NamedAddress;

/**
 * All that decides on an automatic answer but the budget.
 *
 * @param open whether the department is within business hours
 */
public record AutoReplyFacts(
        Occasion occasion, Verdict verdict, Sender sender, AutoReplySettings settings, boolean open) {

    /**
     * What the headers say of the mail's kind.
     *
     * @param mayAnswer if not, it is a robot's, a list's or a report
     * @param reason names the header and the rule
     */
    public record Verdict(boolean mayAnswer, String reason) {}

    /**
     * Who sent it.
     *
     * @param ours whether From or Return-Path is an address of ours
     */
    public record Sender(Optional<EmailAddress> from, ReturnPath returnPath, boolean ours) {
        /** Who sent a mail, to whom an address of ours belongs. */
        public static Sender of(IncomingMail mail, Organisation organisation) {
            Optional<EmailAddress> from = mail.correspondents().from().map(NamedAddress::address);
            ReturnPath path = mail.correspondents().returnPath();
            boolean ours = from.filter(organisation::isOwnAddress).isPresent()
                    || path instanceof ReturnPath.Of known && organisation.isOwnAddress(known.address());
            return new Sender(from, path, ours);
        }
    }
}
