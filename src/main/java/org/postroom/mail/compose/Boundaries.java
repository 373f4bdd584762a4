package org.postroom.mail.compose;

import java.util.List;
import org.postroom.mail.Bytes;

/**
 * Boundaries between parts (RFC 2046 section 5.1.1), the same each time the same mail is composed. They begin with
 * {@code =_}, which neither base64 nor quoted-printable text can hold; whole mails attached are searched.
 */
final class Boundaries {
    private final String messageId;
    private final List<String> unencoded;
    private int made;

    Boundaries(String messageId, List<Bytes> unencoded) {
        this.messageId = messageId;
        this.unencoded = unencoded.stream().map(Bytes::latin1).toList();
    }

    String next() {
        while (true) {
            made++;
            String boundary = "=_" + Bytes.of(made + " " + messageId).sha256().substring(0, 32);
            if (unencoded.stream().noneMatch(mail -> mail.contains(boundary))) {
                return boundary;
            }
        }
    }
}
