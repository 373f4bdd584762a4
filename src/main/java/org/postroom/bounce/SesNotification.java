package org.postroom.bounce;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postroom.bounce.BounceReport.Outcome;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.MessageId;

/** Reads the notes that Amazon SES sends by mail instead of reports: JSON with a notificationType. */
final class SesNotification {
    private static final int LONGEST = 64 * 1024;
    private static final Pattern TYPE =
            Pattern.compile("\"(?:notificationType|eventType)\"\\s*:\\s*\"(Bounce|Delivery)\"");
    private static final Pattern RECIPIENT =
            Pattern.compile("\\{[^{}]*\"emailAddress\"\\s*:\\s*\"([^\"]{3,400})\"[^{}]*}");
    private static final Pattern STATUS = Pattern.compile("\"status\"\\s*:\\s*\"([^\"]{1,20})\"");
    private static final Pattern DIAGNOSTIC = Pattern.compile("\"diagnosticCode\"\\s*:\\s*\"([^\"]{1,1000})\"");
    private static final Pattern MESSAGE_ID =
            Pattern.compile("\"commonHeaders\".{0,2000}?\"messageId\"\\s*:\\s*\"([^\"]{3,500})\"", Pattern.DOTALL);

    private SesNotification() {}

    static Optional<BounceReport> read(IncomingMail mail) {
        String text = mail.content()
                .text()
                .substring(0, Math.min(LONGEST, mail.content().text().length()));
        Matcher type = TYPE.matcher(text);
        if (!text.startsWith("{") || !type.find()) {
            return Optional.empty();
        }
        boolean delivered = type.group(1).equals("Delivery");
        Optional<MessageId> about = first(MESSAGE_ID, text).flatMap(MessageId::parse);
        return Optional.of(
                delivered
                        ? new BounceReport(Outcome.DELIVERED, List.of(), about)
                        : new BounceReport(Outcome.FAILED, recipients(text), about));
    }

    private static List<FailedRecipient> recipients(String text) {
        List<FailedRecipient> recipients = new ArrayList<>();
        Matcher recipient = RECIPIENT.matcher(text);
        while (recipient.find()) {
            EmailAddress.parse(recipient.group(1))
                    .ifPresent(address -> recipients.add(failed(address, recipient.group())));
        }
        return recipients;
    }

    private static FailedRecipient failed(EmailAddress address, String fields) {
        Optional<String> status = first(STATUS, fields).flatMap(ReasonCodes::statusIn);
        String diagnostic = first(DIAGNOSTIC, fields).orElse("");
        Refusal refusal = new Refusal(status, diagnostic, SmtpStep.of(diagnostic));
        return FailedRecipient.of(address, Outcome.FAILED, refusal, diagnostic);
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
