package org.postroom.mail.compose;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.postroom.mail.Attachment;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.MessageId;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.OutgoingMail;
import org.postroom.mail.OutgoingMail.Body;
import org.postroom.mail.OutgoingMail.Origin;
import org.postroom.mail.OutgoingMail.Recipients;
import org.postroom.mail.OutgoingMail.Sender;

/** Mails to compose; each method changes one thing of a plain answer. */
final class MailSamples {
    static final MessageId ID = new MessageId("t1.u1@example.com");
    static final NamedAddress SUPPORT = named("Acme Support", "support@example.com");
    static final NamedAddress CUSTOMER = named("Carla Customer", "carla@example.org");

    private MailSamples() {}

    static NamedAddress named(String name, String address) {
        return new NamedAddress(name, EmailAddress.of(address));
    }

    static OutgoingMail answer(Body body) {
        return mail(SUPPORT, Recipients.to(CUSTOMER), Origin.PERSON, body);
    }

    static OutgoingMail withSubject(String subject) {
        return answer(new Body(subject, "Hello", Optional.empty(), List.of()));
    }

    static OutgoingMail withText(String text) {
        return answer(new Body("Hello", text, Optional.empty(), List.of()));
    }

    static OutgoingMail withAttachments(Attachment... attachments) {
        return answer(new Body("Hello", "Hello", Optional.empty(), List.of(attachments)));
    }

    static OutgoingMail to(NamedAddress... recipients) {
        return mail(SUPPORT, new Recipients(List.of(recipients), List.of()), Origin.PERSON, helloBody());
    }

    static OutgoingMail from(Origin origin) {
        return mail(SUPPORT, Recipients.to(CUSTOMER), origin, helloBody());
    }

    static OutgoingMail threaded(MessageId inReplyTo, List<MessageId> references) {
        OutgoingMail mail = withSubject("Hello");
        return new OutgoingMail(
                mail.messageId(),
                mail.sender(),
                mail.recipients(),
                Optional.of(inReplyTo),
                references,
                mail.date(),
                mail.origin(),
                mail.body());
    }

    static OutgoingMail mail(NamedAddress from, Recipients recipients, Origin origin, Body body) {
        return new OutgoingMail(
                ID,
                new Sender(from, Optional.of(from.address()), Optional.of(from)),
                recipients,
                Optional.of(new MessageId("question@example.org")),
                List.of(new MessageId("first@example.org"), new MessageId("question@example.org")),
                Instant.parse("2025-03-09T08:05:06Z"),
                origin,
                body);
    }

    private static Body helloBody() {
        return new Body("Hello", "Hello", Optional.empty(), List.of());
    }
}
