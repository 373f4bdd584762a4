package org.postroom.intake;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.postroom.conversation.ViewLinkForm;
import org.postroom.mail.Attachment;
import org.postroom.mail.Headers;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.MessageId;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.ShownName;
import org.postroom.notify.AgentReplies;
import org.postroom.ticket.Article;

/**
 * A mail that an agent forwarded, as far as it could be read.
 *
 * @param customer whose ticket it would become; empty when that is not known
 * @param date as it is written, in whatever language; empty when unknown
 * @param text its words
 * @param doubts what the agent should know before it becomes a ticket, one sentence each
 */
record Forwarded(
        Optional<NamedAddress> customer,
        String subject,
        String date,
        String text,
        Original original,
        List<String> doubts) {
    Forwarded {
        doubts = List.copyOf(doubts);
    }

    /** In which form it is at hand. */
    sealed interface Original {
        /** The mail itself, byte by byte as its sender's server delivered it. */
        record Attached(Attachment part, IncomingMail mail, KindVerdict kind) implements Original {}

        /**
         * Its words, within the text of another mail, whose writer could change them.
         *
         * @param messageId its Message-ID where the other mail refers to it
         * @param files of the other mail
         */
        record Inline(Optional<MessageId> messageId, List<Attachment> files) implements Original {
            public Inline {
                files = List.copyOf(files);
            }
        }
    }

    /** What all its copies have in common: a hash of its Message-ID, or of its bytes where it has none; empty where there is neither. */
    Optional<String> sameness() {
        return messageId()
                .map(Copies::of)
                .or(() -> original instanceof Original.Attached attached
                        ? Optional.of(attached.part().content().sha256())
                        : Optional.empty());
    }

    /** The same, whose customer the agent named. */
    Forwarded of(NamedAddress named) {
        NamedAddress better = customer.filter(known -> known.address().equals(named.address()))
                .filter(_ -> named.name().isEmpty())
                .orElse(named);
        return new Forwarded(Optional.of(better), subject, date, text, original, doubts);
    }

    boolean isAttached() {
        return original instanceof Original.Attached;
    }

    Optional<MessageId> messageId() {
        return switch (original) {
            case Original.Attached attached -> attached.mail().thread().messageId();
            case Original.Inline(Optional<MessageId> id, List<Attachment> _) -> id;
        };
    }

    /** Its files; of those that came with another mail's, not what mail programs add for that one's writer. */
    List<Attachment> files() {
        return switch (original) {
            case Original.Attached attached -> attached.mail().content().attachments();
            case Original.Inline(Optional<MessageId> _, List<Attachment> files) ->
                OutgoingFiles.of(files).passedOn();
        };
    }

    /**
     * As if its customer had sent it here.
     *
     * @param problem one sentence for agents, beside the odd things in it
     */
    IncomingMail asMail(String problem) {
        IncomingMail.Correspondents people = correspondents();
        IncomingMail.ThreadLinks thread = new IncomingMail.ThreadLinks(messageId(), List.of(), List.of());
        return switch (original) {
            case Original.Attached(Attachment _, IncomingMail mail, KindVerdict _) ->
                new IncomingMail(
                        mail.headers(),
                        people,
                        mail.thread(),
                        subject,
                        mail.date(),
                        mail.content(),
                        Stream.concat(Stream.of(problem), mail.problems().stream())
                                .toList());
            case Original.Inline _ ->
                new IncomingMail(
                        Headers.NONE,
                        people,
                        thread,
                        subject,
                        Optional.empty(),
                        new IncomingMail.Content(text, Optional.empty(), files(), Optional.empty()),
                        List.of(problem));
        };
    }

    /** Where an agent said whose it is, nothing is known of an envelope of theirs. */
    private IncomingMail.Correspondents correspondents() {
        IncomingMail.ReturnPath unknown = new IncomingMail.ReturnPath.Unknown();
        if (original instanceof Original.Attached(Attachment _, IncomingMail mail, KindVerdict _)) {
            IncomingMail.Correspondents people = mail.correspondents();
            boolean theirs = customer.equals(people.from());
            return new IncomingMail.Correspondents(
                    customer, List.of(), people.to(), people.cc(), theirs ? people.returnPath() : unknown);
        }
        return new IncomingMail.Correspondents(customer, List.of(), List.of(), List.of(), unknown);
    }

    /** As the agents see it: without the tokens of links that only the customer has, and each file with a name. */
    AgentReplies.Proposed proposed() {
        List<Attachment> named = files().stream().map(Forwarded::named).toList();
        return new AgentReplies.Proposed(customer, subject, date, ViewLinkForm.hiddenIn(text), named);
    }

    private static Attachment named(Attachment file) {
        return new Attachment(
                ShownName.of(file.name(), file.mediaType()),
                file.mediaType(),
                file.inline(),
                file.contentId(),
                file.content());
    }

    /** What makes two copies of it the same mail. */
    Object identity() {
        return messageId().<Object>map(id -> id).orElseGet(() -> List.of(customer, subject, date, text));
    }

    Article.Addresses addresses() {
        return original instanceof Original.Attached(Attachment _, IncomingMail mail, KindVerdict _)
                ? new Article.Addresses(
                        customer,
                        mail.correspondents().to(),
                        mail.correspondents().cc())
                : new Article.Addresses(customer, List.of(), List.of());
    }

    /** Files of the mail around it that do not come with it, one sentence each. */
    List<String> leftOut() {
        return original instanceof Original.Inline(Optional<MessageId> _, List<Attachment> files)
                ? OutgoingFiles.of(files).leftOut()
                : List.of();
    }
}
