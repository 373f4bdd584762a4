package org.postroom.mail.compose;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.postroom.mail.Bytes;
import org.postroom.mail.BytesSink;

/** Content in a transfer encoding (RFC 2045 section 6) that survives every server. */
sealed interface Encoded {
    /** The value of Content-Transfer-Encoding. */
    String encoding();

    /** Writes the content encoded, in lines that end in CRLF; a whole mail as it is. */
    void writeTo(BytesSink out);

    /** About how many bytes will be written, rather more than less. */
    long estimate();

    /** Text, in the encoding that leaves most of it readable. */
    static Encoded text(String text) {
        String lines = text.replace("\r\n", "\n").replace('\r', '\n').replace('\0', '\uFFFD');
        String ended = lines.endsWith("\n") ? lines : lines + "\n";
        byte[] utf8 = HeaderText.wellFormed(ended).getBytes(StandardCharsets.UTF_8);
        if (isSafe(utf8)) {
            return new AsIs(Bytes.wrap(new String(utf8, StandardCharsets.US_ASCII)
                    .replace("\n", "\r\n")
                    .getBytes(StandardCharsets.US_ASCII)));
        }
        return isMostlyAscii(utf8) ? new Quoted(utf8) : new InBase64(Bytes.wrap(crlf(utf8)));
    }

    /** Any bytes. */
    static Encoded bytes(Bytes content) {
        return new InBase64(content);
    }

    private static boolean isSafe(byte[] text) {
        int start = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n') {
                if (i - start > 78 || i > start && text[i - 1] <= ' ' || QuotedPrintable.startsOddly(text, start)) {
                    return false;
                }
                start = i + 1;
            } else if (text[i] < ' ' && text[i] != '\t' || text[i] == 127) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMostlyAscii(byte[] text) {
        int ascii = 0;
        for (byte b : text) {
            ascii += b >= 0 ? 1 : 0;
        }
        return ascii * 3L > text.length * 2L;
    }

    private static byte[] crlf(byte[] text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length + 64);
        for (byte b : text) {
            if (b == '\n') {
                out.write('\r');
            }
            out.write(b);
        }
        return out.toByteArray();
    }

    /** Bytes that are lines of ASCII already. */
    record AsIs(Bytes content) implements Encoded {
        @Override
        public String encoding() {
            return "7bit";
        }

        @Override
        public void writeTo(BytesSink out) {
            copy(content, out);
        }

        @Override
        public long estimate() {
            return content.size();
        }
    }

    /** UTF-8 in lines that end in LF. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Quoted(byte[] text) implements Encoded {
        @Override
        public String encoding() {
            return "quoted-printable";
        }

        @Override
        public void writeTo(BytesSink out) {
            QuotedPrintable.encode(text, out);
        }

        @Override
        public long estimate() {
            return text.length * 3L / 2;
        }
    }

    /** Anything. */
    record InBase64(Bytes content) implements Encoded {
        private static final byte[] CRLF = {'\r', '\n'};

        @Override
        public String encoding() {
            return "base64";
        }

        @Override
        public void writeTo(BytesSink out) {
            try (OutputStream base64 = Base64.getMimeEncoder(76, CRLF).wrap(out)) {
                content.writeTo(base64);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            out.write(CRLF);
        }

        @Override
        public long estimate() {
            return (content.size() + 2L) / 3 * 4 * 78 / 76 + 4;
        }
    }

    private static void copy(Bytes content, OutputStream out) {
        try {
            content.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
