package org.postroom.bounce;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postroom.mail.Attachment;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.IncomingMail.ReportParts;
import org.postroom.mail.MessageId;

/** The mail that came back, or its header: as a part of its own, or at the end of the report's text. */
final class ReturnedMail {
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.MULTILINE;
    private static final int LONGEST = 64 * 1024;
    private static final Pattern MESSAGE_ID =
            Pattern.compile("^[ >|*]{0,8}(?:X-)?(?:Original-)?Message-ID ?:\\s{0,5}(<[^<>\\s]{3,500}>)", FLAGS);
    private static final Pattern RECIPIENTS = Pattern.compile(
            "^[ >|]{0,8}(?:To|X-Failed-Recipients|Delivered-To):[ \\t]*(.*(?:\\r?\\n[ \\t]+\\S.*){0,20})", FLAGS);

    private final IncomingMail report;
    private final String text;

    private ReturnedMail(IncomingMail report, String text) {
        this.report = report;
        this.text = text;
    }

    /**
     * @param rest what stands in the report's text behind its own words
     */
    static ReturnedMail of(IncomingMail mail, String rest) {
        String part = mail.content().report().map(ReportParts::returned).orElse("");
        String found = part.isBlank() ? attached(mail).orElse(rest) : part;
        return new ReturnedMail(mail, cut(found));
    }

    private static Optional<String> attached(IncomingMail mail) {
        return mail.content().attachments().stream()
                .filter(ReturnedMail::mail)
                .map(Attachment::content)
                .map(content -> content.latin1())
                .findFirst();
    }

    private static boolean mail(Attachment attachment) {
        return attachment.mediaType().equals("message/rfc822")
                || attachment.mediaType().endsWith("rfc822-headers");
    }

    /**
     * Its Message-ID: from itself, else from the words or the fields of the report (Gmail's X-Original-Message-ID), else from
     * what the report says it answers, as Exchange's do.
     */
    Optional<MessageId> messageId() {
        return in(text).or(() -> in(cut(report.content().text())))
                .or(() -> report.content().report().flatMap(parts -> in(cut(parts.machineReadable()))))
                .or(() -> report.thread().inReplyTo().stream().findFirst())
                .or(() -> report.thread().references().reversed().stream().findFirst());
    }

    private static Optional<MessageId> in(String text) {
        Matcher matcher = MESSAGE_ID.matcher(text);
        return matcher.find() ? MessageId.parse(matcher.group(1)) : Optional.empty();
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST));
    }

    List<EmailAddress> recipients() {
        Matcher matcher = RECIPIENTS.matcher(text);
        return matcher.find() ? Addresses.all(matcher.group(1)) : List.of();
    }
}
