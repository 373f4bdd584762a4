package org.postroom.outbound;

import java.util.List;
import java.util.Optional;
import org.postroom.mail.EmailAddress;

/**
 * What the server is told beside the mail.
 *
 * @param sender where bounces go; empty is the null path {@code <>}
 * @param recipients at least one, each once
 */
public record Envelope(Optional<EmailAddress> sender, List<EmailAddress> recipients) {
    public Envelope {
        recipients = List.copyOf(recipients);
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("A mail needs a recipient");
        }
    }
}
