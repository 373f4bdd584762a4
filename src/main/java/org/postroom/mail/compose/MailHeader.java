package org.postroom.mail.compose;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.postroom.mail.MessageId;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.OutgoingMail;
import org.postroom.mail.OutgoingMail.Origin;

/** The header of a mail, without that of its body. */
final class MailHeader {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    /** RFC 5322 lets References grow without end; readers thread by the first and the last. */
    private static final int MOST_REFERENCES = 20;

    private MailHeader() {}

    static void write(OutgoingMail mail, HeaderWriter header) {
        header.field("Date", DATE.format(mail.date()));
        addresses(header, "From", List.of(mail.sender().from()));
        addresses(header, "Reply-To", mail.sender().replyTo().stream().toList());
        addresses(header, "To", mail.recipients().to());
        addresses(header, "Cc", mail.recipients().cc());
        header.field("Subject", HeaderText.unstructured(mail.body().subject()));
        header.field("Message-ID", mail.messageId().bracketed());
        messageIds(header, "In-Reply-To", mail.inReplyTo().stream().toList());
        messageIds(header, "References", mail.references());
        automatic(header, mail.origin());
        header.field("MIME-Version", "1.0");
    }

    private static void addresses(HeaderWriter header, String name, List<NamedAddress> addresses) {
        if (!addresses.isEmpty()) {
            header.field(name, AddressText.list(addresses));
        }
    }

    /** Message-IDs that ASCII cannot spell are left out: a changed one would name another mail. */
    private static void messageIds(HeaderWriter header, String name, List<MessageId> ids) {
        List<String> pieces = ids.stream()
                .map(MessageId::bracketed)
                .filter(HeaderText::isPrintableAscii)
                .map(id -> " " + id)
                .toList();
        if (!pieces.isEmpty()) {
            header.field(name, firstAndLast(pieces));
        }
    }

    private static List<String> firstAndLast(List<String> pieces) {
        if (pieces.size() <= MOST_REFERENCES) {
            return pieces;
        }
        List<String> kept = new ArrayList<>(pieces.subList(0, 1));
        kept.addAll(pieces.subList(pieces.size() - MOST_REFERENCES + 1, pieces.size()));
        return kept;
    }

    /** RFC 3834 section 5, what Exchange looks at instead, and what we know our own mail by where a server took those out. */
    private static void automatic(HeaderWriter header, Origin origin) {
        switch (origin) {
            case PERSON -> {
                return;
            }
            case AUTO_REPLIED -> header.field("Auto-Submitted", "auto-replied");
            case AUTO_GENERATED -> header.field("Auto-Submitted", "auto-generated");
        }
        header.field("X-Auto-Response-Suppress", "All");
        header.field("X-Postroom-Loop", "1");
    }
}
