package org.postroom.mail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A mail of ours before it is bytes. It says all that goes out: {@code mail.compose} adds nothing of its own but MIME.
 *
 * @param messageId stable from the moment the mail is written, so that a copy sent twice is known as one
 * @param sender who it is from
 * @param recipients who gets it
 * @param inReplyTo the mail it answers
 * @param references oldest first (RFC 5322 section 3.6.4)
 * @param date when it was written
 * @param origin a person's words or a program's (RFC 3834 section 5)
 * @param body subject, texts and attachments
 */
public record OutgoingMail(
        MessageId messageId,
        Sender sender,
        Recipients recipients,
        Optional<MessageId> inReplyTo,
        List<MessageId> references,
        Instant date,
        Origin origin,
        Body body) {

    public OutgoingMail {
        references = List.copyOf(references);
    }

    /** Who wrote a mail: told to other programs by Auto-Submitted. */
    public enum Origin {
        /** A person: no Auto-Submitted header. */
        PERSON,
        /** An automatic answer to one mail: {@code Auto-Submitted: auto-replied}. */
        AUTO_REPLIED,
        /** A notice that answers nothing: {@code Auto-Submitted: auto-generated}. */
        AUTO_GENERATED
    }

    /**
     * Who a mail is from.
     *
     * @param from the From header
     * @param envelope the envelope sender; empty is the null path {@code <>}, right for automatic mail (RFC 3834 section 3.3)
     * @param replyTo the Reply-To header, where answers shall go elsewhere than to From
     */
    public record Sender(NamedAddress from, Optional<EmailAddress> envelope, Optional<NamedAddress> replyTo) {}

    /** The addresses of To and Cc; each is also an envelope recipient. At least one. */
    public record Recipients(List<NamedAddress> to, List<NamedAddress> cc) {
        public Recipients {
            to = List.copyOf(to);
            cc = List.copyOf(cc);
            if (to.isEmpty() && cc.isEmpty()) {
                throw new IllegalArgumentException("A mail needs a recipient");
            }
        }

        /** One recipient in To. */
        public static Recipients to(NamedAddress recipient) {
            return new Recipients(List.of(recipient), List.of());
        }

        /** Every envelope recipient once. */
        public List<EmailAddress> envelope() {
            return Stream.concat(to.stream(), cc.stream())
                    .map(NamedAddress::address)
                    .distinct()
                    .toList();
        }
    }

    /**
     * What a mail says.
     *
     * @param subject one line, not encoded
     * @param text the plain text part
     * @param html the HTML part, if there is one; the mail is then multipart/alternative
     */
    public record Body(String subject, String text, Optional<String> html, List<Attachment> attachments) {
        public Body {
            attachments = List.copyOf(attachments);
        }
    }
}
