package org.postroom.mail.parse;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import org.postroom.mail.Bytes;

/**
 * A header field before its bytes are text.
 *
 * @param value without the leading blank, unfolded (RFC 5322 section 2.2.3)
 */
record RawField(String name, Bytes value) {

    boolean named(String other) {
        return name.equalsIgnoreCase(other);
    }

    /** The value as text; 8-bit bytes, which no RFC before 6532 allowed, are taken for UTF-8, then for the charset named. */
    String text(Optional<String> charset) {
        byte[] bytes = value.toArray();
        return TextDecoder.decode(bytes, TextDecoder.sevenBit(bytes) ? Optional.empty() : charset);
    }

    /** A field of this name with the bytes of its lines, from this place on and at most this many. */
    static RawField unfold(String name, byte[] lines, int from, int most) {
        ByteArrayOutputStream value = new ByteArrayOutputStream(lines.length - from);
        int end = Math.min(lines.length, from + most);
        for (int i = from; i < end; i++) {
            byte c = lines[i];
            boolean lineEnd = c == '\r' || c == '\n';
            if (!lineEnd && c != 0 && !(value.size() == 0 && (c == ' ' || c == '\t'))) {
                value.write(c);
            }
        }
        return new RawField(name, Bytes.wrap(trimmed(value.toByteArray())));
    }

    private static byte[] trimmed(byte[] value) {
        int end = value.length;
        while (end > 0 && (value[end - 1] == ' ' || value[end - 1] == '\t')) {
            end--;
        }
        return Arrays.copyOf(value, end);
    }
}
