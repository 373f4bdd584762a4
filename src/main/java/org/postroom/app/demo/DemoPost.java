package org.postroom.app.demo;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.postroom.agent.SmtpAccountId;
import org.postroom.mail.Attachment;
import org.postroom.mail.Bytes;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.MessageId;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.OutgoingMail;
import org.postroom.mail.OutgoingMail.Origin;
import org.postroom.mail.compose.MailComposer;
import org.postroom.mail.parse.MailReader;
import org.postroom.mail.parse.ReadLimits;
import org.postroom.outbound.Envelope;
import org.postroom.outbound.MailTransport;
import org.postroom.outbound.SmtpAccountSettings;
import org.postroom.outbound.smtp.SmtpSender;
import org.postroom.schedule.Waiter;

/** Writes people's mails to the demo's server, and looks into their inboxes. */
final class DemoPost {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final DemoMailServer server;
    private final MailReader reader = new MailReader(ReadLimits.standard());
    private final InstantSource clock;
    private int written;

    DemoPost(DemoMailServer server, InstantSource clock) {
        this.server = server;
        this.clock = clock;
    }

    /** A mail in an inbox: as it is read, and byte by byte. */
    record Delivered(IncomingMail mail, Bytes raw) {
        MessageId id() {
            return mail.thread().messageId().orElseThrow();
        }

        /** Where an answer goes: Reply-To, else From. */
        EmailAddress answerTo() {
            return mail.correspondents().replyTo().stream()
                    .findFirst()
                    .or(() -> mail.correspondents().from())
                    .orElseThrow()
                    .address();
        }
    }

    /** A mail as somebody writes it. */
    record Draft(
            NamedAddress from,
            EmailAddress to,
            String subject,
            String text,
            Optional<Delivered> answers,
            Origin origin) {
        static Draft of(NamedAddress from, EmailAddress to, String subject, String text) {
            return new Draft(from, to, subject, text, Optional.empty(), Origin.PERSON);
        }

        /** The answer a mail program would write: threading headers, "Re:", the mail quoted below. */
        static Draft answering(NamedAddress from, Delivered mail, String text) {
            String quoted = "\n\nOn Monday, somebody wrote:\n> "
                    + mail.mail().content().text().strip().replace("\n", "\n> ");
            return new Draft(
                    from,
                    mail.answerTo(),
                    "Re: " + mail.mail().subject().replaceFirst("^Re: ", ""),
                    text + quoted,
                    Optional.of(mail),
                    Origin.PERSON);
        }

        Draft by(NamedAddress other) {
            return new Draft(other, to, subject, text, answers, origin);
        }

        Draft automatic() {
            return new Draft(from, to, subject, text, answers, Origin.AUTO_REPLIED);
        }
    }

    /** Sends the mail by SMTP. */
    void send(Draft draft) {
        OutgoingMail mail = new OutgoingMail(
                new MessageId("demo." + ++written + "." + clock.millis() + "@"
                        + draft.from().address().domain()),
                new OutgoingMail.Sender(draft.from(), Optional.of(draft.from().address()), Optional.empty()),
                OutgoingMail.Recipients.to(NamedAddress.of(draft.to())),
                draft.answers().map(Delivered::id),
                draft.answers().map(Delivered::id).stream().toList(),
                clock.instant(),
                draft.origin(),
                new OutgoingMail.Body(draft.subject(), draft.text(), Optional.empty(), List.<Attachment>of()));
        switch (new SmtpSender().open(account(draft.from().address()))) {
            case MailTransport.Opening.Unavailable(var fault) -> throw new IllegalStateException(fault.sentence());
            case MailTransport.Opening.Open(MailTransport.Connection connection) -> {
                try (connection) {
                    Envelope envelope = new Envelope(Optional.of(draft.from().address()), List.of(draft.to()));
                    connection.send(envelope, MailComposer.compose(mail));
                }
            }
        }
    }

    /** The first mail in an inbox that is as expected; waits for it, and fails the demo when it does not come. */
    Delivered await(NamedAddress who, String what, Predicate<Delivered> expected) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<Delivered> found = inbox(who).stream().filter(expected).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            Waiter.pause(BETWEEN_LOOKS);
        }
        throw new DemoFailure(who.name() + " did not get " + what + " within " + LONGEST_WAIT.toSeconds() + " s");
    }

    /** Everything in an inbox. */
    List<Delivered> inbox(NamedAddress who) {
        return server.inbox(who.address()).stream()
                .map(raw -> reader.read(raw) instanceof IncomingMail mail ? new Delivered(mail, raw) : unreadable(raw))
                .toList();
    }

    private static Delivered unreadable(Bytes raw) {
        throw new DemoFailure("A mail cannot be read: " + raw);
    }

    private SmtpAccountSettings account(EmailAddress from) {
        return new SmtpAccountSettings(
                new SmtpAccountId("demo"),
                new SmtpAccountSettings.Server(
                        DemoMailServer.HOST,
                        server.smtpPort(),
                        SmtpAccountSettings.Security.NONE,
                        Optional.empty(),
                        Optional.empty()),
                Optional.empty(),
                SmtpAccountSettings.Identity.of(from, ""),
                SmtpAccountSettings.Limits.DEFAULT,
                SmtpAccountSettings.Timeouts.DEFAULT);
    }
}
