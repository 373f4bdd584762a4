package org.postroom.intake;

import java.util.List;
import java.util.Optional;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.IncomingMail;
import org.postroom.outbound.OutboundKind;
import org.postroom.outbound.OutboundMail;

/** A mail in the queue, and how whoever gets it reads it. */
record Queued(OutboundMail ours, IncomingMail mail, String raw) {
    boolean is(OutboundKind kind) {
        return ours.about().kind() == kind;
    }

    boolean goesTo(EmailAddress address) {
        return to().contains(address);
    }

    List<EmailAddress> to() {
        return ours.recipients().stream().map(OutboundMail.Recipient::address).toList();
    }

    String text() {
        return mail.content().text();
    }

    String subject() {
        return mail.subject();
    }

    String messageId() {
        return ours.messageId().value();
    }

    Optional<String> header(String name) {
        return mail.headers().first(name);
    }
}
