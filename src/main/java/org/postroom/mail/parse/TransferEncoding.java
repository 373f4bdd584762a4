package org.postroom.mail.parse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;

/** Undoes Content-Transfer-Encoding (RFC 2045 section 6). An encoding nobody knows leaves the bytes as they are. */
final class TransferEncoding {
    private TransferEncoding() {}

    static byte[] decode(byte[] encoded, String encoding) {
        return switch (encoding) {
            case "base64", "base-64", "b", "b64" -> Base64.decode(encoded);
            case "quoted-printable", "quotedprintable", "quoted_printable", "qp", "q" -> quotedPrintable(encoded);
            case "x-uuencode", "uuencode", "x-uue", "uue" ->
                Uuencoded.find(encoded).map(file -> file.content().toArray()).orElse(encoded);
            default -> encoded;
        };
    }

    private static byte[] quotedPrintable(byte[] encoded) {
        try (QuotedPrintableInputStream decoded =
                new QuotedPrintableInputStream(new ByteArrayInputStream(encoded), DecodeMonitor.SILENT)) {
            return decoded.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Decoding bytes in memory", e);
        }
    }
}
