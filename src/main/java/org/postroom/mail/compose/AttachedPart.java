package org.postroom.mail.compose;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postroom.mail.Attachment;
import org.postroom.mail.Bytes;

/** An attachment as a part; its bytes arrive as they are. */
final class AttachedPart {
    private static final String ANY_BYTES = "application/octet-stream";
    private static final String MAIL = "message/rfc822";
    private static final int LONGEST_LINE = 998;
    private static final Pattern MEDIA_TYPE = Pattern.compile("[A-Za-z0-9!#$&^_+.-]{1,64}/[A-Za-z0-9!#$&^_+.-]{1,64}");
    private static final Pattern CONTENT_ID = Pattern.compile("[!-;=?-~]{1,200}");

    private AttachedPart() {}

    static Part of(Attachment attachment, String disposition) {
        String type = mediaType(attachment);
        Encoded content =
                type.equals(MAIL) ? new Encoded.AsIs(attachment.content()) : Encoded.bytes(attachment.content());
        List<String> id = attachment.contentId().filter(AttachedPart::isContentId).stream()
                .toList();
        return new Part.Leaf(
                new Part.Labels(type, List.of(), id, List.of(disposition), FileNames.fileName(name(attachment))),
                content);
    }

    /** Whether this can stand between the brackets of a Content-ID. */
    static boolean isContentId(String id) {
        return CONTENT_ID.matcher(id).matches();
    }

    /**
     * Whether it is a mail that can be attached as a mail. RFC 2046 section 5.2.1 allows no encoding for it; one with bytes
     * or lines that do not pass every server unchanged goes as a file instead.
     */
    static boolean isWholeMail(Attachment attachment) {
        return attachment.mediaType().equalsIgnoreCase(MAIL) && passesEveryServer(attachment.content());
    }

    private static String name(Attachment attachment) {
        boolean unnamedMail =
                attachment.name().isBlank() && attachment.mediaType().equalsIgnoreCase(MAIL);
        return unnamedMail ? "message.eml" : attachment.name();
    }

    private static String mediaType(Attachment attachment) {
        String type = attachment.mediaType();
        if (isWholeMail(attachment)) {
            return MAIL;
        }
        boolean composite =
                type.regionMatches(true, 0, "multipart/", 0, 10) || type.regionMatches(true, 0, "message/", 0, 8);
        return Optional.of(type)
                .filter(label -> MEDIA_TYPE.matcher(label).matches() && !composite)
                .orElse(ANY_BYTES);
    }

    private static boolean passesEveryServer(Bytes content) {
        byte[] bytes = content.toArray();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            boolean lineEnd = bytes[i] == '\n';
            if (bytes[i] <= 0 || lineEnd != (i > 0 && bytes[i - 1] == '\r') || i - start > LONGEST_LINE + 1) {
                return false;
            }
            start = lineEnd ? i + 1 : start;
        }
        return bytes.length > 0 && bytes[bytes.length - 1] != '\r';
    }
}
