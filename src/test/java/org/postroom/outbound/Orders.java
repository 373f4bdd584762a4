package org.postroom.outbound;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.SmtpAccountId;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.MessageId;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.OutgoingMail;
import org.postroom.mail.OutgoingMail.Body;
import org.postroom.mail.OutgoingMail.Origin;
import org.postroom.mail.OutgoingMail.Recipients;
import org.postroom.mail.OutgoingMail.Sender;
import org.postroom.ticket.TicketId;

/** Makes mails to be queued, each with a Message-ID of its own. */
public final class Orders {
    /** The account they leave by where no other is named. */
    public static final SmtpAccountId ACME = new SmtpAccountId("acme");

    private static final EmailAddress SUPPORT = EmailAddress.of("support@example.com");

    private final AtomicInteger made = new AtomicInteger();

    /** An agent's answer to these addresses. */
    public OutboundOrder answer(String... recipients) {
        return order(ACME, OutboundKind.ANSWER, "Hello Carla\n", recipients);
    }

    /** An automatic answer to this address. */
    public OutboundOrder automatic(String recipient) {
        return order(ACME, OutboundKind.AUTOMATIC, "We got your mail\n", recipient);
    }

    /** Any mail. */
    public OutboundOrder order(SmtpAccountId account, OutboundKind kind, String text, String... recipients) {
        return new OutboundOrder(
                mail(kind, text, recipients),
                account,
                kind,
                new DepartmentId("support"),
                Optional.of(new TicketId(42)),
                Optional.empty());
    }

    private OutgoingMail mail(OutboundKind kind, String text, String... recipients) {
        List<NamedAddress> to = Arrays.stream(recipients)
                .map(EmailAddress::of)
                .map(NamedAddress::of)
                .toList();
        boolean person = kind == OutboundKind.ANSWER;
        return new OutgoingMail(
                new MessageId("m" + made.incrementAndGet() + "@example.com"),
                new Sender(
                        NamedAddress.of(SUPPORT), person ? Optional.of(SUPPORT) : Optional.empty(), Optional.empty()),
                new Recipients(to, List.of()),
                Optional.empty(),
                List.of(),
                Instant.parse("2025-03-09T08:00:00Z"),
                person ? Origin.PERSON : Origin.AUTO_REPLIED,
                new Body("Hello", text, Optional.empty(), List.of()));
    }
}
