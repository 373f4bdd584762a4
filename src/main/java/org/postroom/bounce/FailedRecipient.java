package org.postroom.bounce;

import java.util.Optional;
import org.postroom.mail.EmailAddress;

/**
 * An address that a mail did not reach.
 *
 * @param status enhanced status code (RFC 3463) such as {@code 5.1.1}; where the report has none, one with the same meaning
 *     as its words or its SMTP code
 * @param reason why
 * @param permanent whether the address itself is no good, so that no mail should be sent there again: unknown user or host,
 *     moved, not accepting mail. A full mailbox, a policy, a spam filter or a time-out is not, nor is anything that the
 *     server calls temporary.
 * @param diagnostic what the refusing server said, one line; empty when unknown
 */
public record FailedRecipient(
        EmailAddress address, Optional<String> status, Reason reason, boolean permanent, String diagnostic) {

    /** What is known of one recipient of a mail with this outcome. */
    static FailedRecipient of(EmailAddress address, BounceReport.Outcome outcome, Refusal refusal, String diagnostic) {
        Reason reason = refusal.reason();
        boolean late = outcome == BounceReport.Outcome.DELAYED || refusal.temporary();
        Optional<String> status =
                refusal.status().or(refusal::code).or(() -> Optional.of((late ? "4." : "5.") + reason.detail()));
        return new FailedRecipient(address, status, reason, !late && reason.addressIsBad(), diagnostic);
    }
}
