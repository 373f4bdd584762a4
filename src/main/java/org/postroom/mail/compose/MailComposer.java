package org.postroom.mail.compose;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.postroom.mail.Bytes;
import org.postroom.mail.OutgoingMail;

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
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.toIntExact(head.length() + body.estimate() + 200));
        out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        body.body(out);
        return Bytes.wrap(out.toByteArray());
    }
}
