package org.postroom.mail.compose;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Free text in headers: subjects and display names, as encoded words (RFC 2047) where they are not plain. */
final class HeaderText {
    private static final int LONGEST_TEXT = 1000;
    private static final int LONGEST_PLAIN_WORD = 66;
    /** Payload of an encoded word: with its frame it then fits behind any field's name on one line. */
    private static final int PAYLOAD = 48;

    private static final Pattern NOT_TEXT = Pattern.compile("\\r\\n|[\\p{Cc}\\u2028\\u2029]");
    private static final Pattern PIECE = Pattern.compile(" *[^ ]+");
    /** What needs no quoting in a display name (RFC 5322 section 3.2.3, atext). */
    private static final Pattern ATOMS =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+( [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");

    private HeaderText() {}

    /** One line of well-formed text: control characters and line separators become blanks, what is endless is cut. */
    static String clean(String text) {
        String line = NOT_TEXT.matcher(wellFormed(text)).replaceAll(" ").strip();
        int length = line.codePointCount(0, line.length());
        return length <= LONGEST_TEXT ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST_TEXT - 1)) + "…";
    }

    /** The pieces of an unstructured field such as Subject. */
    static List<String> unstructured(String text) {
        String line = clean(text);
        List<String> pieces = pieces(line);
        boolean plain = isPlain(line) && pieces.stream().allMatch(piece -> piece.length() <= LONGEST_PLAIN_WORD);
        return plain ? pieces : encodedWords(line);
    }

    /** The pieces of a display name; none when it is empty. */
    static List<String> phrase(String name) {
        String line = clean(name);
        if (line.isEmpty()) {
            return List.of();
        }
        if (!isPlain(line) || line.length() > LONGEST_PLAIN_WORD) {
            return encodedWords(line);
        }
        return ATOMS.matcher(line).matches() ? pieces(line) : List.of(" " + quoted(line));
    }

    /** As a quoted-string (RFC 5322 section 3.2.4). */
    static String quoted(String ascii) {
        return '"' + ascii.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Whether the text is printable ASCII that no reader takes for an encoded word. */
    static boolean isPlain(String text) {
        return isPrintableAscii(text) && !text.contains("=?");
    }

    static boolean isPrintableAscii(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    static String wellFormed(String text) {
        // Unpaired surrogates become '?' on the way to UTF-8; readers know U+FFFD for what it is
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> Character.getType(point) == Character.SURROGATE ? 0xFFFD : point)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    private static List<String> pieces(String line) {
        List<String> pieces = new ArrayList<>();
        Matcher matcher = PIECE.matcher(line);
        while (matcher.find()) {
            pieces.add(pieces.isEmpty() ? " " + matcher.group() : matcher.group());
        }
        return pieces;
    }

    /** The whole text as encoded words; blanks between two of them are not part of the text (RFC 2047 section 6.2). */
    private static List<String> encodedWords(String line) {
        boolean letters = line.chars().filter(c -> c < 128).count() * 2 > line.length();
        List<String> words = new ArrayList<>();
        StringBuilder chunk = new StringBuilder();
        for (int i = 0; i < line.length(); i += Character.charCount(line.codePointAt(i))) {
            String next = Character.toString(line.codePointAt(i));
            if (payload(chunk + next, letters).length() > PAYLOAD) {
                words.add(word(chunk.toString(), letters));
                chunk.setLength(0);
            }
            chunk.append(next);
        }
        words.add(word(chunk.toString(), letters));
        return words;
    }

    private static String word(String text, boolean letters) {
        return " =?UTF-8?" + (letters ? "Q" : "B") + "?" + payload(text, letters) + "?=";
    }

    private static String payload(String text, boolean letters) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return letters ? q(bytes) : Base64.getEncoder().encodeToString(bytes);
    }

    /** Q encoding with only what is allowed in a phrase (RFC 2047 section 5, rule 3). */
    private static String q(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        for (byte b : bytes) {
            if (b == ' ') {
                out.append('_');
            } else if (b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z') {
                out.append((char) b);
            } else {
                out.append('=').append(hex(b));
            }
        }
        return out.toString();
    }

    static String hex(byte b) {
        return String.valueOf(new char[] {
            Character.toUpperCase(Character.forDigit(b >> 4 & 0xF, 16)),
            Character.toUpperCase(Character.forDigit(b & 0xF, 16))
        });
    }
}
