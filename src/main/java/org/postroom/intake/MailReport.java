package org.postroom.intake;

import java.util.List;
import java.util.Optional;
import org.postroom.bounce.BounceReader;
import org.postroom.bounce.BounceReport;
import org.postroom.bounce.BounceReport.Outcome;
import org.postroom.bounce.FailedRecipient;
import org.postroom.mail.Attachment;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.MailKind;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.ReadMail;
import org.postroom.mail.Unreadable;
import org.postroom.mail.parse.EncodedWords;
import org.postroom.mail.quote.QuoteSplitter;

/**
 * How Postroom reads one mail, in the words of {@code postroom read}.
 *
 * @param label bounce (also for a mail that is late), dsn-success, auto-reply, auto-generated, feedback-report or normal
 * @param noAutorespond whether no automatic answer may go to its sender
 * @param reason why the label
 * @param bounced for a bounce: who did not get the mail
 * @param fromName the name in From; where it names no address, all of it
 * @param text the whole readable body
 * @param reply the new text, without history and signature
 * @param attachments a file name or empty for each part that is not body
 * @param ok whether it could be read
 * @param problems what was odd, one sentence each
 */
public record MailReport(
        String label,
        boolean noAutorespond,
        String reason,
        List<FailedRecipient> bounced,
        String subject,
        Optional<EmailAddress> fromAddress,
        String fromName,
        String text,
        String reply,
        List<Optional<String>> attachments,
        boolean ok,
        List<String> problems) {

    public MailReport {
        bounced = List.copyOf(bounced);
        attachments = List.copyOf(attachments);
        problems = List.copyOf(problems);
    }

    /** The report about a mail that was read. */
    public static MailReport of(ReadMail mail) {
        return switch (mail) {
            case IncomingMail incoming -> of(incoming);
            case Unreadable unreadable ->
                new MailReport(
                        "normal",
                        true,
                        unreadable.reason(),
                        List.of(),
                        "",
                        Optional.empty(),
                        "",
                        "",
                        "",
                        List.of(),
                        false,
                        List.of(unreadable.reason()));
        };
    }

    /** The report about a mail's text alone. */
    public static MailReport ofText(String text) {
        return new MailReport(
                "normal",
                false,
                "It is a text alone",
                List.of(),
                "",
                Optional.empty(),
                "",
                text,
                QuoteSplitter.split(text).newText(),
                List.of(),
                true,
                List.of());
    }

    private static MailReport of(IncomingMail mail) {
        KindVerdict verdict = Triage.kindOf(mail);
        Optional<BounceReport> bounce = BounceReader.read(mail)
                .filter(report -> report.outcome() != Outcome.DELIVERED && bounce(verdict.kind()));
        return new MailReport(
                label(verdict.kind()),
                !verdict.mayAutoRespond(),
                verdict.reason(),
                bounce.map(BounceReport::recipients).orElse(List.of()),
                mail.subject(),
                mail.correspondents().from().map(NamedAddress::address),
                fromName(mail),
                mail.content().text(),
                QuoteSplitter.split(mail.content().text()).newText(),
                mail.content().attachments().stream().map(MailReport::name).toList(),
                true,
                mail.problems());
    }

    private static String fromName(IncomingMail mail) {
        return mail.correspondents()
                .from()
                .map(NamedAddress::name)
                .or(() -> mail.headers().first("From").map(EncodedWords::decode))
                .orElse("");
    }

    private static Optional<String> name(Attachment attachment) {
        return Optional.of(attachment.name()).filter(name -> !name.isEmpty());
    }

    private static boolean bounce(MailKind kind) {
        return kind == MailKind.BOUNCE || kind == MailKind.DSN_DELAYED;
    }

    private static String label(MailKind kind) {
        return switch (kind) {
            case BOUNCE, DSN_DELAYED -> "bounce";
            case DSN_SUCCESS -> "dsn-success";
            case AUTO_REPLY -> "auto-reply";
            case AUTO_GENERATED -> "auto-generated";
            case FEEDBACK_REPORT -> "feedback-report";
            case NORMAL, LIST -> "normal";
        };
    }
}
