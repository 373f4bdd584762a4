package org.postroom.autoreply;

import org.postroom.mail.EmailAddress;
import org.postroom.mail.OutgoingMail;
import org.postroom.template.TemplateName;

/** What came of the wish to answer a mail automatically. */
public sealed interface AutoAnswer {
    /** A mail to be queued in the same transaction; its place in the budgets is taken. */
    record Written(TemplateName template, OutgoingMail mail) implements AutoAnswer {}

    /** No mail, for this reason: one sentence for the ticket and the trace. */
    record Withheld(String reason) implements AutoAnswer {}

    /**
     * No mail, since too many were sent of late.
     *
     * @param limit the one that is used up
     * @param to whom the mail would have gone to
     * @param reason one sentence for the ticket and the trace
     */
    record OverLimit(Limit limit, EmailAddress to, String reason) implements AutoAnswer {}
}
