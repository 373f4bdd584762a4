package org.postroom.faults;

import java.util.List;
import org.postroom.testing.SmtpSink;

/**
 * A mail of the daemon's that arrived.
 *
 * @param messageId without brackets
 * @param inReplyTo without brackets; empty when there is none
 * @param answerTo the address that answers go to
 * @param text all of it, as it was on the wire
 */
public record Arrived(
        String messageId,
        List<String> recipients,
        boolean automatic,
        String inReplyTo,
        String answerTo,
        String subject,
        String text) {

    public Arrived {
        recipients = List.copyOf(recipients);
    }

    /** As an SMTP server got it. */
    public static Arrived of(SmtpSink.Received mail) {
        String replyTo = mail.header("Reply-To");
        return new Arrived(
                bare(mail.header("Message-ID")),
                mail.recipients(),
                mail.header("Auto-Submitted").startsWith("auto-replied"),
                bare(mail.header("In-Reply-To")),
                address(replyTo.isEmpty() ? mail.header("From") : replyTo),
                mail.header("Subject"),
                mail.wire().latin1());
    }

    /** All that an SMTP server got. */
    public static List<Arrived> allOf(SmtpSink sink) {
        return sink.received().stream().map(Arrived::of).toList();
    }

    /** All that it got after the first so many. */
    public static List<Arrived> since(SmtpSink sink, int seen) {
        List<SmtpSink.Received> all = sink.received();
        return all.subList(seen, all.size()).stream().map(Arrived::of).toList();
    }

    private static String bare(String id) {
        return id.strip().replaceAll("^<|>$", "");
    }

    private static String address(String header) {
        int open = header.lastIndexOf('<');
        return open < 0 ? header.strip() : header.substring(open + 1, header.indexOf('>', open));
    }
}
