package org.postroom.mail.parse;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.postroom.mail.Bytes;
import org.postroom.mail.Scratch;

/** Reads the header of a mail within a mail, and no more of it. */
final class MailHead {
    private static final int LONGEST = 32 * 1024;

    private MailHead() {}

    /** Its subject; empty when it has none or cannot be read. */
    static String subject(Bytes mail, ReadLimits limits) {
        Bytes header = Bytes.wrap(header(mail.beginning(LONGEST)));
        try {
            Entity head = new EntityReader(limits, Scratch.none()).read(MailBytes.open(header, limits.headerBytes()));
            return new HeaderReader(head.header(), Optional.empty(), limits).subject();
        } catch (IOException | MimeException unreadable) {
            return "";
        }
    }

    private static byte[] header(byte[] mail) {
        for (int i = 2; i < mail.length; i++) {
            boolean blank = mail[i] == '\n' && (mail[i - 1] == '\n' || mail[i - 1] == '\r' && mail[i - 2] == '\n');
            if (blank) {
                return Arrays.copyOf(mail, i + 1);
            }
        }
        return mail;
    }
}
