package org.postroom.mail.compose;

import java.nio.charset.StandardCharsets;
import org.postroom.mail.Bytes;
import org.postroom.mail.BytesSink;
import org.postroom.mail.OutgoingMail;
import org.postroom.mail.Scratch;

/** Turns mails of ours into bytes. The same mail gives the same bytes each time. */
public final class MailComposer {
    private MailComposer() {}

    /**
     * The mail as it leaves: 7-bit, lines ending in CRLF and no longer than 998 characters.
     *
     * @throws IllegalArgumentException when its Message-ID is not ASCII; nothing else in a mail can be refused
     */
    public static Bytes compose(OutgoingMail mail) {
        Part body = new MailBody(mail.body(), mail.messageId().value()).tree();
        HeaderWriter header = new HeaderWriter();
        MailHeader.write(mail, header);
        body.header(header);
        String head = header.end();
        BytesSink out = scratch(mail).sink(head.length() + body.estimate() + 200);
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        body.body(out);
        return out.bytes();
    }

    /** A large mail lies where its files do. */
    private static Scratch scratch(OutgoingMail mail) {
        return mail.body().attachments().stream()
                .map(file -> file.content().scratch())
                .filter(place -> !place.equals(Scratch.none()))
                .findFirst()
                .orElse(Scratch.none());
    }
}
