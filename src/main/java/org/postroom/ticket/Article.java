package org.postroom.ticket;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.postroom.mail.Attachment;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.MessageId;
import org.postroom.mail.NamedAddress;

/**
 * Something written on a ticket: a mail, an answer, a comment.
 *
 * @param at when it was recorded
 * @param content what was written; set once, never changed
 */
public record Article(ArticleId id, TicketId ticket, Instant at, Content content) {
    /** Cuts the time to milliseconds, which is what is stored. */
    public Article {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Whether this address wrote it, or it went there: being on the ticket is not enough to know it. */
    public boolean isFromOrTo(EmailAddress who) {
        boolean wrote = content.by().actor() instanceof Actor.Customer(EmailAddress author) && author.equals(who);
        return wrote
                || content.addresses().all().anyMatch(named -> named.address().equals(who));
    }

    /** What an article is. */
    public enum Kind {
        /** A person wrote to us. */
        CUSTOMER_MAIL,
        /** An agent's answer to the customer. */
        ANSWER,
        /** An agent's words to agents. */
        COMMENT,
        /** A program wrote to us. */
        AUTOMATIC_MAIL,
        /** A report that a mail of ours did not arrive. */
        BOUNCE,
        /** A mail we sent by ourselves. */
        AUTO_RESPONSE,
        /** An agent's mail that waits to be confirmed. */
        HELD_MAIL;
    }

    /** Who may see an article. */
    public enum Visibility {
        /** Whoever takes part, and agents. */
        PUBLIC,
        /** Agents only; never in a mail to a customer. */
        INTERNAL
    }

    /**
     * What was written.
     *
     * @param messageId of the mail it came in or went out with
     * @param text readable text, quotes included; line ends are LF
     */
    public record Content(
            Kind kind,
            Visibility visibility,
            By by,
            Addresses addresses,
            String subject,
            Optional<MessageId> messageId,
            String text,
            Source source,
            List<AttachedFile> attachments) {
        public Content {
            attachments = List.copyOf(attachments);
        }

        /** What Postroom tells a ticket's agents by itself. */
        public static Content note(String sentence) {
            return new Content(
                    Kind.COMMENT,
                    Visibility.INTERNAL,
                    By.postroom(Way.RULE),
                    Addresses.NONE,
                    "",
                    Optional.empty(),
                    sentence,
                    Source.NONE,
                    List.of());
        }

        /** The same with no more than the first characters of its text, and a remark where that is not all. */
        Content shortened(int longest, String remark) {
            return text.length() <= longest
                    ? this
                    : new Content(
                            kind,
                            visibility,
                            by,
                            addresses,
                            subject,
                            messageId,
                            Words.cut(text, longest) + remark,
                            source,
                            attachments);
        }
    }

    /** The people of the mail, as its header named them. */
    public record Addresses(Optional<NamedAddress> from, List<NamedAddress> to, List<NamedAddress> cc) {
        /** Nobody: the article is no mail. */
        public static final Addresses NONE = new Addresses(Optional.empty(), List.of(), List.of());

        public Addresses {
            to = List.copyOf(to);
            cc = List.copyOf(cc);
        }

        /** Everybody, the writer first. */
        public Stream<NamedAddress> all() {
            return Stream.of(from.stream(), to.stream(), cc.stream()).flatMap(people -> people);
        }
    }

    /**
     * Where the bytes are.
     *
     * @param receipt of the spool
     * @param raw of the raw store
     * @param formatted whether the mail there has HTML
     */
    public record Source(Optional<Long> receipt, Optional<Long> raw, boolean formatted) {
        /** It never was a mail. */
        public static final Source NONE = new Source(Optional.empty(), Optional.empty(), false);
    }

    /**
     * What is known of an attachment; its bytes are in the article's raw mail, at this position among its attachments.
     *
     * @param name as the sender gave it; never used as a path
     * @param size of the decoded bytes
     * @param sha256 of the decoded bytes, lower-case hexadecimal
     */
    public record AttachedFile(
            String name, String mediaType, boolean inline, Optional<String> contentId, long size, String sha256) {
        private static final int LONGEST_MEDIA_TYPE = 255;

        public AttachedFile {
            mediaType = Words.cut(mediaType, LONGEST_MEDIA_TYPE);
        }

        /** What is kept of an attachment. */
        public static AttachedFile of(Attachment attachment) {
            return new AttachedFile(
                    attachment.name(),
                    attachment.mediaType(),
                    attachment.inline(),
                    attachment.contentId(),
                    attachment.content().size(),
                    attachment.content().sha256());
        }
    }
}
