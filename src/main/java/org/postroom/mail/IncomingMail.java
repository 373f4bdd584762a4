package org.postroom.mail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A mail as people see it, read from its raw bytes.
 *
 * @param headers all top-level header fields
 * @param correspondents who it says it is from and to
 * @param thread the Message-IDs that place it in a conversation
 * @param subject decoded, one line, empty when missing
 * @param date what its Date header claims; absent when missing or absurd. Never used for ordering.
 * @param content its text and attachments
 * @param problems what was odd or had to be repaired, one sentence each, for agents
 */
public record IncomingMail(
        Headers headers,
        Correspondents correspondents,
        ThreadLinks thread,
        String subject,
        Optional<Instant> date,
        Content content,
        List<String> problems)
        implements ReadMail {

    public IncomingMail {
        problems = List.copyOf(problems);
    }

    /**
     * The people of a mail, as its header claims (RFC 5322 section 3.6.2 and 3.6.3).
     *
     * @param from the first readable address of From, else of Sender or Return-Path
     * @param replyTo addresses of Reply-To
     * @param returnPath the envelope sender noted at final delivery (RFC 5321 section 4.4)
     */
    public record Correspondents(
            Optional<NamedAddress> from,
            List<NamedAddress> replyTo,
            List<NamedAddress> to,
            List<NamedAddress> cc,
            ReturnPath returnPath) {
        public Correspondents {
            replyTo = List.copyOf(replyTo);
            to = List.copyOf(to);
            cc = List.copyOf(cc);
        }
    }

    /** The envelope sender of a mail: unknown, the null path {@code <>} of robots (RFC 5321 section 4.5.5), or an address. */
    public sealed interface ReturnPath {
        /** No readable Return-Path header. */
        record Unknown() implements ReturnPath {}

        /** {@code <>}: nobody wants to hear about it. */
        record Null() implements ReturnPath {}

        /** An address that wants to hear about failures. */
        record Of(EmailAddress address) implements ReturnPath {}
    }

    /**
     * Threading headers (RFC 5322 section 3.6.4).
     *
     * @param inReplyTo in their order
     * @param references oldest first, the last 100 at most
     */
    public record ThreadLinks(Optional<MessageId> messageId, List<MessageId> inReplyTo, List<MessageId> references) {
        public ThreadLinks {
            inReplyTo = List.copyOf(inReplyTo);
            references = List.copyOf(references);
        }
    }

    /**
     * What a mail holds.
     *
     * @param text the readable body: its plain text, or its HTML turned to text; lines end in LF
     * @param html the HTML body as sent, not sanitised: never show it as it is
     * @param report the machine-readable part of a multipart/report (RFC 6522)
     */
    public record Content(
            String text, Optional<String> html, List<Attachment> attachments, Optional<ReportParts> report) {
        public Content {
            attachments = List.copyOf(attachments);
        }
    }

    /**
     * The parts of a multipart/report (RFC 6522 section 3).
     *
     * @param reportType its report-type parameter in lower case, such as {@code delivery-status} or {@code feedback-report}
     * @param machineReadable the second part's text, such as a message/delivery-status (RFC 3464); empty when missing
     * @param returned the returned mail or its header, as text; empty when missing
     */
    public record ReportParts(String reportType, String machineReadable, String returned) {}
}
