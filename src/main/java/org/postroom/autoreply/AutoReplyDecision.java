package org.postroom.autoreply;

import org.postroom.mail.EmailAddress;
import org.postroom.template.TemplateName;

/** Whether a mail is answered automatically. */
public sealed interface AutoReplyDecision {
    /**
     * It is.
     *
     * @param to where the answer goes, which need not be the From address
     */
    record Send(TemplateName template, EmailAddress to) implements AutoReplyDecision {}

    /** It is not. The reason is one sentence for the ticket and the trace. */
    record Withhold(String reason) implements AutoReplyDecision {}
}
