package org.postroom.mail.parse;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An application/pkcs7-mime part (RFC 8551 section 3.2): what kind of it, and the mail in it where that is only signed
 * (RFC 5652 section 5). Nothing is verified or decrypted.
 */
record CryptographicMessage(Kind kind, Optional<byte[]> signed) {
    /** What was done to the mail. */
    enum Kind {
        SIGNED,
        ENCRYPTED,
        COMPRESSED,
        UNKNOWN
    }

    private static final Set<String> TYPES = Set.of("application/pkcs7-mime", "application/x-pkcs7-mime");
    private static final Map<String, Kind> BY_OBJECT_IDENTIFIER = Map.of(
            "2a864886f70d010702", Kind.SIGNED,
            "2a864886f70d010703", Kind.ENCRYPTED,
            "2a864886f70d0109100117", Kind.ENCRYPTED,
            "2a864886f70d0109100109", Kind.COMPRESSED);

    static boolean is(PartHeader header) {
        return TYPES.contains(header.mediaType())
                || header.mediaType().equals("application/octet-stream")
                        && header.name().toLowerCase(java.util.Locale.ROOT).endsWith(".p7m");
    }

    static CryptographicMessage of(byte[] cms) {
        Optional<Ber> info = new Ber(cms).into(Ber.SEQUENCE);
        Kind kind = info.flatMap(in -> in.take(Ber.OBJECT_IDENTIFIER))
                .map(oid -> BY_OBJECT_IDENTIFIER.getOrDefault(HexFormat.of().formatHex(oid), Kind.UNKNOWN))
                .orElse(Kind.UNKNOWN);
        return new CryptographicMessage(
                kind, kind == Kind.SIGNED ? info.flatMap(CryptographicMessage::content) : Optional.empty());
    }

    /** SignedData: version, digestAlgorithms, encapContentInfo (a type and the content), and more that does not matter here. */
    private static Optional<byte[]> content(Ber info) {
        return info.into(Ber.FIRST_FIELD)
                .flatMap(field -> field.into(Ber.SEQUENCE))
                .filter(Ber::skip)
                .filter(Ber::skip)
                .flatMap(data -> data.into(Ber.SEQUENCE))
                .filter(Ber::skip)
                .flatMap(encapsulated -> encapsulated.into(Ber.FIRST_FIELD))
                .flatMap(Ber::octets)
                .filter(octets -> octets.length > 0);
    }
}
