package org.postroom.autoreply;

import org.postroom.mail.OutgoingMail;
import org.postroom.template.TemplateName;

/** What came of the wish to answer a mail automatically. */
public sealed interface AutoAnswer {
    /** A mail to be queued in the same transaction; its place in the budgets is taken. */
    record Written(TemplateName template, OutgoingMail mail) implements AutoAnswer {}

    /** No mail, for this reason: one sentence for the ticket and the trace. */
    record Withheld(String reason) implements AutoAnswer {}
}
