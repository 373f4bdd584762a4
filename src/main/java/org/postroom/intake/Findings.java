package org.postroom.intake;

import java.util.Locale;
import java.util.Optional;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.Headers;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.MailKind;
import org.postroom.mail.MessageId;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.ReadMail;
import org.postroom.mail.Unreadable;

/**
 * What a mail says of itself and what it was taken for, as the ledger keeps it beside the mail's end.
 *
 * @param messageId its own; empty when it has none or could not be read
 * @param sender the address in From
 * @param kind what sort of mail it is; empty on receipts of older versions
 * @param answering what became of the automatic answer; empty on receipts of older versions
 */
public record Findings(
        Optional<MessageId> messageId,
        Optional<EmailAddress> sender,
        Optional<MailKind> kind,
        Optional<Answering> answering) {
    /** Nothing is known. */
    public static final Findings NONE =
            new Findings(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** What became of the automatic answer to a mail. */
    public enum Answering {
        /** None was thought of: it is no new ticket, or no person's mail. */
        NONE,
        /** It was written. */
        SENT,
        /** It was thought of and not written; the trace says why. */
        WITHHELD;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Answering of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** What a mail says of itself. */
    static Findings of(ReadMail read) {
        return switch (read) {
            case IncomingMail mail ->
                new Findings(
                        mail.thread().messageId(),
                        mail.correspondents().from().map(NamedAddress::address),
                        Optional.empty(),
                        Optional.empty());
            case Unreadable unreadable -> of(unreadable.headers());
        };
    }

    private static Findings of(Headers headers) {
        return new Findings(
                headers.first("Message-ID").flatMap(MessageId::parse),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    Findings takenFor(MailKind taken, Answering answer) {
        return new Findings(messageId, sender, Optional.of(taken), Optional.of(answer));
    }

    /** A kind as it stands in the database and in traces: {@code auto-reply}. */
    static String word(MailKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static MailKind kindOf(String word) {
        return MailKind.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
