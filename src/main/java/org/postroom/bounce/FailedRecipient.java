package org.postroom.bounce;

import java.util.Optional;
import org.postroom.mail.EmailAddress;

/**
 * An address that a mail did not reach.
 *
 * @param status enhanced status code (RFC 3463) such as {@code 5.1.1}
 * @param permanent whether the address itself is no good, so that no mail should be sent there again: unknown user or host,
 *     moved, not accepting mail. A full mailbox, a policy, a spam filter or a time-out is not.
 * @param diagnostic what the refusing server said, one line; empty when unknown
 */
public record FailedRecipient(EmailAddress address, Optional<String> status, boolean permanent, String diagnostic) {}
