package org.postroom.mail.parse;

import org.postroom.fuzz.Hold;
import org.postroom.mail.Attachment;
import org.postroom.mail.Bytes;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.ReadMail;

/** Whatever the bytes, reading gives a mail whose words are fit to be shown and stored. */
public final class MailFuzz {
    private MailFuzz() {}

    /** Called by Jazzer and FuzzTest. */
    public static void fuzzerTestOneInput(byte[] data) {
        ReadMail read = new MailReader(ReadLimits.standard()).read(Bytes.wrap(data));
        Hold.that(read instanceof IncomingMail, "not read: " + read);
        IncomingMail mail = (IncomingMail) read;
        Hold.that(fit(mail.content().text()), "text with CR, NUL or half a character");
        Hold.that(mail.subject().indexOf((char) 10) < 0 && fit(mail.subject()), "subject of several lines, or as text");
        for (Attachment attachment : mail.content().attachments()) {
            Hold.that(attachment.name().codePoints().noneMatch(Character::isISOControl), "control in a file name");
        }
    }

    private static boolean fit(String text) {
        return text.indexOf((char) 13) < 0
                && text.indexOf((char) 0) < 0
                && text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
