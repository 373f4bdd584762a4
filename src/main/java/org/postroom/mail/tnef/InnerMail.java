package org.postroom.mail.tnef;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.postroom.mail.Attachment;
import org.postroom.mail.Bytes;

/** A message within a TNEF as a mail (RFC 5322) that every mail program opens. Its files stand beside it, not in it. */
final class InnerMail {
    private static final int LONGEST_NAME = 150;

    private InnerMail() {}

    static Attachment of(TnefMessage message, String name) {
        String title = message.subject().isBlank() ? name : message.subject();
        String bare = title.replaceAll("[\\p{Cntrl}/\\\\]+", " ").strip();
        int end = bare.offsetByCodePoints(0, Math.min(bare.codePointCount(0, bare.length()), LONGEST_NAME));
        String file = bare.isEmpty() ? "message" : bare.substring(0, end);
        return new Attachment(file + ".eml", "message/rfc822", false, Optional.empty(), mail(message));
    }

    private static Bytes mail(TnefMessage message) {
        String type = message.html().isPresent() ? "text/html" : "text/plain";
        return Bytes.wrap(("From: " + word(message.from()) + "\r\nSubject: " + word(message.subject())
                        + "\r\nMIME-Version: 1.0\r\nContent-Type: " + type
                        + "; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + base64(Base64.getMimeEncoder(), message.html().orElse(message.text())) + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    }

    /** An address as it is; anything else, so that no line end gets in, as an encoded word (RFC 2047). */
    private static String word(String text) {
        return text.matches("[\\w.+-]{1,64}@[\\w.-]{1,255}") || text.isEmpty()
                ? text
                : "=?utf-8?B?" + base64(Base64.getEncoder(), text) + "?=";
    }

    private static String base64(Base64.Encoder encoder, String text) {
        return encoder.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
