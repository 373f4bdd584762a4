package org.postroom.mail.parse;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.postroom.mail.Bytes;

/** Reads the header of a mail within a mail, and no more of it. */
final class MailHead {
    private static final int LONGEST = 32 * 1024;

    private MailHead() {}

    /** Its subject; empty when it has none or cannot be read. */
    static String subject(byte[] mail, ReadLimits limits) {
        int end = Math.min(LONGEST, endOfHeader(mail));
        try {
            Entity head = new EntityReader(limits)
                    .read(MailBytes.open(Bytes.wrap(Arrays.copyOf(mail, end)), limits.headerBytes()));
            return new HeaderReader(head.header(), Optional.empty(), limits).subject();
        } catch (IOException | MimeException unreadable) {
            return "";
        }
    }

    private static int endOfHeader(byte[] mail) {
        for (int i = 2; i < mail.length; i++) {
            boolean blank = mail[i] == '\n' && (mail[i - 1] == '\n' || mail[i - 1] == '\r' && mail[i - 2] == '\n');
            if (blank) {
                return i + 1;
            }
        }
        return mail.length;
    }
}
