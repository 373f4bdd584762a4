package org.postroom.bounce;

import java.util.List;
import java.util.Optional;
import org.postroom.mail.MessageId;

/**
 * What a delivery report says.
 *
 * @param outcome the worst of all recipients' outcomes
 * @param recipients those that did not get the mail, or not yet; none when it could not be told who
 * @param about the Message-ID of the mail the report is about, as the returned part has it
 */
public record BounceReport(Outcome outcome, List<FailedRecipient> recipients, Optional<MessageId> about) {
    /** What became of the mail. */
    public enum Outcome {
        /** It will not be delivered (RFC 3464 section 2.3.3, failed). */
        FAILED,
        /** It is late; the reporting server still tries (delayed). */
        DELAYED,
        /** It was delivered, relayed to where no report comes from, or expanded (delivered, relayed, expanded). */
        DELIVERED
    }

    public BounceReport {
        recipients = List.copyOf(recipients);
    }
}
