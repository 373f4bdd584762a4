package org.postroom.autoreply;

import java.util.List;
import java.util.Optional;
import org.postroom.mail.Attachment;
import org.postroom.mail.Bytes;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.Headers;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.IncomingMail.Content;
import org.postroom.mail.IncomingMail.Correspondents;
import org.postroom.mail.IncomingMail.ReturnPath;
import org.postroom.mail.IncomingMail.ThreadLinks;
import org.postroom.mail.MessageId;
import org.postroom.mail.NamedAddress;

/** Mails of customers, for tests. */
public final class Customers {
    public static final EmailAddress CLARA = EmailAddress.of("clara@example.org");

    private Customers() {}

    /** Clara's mail about this. */
    public static IncomingMail mail(String subject) {
        return mail(
                new NamedAddress("Clara Example", CLARA), subject, "Hello,\n\nthe printer stops.\n\nClara", List.of());
    }

    public static IncomingMail mail(NamedAddress from, String subject, String text, List<Attachment> attachments) {
        return new IncomingMail(
                Headers.NONE,
                new Correspondents(
                        Optional.of(from),
                        List.of(new NamedAddress("Reply canary", EmailAddress.of("replyto@example.net"))),
                        List.of(NamedAddress.of(EmailAddress.of("support@example.com"))),
                        List.of(),
                        new ReturnPath.Of(from.address())),
                new ThreadLinks(
                        Optional.of(new MessageId("m1@example.org")),
                        List.of(new MessageId("m0@example.org")),
                        List.of(new MessageId("r1@example.org"), new MessageId("m0@example.org"))),
                subject,
                Optional.empty(),
                new Content(text, Optional.empty(), attachments, Optional.empty()),
                List.of());
    }

    public static Attachment file(String name, String content) {
        return new Attachment(name, "application/pdf", false, Optional.empty(), Bytes.of(content));
    }

    public static Attachment file(String name, int size) {
        return new Attachment(name, "application/pdf", false, Optional.empty(), Bytes.wrap(new byte[size]));
    }
}
