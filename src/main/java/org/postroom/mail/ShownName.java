package org.postroom.mail;

import java.util.Map;

/** What a file is called where people see it: its name, or one by its type where its sender gave none. */
public final class ShownName {
    private static final Map<String, String> BY_TYPE = Map.ofEntries(
            Map.entry("application/ics", "invitation.ics"),
            Map.entry("application/json", "data.json"),
            Map.entry("application/ms-tnef", "winmail.dat"),
            Map.entry("application/msword", "document.doc"),
            Map.entry("application/pdf", "document.pdf"),
            Map.entry("application/pgp-encrypted", "pgp-version.txt"),
            Map.entry("application/pgp-keys", "key.asc"),
            Map.entry("application/pgp-signature", "signature.asc"),
            Map.entry("application/pkcs7-mime", "smime.p7m"),
            Map.entry("application/pkcs7-signature", "smime.p7s"),
            Map.entry("application/rtf", "document.rtf"),
            Map.entry("application/vnd.ms-excel", "table.xls"),
            Map.entry("application/vnd.ms-tnef", "winmail.dat"),
            Map.entry("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "table.xlsx"),
            Map.entry("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "document.docx"),
            Map.entry("application/x-pkcs7-mime", "smime.p7m"),
            Map.entry("application/x-pkcs7-signature", "smime.p7s"),
            Map.entry("application/xml", "data.xml"),
            Map.entry("application/zip", "archive.zip"),
            Map.entry("audio/mpeg", "sound.mp3"),
            Map.entry("audio/wav", "sound.wav"),
            Map.entry("image/gif", "picture.gif"),
            Map.entry("image/heic", "picture.heic"),
            Map.entry("image/jpeg", "picture.jpg"),
            Map.entry("image/jpg", "picture.jpg"),
            Map.entry("image/png", "picture.png"),
            Map.entry("image/svg+xml", "picture.svg"),
            Map.entry("image/tiff", "picture.tif"),
            Map.entry("image/webp", "picture.webp"),
            Map.entry("message/delivery-status", "delivery-report.txt"),
            Map.entry("message/disposition-notification", "reading-report.txt"),
            Map.entry("message/external-body", "file-elsewhere.txt"),
            Map.entry("message/feedback-report", "complaint-report.txt"),
            Map.entry("message/global", "mail.eml"),
            Map.entry("message/global-delivery-status", "delivery-report.txt"),
            Map.entry("message/partial", "piece-of-a-mail.txt"),
            Map.entry("message/rfc822", "mail.eml"),
            Map.entry("message/rfc822-headers", "mail-header.txt"),
            Map.entry("text/calendar", "invitation.ics"),
            Map.entry("text/csv", "table.csv"),
            Map.entry("text/enriched", "text.txt"),
            Map.entry("text/html", "page.html"),
            Map.entry("text/markdown", "text.md"),
            Map.entry("text/plain", "text.txt"),
            Map.entry("text/rfc822-headers", "mail-header.txt"),
            Map.entry("text/rtf", "document.rtf"),
            Map.entry("text/vcard", "visiting-card.vcf"),
            Map.entry("text/x-vcard", "visiting-card.vcf"),
            Map.entry("video/mp4", "film.mp4"));

    private static final Map<String, String> BY_KIND = Map.of(
            "audio", "sound", "image", "picture", "video", "film", "text", "text.txt", "message", "mail-part.txt");

    private ShownName() {}

    /**
     * The name to show and to save under; still to be made safe.
     *
     * @param name as its sender gave it; empty when there was none
     * @param mediaType in lower case
     */
    public static String of(String name, String mediaType) {
        return name.isBlank()
                ? BY_TYPE.getOrDefault(mediaType, BY_KIND.getOrDefault(mediaType.replaceFirst("/.*", ""), "file"))
                : name;
    }
}
