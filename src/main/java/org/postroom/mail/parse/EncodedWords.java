package org.postroom.mail.parse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postroom.mail.Bytes;

/**
 * Decodes encoded words (RFC 2047), with the lenience that real headers need: words inside quotes, with blanks in them, longer
 * than 75 characters. Adjacent words of one charset are joined before decoding, because programs split characters.
 */
public final class EncodedWords {
    /** Longer than any that was seen; keeps a header full of false starts linear. */
    private static final int LONGEST = 8_000;

    private static final Pattern CUT_OFF = Pattern.compile("([!->@-~]{1,500}+)\\??+(?=\\s|$)");

    private EncodedWords() {}

    /** One encoded word in a text and where it ends. */
    record Word(String charset, Bytes bytes, int end) {}

    /** The text with its encoded words decoded; blanks between two of them vanish (RFC 2047 section 6.2). */
    public static String decode(String text) {
        int start = text.indexOf("=?");
        if (start < 0) {
            return text;
        }
        Joiner joiner = new Joiner();
        int at = 0;
        while (start >= 0) {
            Optional<Word> word = wordAt(text, start);
            if (word.isPresent()) {
                joiner.between(text.substring(at, start));
                joiner.word(word.get());
                at = word.get().end();
            }
            start = text.indexOf("=?", word.isPresent() ? at : start + 2);
        }
        joiner.between(text.substring(at));
        return joiner.text();
    }

    /** The encoded word that begins at this place, where {@code =?} stands. */
    static Optional<Word> wordAt(String text, int start) {
        int charsetEnd = text.indexOf('?', start + 2);
        if (charsetEnd < 0
                || charsetEnd - start > 80
                || charsetEnd + 2 >= text.length()
                || text.charAt(charsetEnd + 2) != '?') {
            return Optional.empty();
        }
        int from = charsetEnd + 3;
        int end = indexOfEnd(text, from);
        String content = end < 0 ? unfinished(text, from) : text.substring(from, end);
        String charset = text.substring(start + 2, charsetEnd).replaceFirst("\\*.*", "");
        int behind =
                end >= 0 ? end + 2 : from + content.length() + (text.startsWith("?", from + content.length()) ? 1 : 0);
        return content.isEmpty() && end < 0
                ? Optional.empty()
                : decoded(text.charAt(charsetEnd + 1), content.getBytes(StandardCharsets.ISO_8859_1))
                        .map(bytes -> new Word(charset, bytes, behind));
    }

    private static Optional<Bytes> decoded(char encoding, byte[] content) {
        return switch (encoding) {
            case 'B', 'b' -> Optional.of(Bytes.wrap(Base64.decode(content)));
            case 'Q', 'q' -> Optional.of(Bytes.wrap(decodeQ(content)));
            default -> Optional.empty();
        };
    }

    /** A word that a program cut off before its end is taken up to the next blank, if only such characters follow as words have. */
    private static String unfinished(String text, int from) {
        Matcher rest = CUT_OFF.matcher(text).region(from, Math.min(text.length(), from + LONGEST));
        return rest.lookingAt() ? rest.group(1) : "";
    }

    private static int indexOfEnd(String text, int from) {
        int limit = Math.min(text.length() - 1, from + LONGEST);
        for (int i = from; i < limit; i++) {
            if (text.charAt(i) == '=' && text.charAt(i + 1) == '?' && i > from && text.charAt(i - 1) <= ' ') {
                return -1;
            }
            if (text.charAt(i) == '?' && text.charAt(i + 1) == '=') {
                return i;
            }
        }
        return -1;
    }

    private static byte[] decodeQ(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length);
        for (int i = 0; i < content.length; i++) {
            if (content[i] == '=' && i + 2 < content.length && hex(content[i + 1]) >= 0 && hex(content[i + 2]) >= 0) {
                out.write(hex(content[i + 1]) << 4 | hex(content[i + 2]));
                i += 2;
            } else {
                out.write(content[i] == '_' ? ' ' : content[i]);
            }
        }
        return out.toByteArray();
    }

    private static int hex(byte digit) {
        return Character.digit(digit, 16);
    }

    /** Collects the bytes of adjacent words of one charset, so that they are decoded as one. */
    private static final class Joiner {
        private final StringBuilder out = new StringBuilder();
        private final ByteArrayOutputStream run = new ByteArrayOutputStream();
        private String charset = "";

        void between(String text) {
            if (run.size() > 0 && text.isBlank() && !text.isEmpty() || text.isEmpty()) {
                return;
            }
            flush();
            out.append(text);
        }

        void word(Word word) {
            if (!word.charset().equalsIgnoreCase(charset)) {
                flush();
            }
            charset = word.charset();
            run.writeBytes(word.bytes().toArray());
        }

        String text() {
            flush();
            return out.toString();
        }

        private void flush() {
            out.append(TextDecoder.decode(run.toByteArray(), Optional.of(charset)));
            run.reset();
        }
    }
}
