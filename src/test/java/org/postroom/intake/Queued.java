package org.postroom.intake;

import java.util.List;
import java.util.Optional;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.IncomingMail;
import org.postroom.outbound.OutboundKind;
import org.postroom.outbound.OutboundMail;

/** A mail in the queue, and how whoever gets it reads it. */
public record Queued(OutboundMail ours, IncomingMail mail, String raw) {
    public boolean is(OutboundKind kind) {
        return ours.about().kind() == kind;
    }

    public boolean goesTo(EmailAddress address) {
        return to().contains(address);
    }

    public List<EmailAddress> to() {
        return ours.recipients().stream().map(OutboundMail.Recipient::address).toList();
    }

    public String text() {
        return mail.content().text();
    }

    public String subject() {
        return mail.subject();
    }

    public String messageId() {
        return ours.messageId().value();
    }

    public Optional<String> header(String name) {
        return mail.headers().first(name);
    }
}
