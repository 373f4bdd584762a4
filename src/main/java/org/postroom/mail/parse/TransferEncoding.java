package org.postroom.mail.parse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;
import org.postroom.mail.Bytes;
import org.postroom.mail.BytesSink;

/** Undoes Content-Transfer-Encoding (RFC 2045 section 6). An encoding nobody knows leaves the bytes as they are. */
final class TransferEncoding {
    private static final Pattern WORD = Pattern.compile("[a-z0-9_-]+");

    private TransferEncoding() {}

    static Bytes decode(Bytes encoded, String encoding) {
        return switch (name(encoding)) {
            case "base64", "base-64", "b", "b64", "x-base64", "mime64" -> Base64.decodeIfAny(encoded);
            case "quoted-printable", "quotedprintable", "quoted_printable", "quoted", "qp", "q" ->
                quotedPrintable(encoded);
            case "x-uuencode", "uuencode", "x-uue", "uue", "uu" ->
                Uuencoded.find(encoded.toArray()).map(Uuencoded::content).orElse(encoded);
            default -> encoded;
        };
    }

    /** The first word: programs put charsets, full stops and comments behind it. */
    private static String name(String encoding) {
        Matcher word = WORD.matcher(encoding);
        return word.find() ? word.group() : "";
    }

    private static Bytes quotedPrintable(Bytes encoded) {
        BytesSink all = encoded.scratch().sink();
        try (QuotedPrintableInputStream decoded =
                new QuotedPrintableInputStream(encoded.open(), DecodeMonitor.SILENT)) {
            decoded.transferTo(all);
        } catch (IOException e) {
            throw new UncheckedIOException("Decoding bytes at hand", e);
        }
        return all.bytes();
    }
}
