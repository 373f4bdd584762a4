package org.postroom.mail.parse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postroom.mail.Bytes;
import org.postroom.schedule.Patience;

/**
 * A uuencoded file within a text, as mail programs before MIME attached files (POSIX uuencode).
 *
 * @param start where its {@code begin} line starts in the text's bytes
 * @param end just behind its {@code end} line
 */
record Uuencoded(String name, Bytes content, int start, int end) {
    private static final Pattern BEGIN =
            Pattern.compile("^begin [0-7]{3,4} ([^\\r\\n]{1,255})\\r?\\n", Pattern.MULTILINE);

    /** The first complete file in the text; one without its {@code end} line is no file. */
    static Optional<Uuencoded> find(byte[] text) {
        return all(text, 1).stream().findFirst();
    }

    /** The complete files in the text up to the first that is broken off, at most so many, in one pass. */
    static List<Uuencoded> all(byte[] text, int most) {
        String characters = new String(text, StandardCharsets.ISO_8859_1);
        List<Uuencoded> found = new ArrayList<>();
        Matcher begin = BEGIN.matcher(characters);
        int from = characters.indexOf("begin ");
        while (from >= 0 && found.size() < most && begin.find(from)) {
            Patience.check();
            Optional<Uuencoded> file = read(characters, begin);
            file.ifPresent(found::add);
            from = file.map(Uuencoded::end).orElse(-1);
        }
        return found;
    }

    private static Optional<Uuencoded> read(String text, Matcher begin) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        int at = begin.end();
        while (at < text.length()) {
            int lineEnd = text.indexOf('\n', at);
            int next = lineEnd < 0 ? text.length() : lineEnd + 1;
            String line = text.substring(at, next).stripTrailing();
            if (line.equals("end")) {
                String name = begin.group(1).strip();
                return Optional.of(new Uuencoded(name, Bytes.wrap(content.toByteArray()), begin.start(), next));
            }
            if (!decodeLine(line, content)) {
                return Optional.empty();
            }
            at = next;
        }
        return Optional.empty();
    }

    /** False when the line cannot be one of uuencoded bytes. */
    private static boolean decodeLine(String line, ByteArrayOutputStream content) {
        int length = line.isEmpty() ? 0 : sixBits(line.charAt(0));
        if (length < 0 || line.length() > 100) {
            return false;
        }
        int pending = 0;
        int bits = 0;
        int written = 0;
        for (int i = 1; written < length; i++) {
            int digit = i < line.length() ? sixBits(line.charAt(i)) : 0;
            if (digit < 0) {
                return false;
            }
            pending = pending << 6 | digit;
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                content.write(pending >> bits);
                written++;
            }
        }
        return true;
    }

    private static int sixBits(char c) {
        return c < ' ' || c > '`' ? -1 : (c - ' ') & 63;
    }
}
