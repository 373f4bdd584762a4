package org.postroom.mail.parse;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Turns bytes into text. The label is believed as long as the bytes agree with it; otherwise UTF-8 is tried, then ICU's
 * detector, and windows-1252 at last, in which everything is something.
 */
final class TextDecoder {
    private static final int SAMPLE = 64 * 1024;
    /** Below this ICU is guessing: two accented letters in a line of English look like anything. */
    private static final int SURE = 30;

    private static final byte ESCAPE = 0x1b;
    private static final Pattern HALF = Pattern.compile("\\p{Cs}");
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    /** UTF-16 of which each half was written as UTF-8: emoji of some telephones and databases (Unicode Technical Report 26). */
    private static final Charset SURROGATES_IN_UTF_8 = Charset.forName("CESU-8");

    private TextDecoder() {}

    /** The text of these bytes; never fails. A malformed run becomes U+FFFD. */
    static String decode(byte[] bytes, Optional<String> label) {
        return withoutHalves(decoded(bytes, label));
    }

    /** Half a character, which CESU-8 and HTML let through, becomes U+FFFD: no database takes it. */
    static String withoutHalves(String text) {
        return text.chars().anyMatch(c -> Character.isSurrogate((char) c))
                ? HALF.matcher(text).replaceAll("\uFFFD")
                : text;
    }

    private static String decoded(byte[] bytes, Optional<String> label) {
        String tidy = label.map(CharsetNames::tidy).orElse("");
        if (tidy.endsWith("utf-7")) {
            return Utf7.decode(bytes);
        }
        if (tidy.startsWith("hz") && sevenBit(bytes)) {
            return HzText.decode(bytes);
        }
        Optional<Charset> charset = CharsetNames.find(tidy);
        if (sevenBit(bytes)) {
            return decodeSevenBit(bytes, charset);
        }
        Optional<String> utf8 = strictly(bytes, StandardCharsets.UTF_8).or(() -> strictly(bytes, SURROGATES_IN_UTF_8));
        return byMark(bytes)
                .or(() -> utf8.filter(TextDecoder::cannotBeChance))
                .or(() -> charset.filter(TextDecoder::multiByte).flatMap(multi -> strictly(bytes, multi)))
                .or(() -> utf8)
                .or(() -> charset.filter(TextDecoder::says8Bit).flatMap(single -> strictly(bytes, single)))
                .or(() -> mostlyUtf8(bytes))
                .or(() -> detected(bytes))
                .orElseGet(() ->
                        new String(bytes, charset.filter(TextDecoder::says8Bit).orElse(WINDOWS_1252)));
    }

    private static String decodeSevenBit(byte[] bytes, Optional<Charset> charset) {
        if (charset.filter(TextDecoder::stateful).isPresent()) {
            return new String(bytes, charset.get());
        }
        return japaneseEscapes(bytes)
                .flatMap(japanese -> strictly(bytes, japanese))
                .orElseGet(() -> new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** ISO-2022-JP announces itself by {@code ESC $} or {@code ESC (}, whatever the label says. */
    private static Optional<Charset> japaneseEscapes(byte[] bytes) {
        for (int i = 0; i + 2 < bytes.length; i++) {
            if (bytes[i] == ESCAPE && bytes[i + 1] == '$' && (bytes[i + 2] == 'B' || bytes[i + 2] == '@')) {
                return CharsetNames.find("iso-2022-jp");
            }
        }
        return Optional.empty();
    }

    /** Whether no byte has its highest bit set. */
    static boolean sevenBit(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean stateful(Charset charset) {
        return charset.name().contains("2022")
                || charset.name().startsWith("UTF-16")
                || charset.name().startsWith("UTF-32");
    }

    private static boolean multiByte(Charset charset) {
        return !charset.canEncode() || charset.newEncoder().maxBytesPerChar() > 1;
    }

    private static boolean says8Bit(Charset charset) {
        return !charset.equals(StandardCharsets.US_ASCII) && !charset.equals(StandardCharsets.UTF_8);
    }

    /** Two bytes of GBK may happen to be a character of UTF-8, but hardly three. */
    private static boolean cannotBeChance(String utf8) {
        return utf8.chars().anyMatch(c -> c >= 0x800);
    }

    private static Optional<String> byMark(byte[] bytes) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return Optional.of(new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8));
        }
        if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
            return strictly(bytes, StandardCharsets.UTF_16);
        }
        return Optional.empty();
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> strictly(byte[] bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** A UTF-8 text that was cut or mixed with a few foreign bytes stays UTF-8. */
    private static Optional<String> mostlyUtf8(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int good = 0;
        int bad = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            good += c >= 0x80 && c != '\uFFFD' ? 1 : 0;
            bad += c == '\uFFFD' ? 1 : 0;
        }
        return good > 3 * bad ? Optional.of(text) : Optional.empty();
    }

    private static Optional<String> detected(byte[] bytes) {
        CharsetMatch match = new CharsetDetector()
                .setText(bytes.length > SAMPLE ? Arrays.copyOf(bytes, SAMPLE) : bytes)
                .detect();
        if (match == null || match.getConfidence() < SURE) {
            return Optional.empty();
        }
        return CharsetNames.find(match.getName()).filter(TextDecoder::says8Bit).map(found -> new String(bytes, found));
    }
}
