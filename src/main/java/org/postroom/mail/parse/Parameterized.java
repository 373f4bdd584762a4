package org.postroom.mail.parse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postroom.schedule.Patience;

/**
 * A header value with parameters, as Content-Type and Content-Disposition have it (RFC 2045 section 5.1), with the charsets
 * and continuations of RFC 2231 and whatever programs write instead.
 *
 * @param value what stands before the first semicolon, in lower case, without comments
 * @param parameters by name in lower case, decoded
 */
record Parameterized(String value, Map<String, String> parameters) {
    static final Parameterized NONE = new Parameterized("", Map.of());

    private static final Pattern COMMENT = Pattern.compile("\\([^()]*\\)");
    private static final Pattern NAME = Pattern.compile("([^*=;\\s]+)(?:\\*(\\d{1,9}))?(\\*)?");
    private static final Pattern FIRST_PARAMETER =
            Pattern.compile("(|[^=\"]*?[\\s,])(?:filename|name|charset|boundary)\\*?\\s*+=", Pattern.CASE_INSENSITIVE);
    private static final Pattern AFTER_QUOTE = Pattern.compile("\\s*+(?:$|;|[\\w*-]{1,40}=)");

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(found -> !found.isBlank());
    }

    /** Reads a header's value, in which 8-bit text is decoded already. Never fails. */
    static Parameterized parse(String header) {
        int end = endOfValue(header);
        String value = header.substring(0, end);
        Map<String, NavigableMap<Integer, Segment>> segments = segments(header, end);
        Map<String, String> parameters = new HashMap<>();
        segments.forEach((name, parts) -> parameters.put(name, join(parts)));
        return new Parameterized(
                COMMENT.matcher(value).replaceAll("").strip().toLowerCase(Locale.ROOT), Map.copyOf(parameters));
    }

    /** At the first semicolon, or where a parameter begins without one: {@code attachment filename=a.pdf}. */
    private static int endOfValue(String header) {
        int semicolon = header.indexOf(';');
        int end = semicolon < 0 ? header.length() : semicolon;
        Matcher parameter = FIRST_PARAMETER.matcher(header).region(0, end);
        return parameter.lookingAt() ? parameter.end(1) : end;
    }

    /** One parameter as written: a whole value, or a piece of one. */
    private record Segment(String text, boolean percentEncoded) {}

    /** Plain values are piece -1, so that a value in RFC 2231's form, whose pieces follow, can be told from it. */
    private static Map<String, NavigableMap<Integer, Segment>> segments(String header, int from) {
        Map<String, NavigableMap<Integer, Segment>> segments = new HashMap<>();
        int at = from;
        while (at < header.length()) {
            Patience.check();
            int equals = header.indexOf('=', at);
            if (equals < 0) {
                break;
            }
            int nameStart = at + header.substring(at, equals).lastIndexOf(';') + 1;
            int begin = skipBlanks(header, equals + 1);
            StringBuilder value = new StringBuilder();
            int end = begin < header.length() && header.charAt(begin) == '"'
                    ? readQuoted(header, begin + 1, value)
                    : readToken(header, begin, value);
            keep(segments, header.substring(nameStart, equals).strip(), value.toString());
            at = end;
        }
        return segments;
    }

    private static void keep(Map<String, NavigableMap<Integer, Segment>> segments, String written, String value) {
        Matcher name = NAME.matcher(written);
        if (name.matches()) {
            boolean encoded = name.group(3) != null;
            int index = name.group(2) == null ? (encoded ? 0 : -1) : Integer.parseInt(name.group(2));
            segments.computeIfAbsent(name.group(1).toLowerCase(Locale.ROOT), any -> new TreeMap<>())
                    .putIfAbsent(index, new Segment(value, encoded));
        }
    }

    private static int skipBlanks(String header, int from) {
        int at = from;
        while (at < header.length() && Character.isWhitespace(header.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Up to the closing quote; a quote with more text behind it is taken as part of the value, as people mean it. */
    private static int readQuoted(String header, int from, StringBuilder value) {
        int at = from;
        Matcher after = AFTER_QUOTE.matcher(header);
        while (at < header.length()) {
            char c = header.charAt(at);
            if (c == '"' && after.region(at + 1, header.length()).lookingAt()) {
                return skipSemicolon(header, at + 1);
            }
            if (c == '\\' && at + 1 < header.length()) {
                at++;
                c = header.charAt(at);
            }
            value.append(c);
            at++;
        }
        return at;
    }

    private static int skipSemicolon(String header, int from) {
        int at = skipBlanks(header, from);
        return at < header.length() && header.charAt(at) == ';' ? at + 1 : at;
    }

    private static int readToken(String header, int from, StringBuilder value) {
        int end = header.indexOf(';', from);
        int stop = end < 0 ? header.length() : end;
        String token = header.substring(from, stop).strip();
        int comment = token.indexOf(" (");
        value.append(
                comment > 0 && token.endsWith(")") && token.indexOf('.') < 0 ? token.substring(0, comment) : token);
        return end < 0 ? stop : stop + 1;
    }

    private static String join(NavigableMap<Integer, Segment> parts) {
        NavigableMap<Integer, Segment> extended = parts.tailMap(0, true);
        if (extended.isEmpty()) {
            return EncodedWords.decode(parts.firstEntry().getValue().text()).strip();
        }
        if (extended.values().stream().noneMatch(Segment::percentEncoded)) {
            StringBuilder plain = new StringBuilder();
            extended.values().forEach(segment -> plain.append(segment.text()));
            return EncodedWords.decode(plain.toString()).strip();
        }
        return joinEncoded(extended).strip();
    }

    /** RFC 2231 section 4.1: charset and language stand once, in the first piece; pieces may split a character. */
    private static String joinEncoded(NavigableMap<Integer, Segment> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String charset = "";
        boolean first = true;
        for (Segment segment : parts.values()) {
            String text = segment.text();
            int charsetEnd = first && segment.percentEncoded() ? text.indexOf('\'') : -1;
            int languageEnd = charsetEnd < 0 ? -1 : text.indexOf('\'', charsetEnd + 1);
            if (languageEnd >= 0) {
                charset = text.substring(0, charsetEnd);
                text = text.substring(languageEnd + 1);
            }
            bytes.writeBytes(segment.percentEncoded() ? percentDecoded(text) : text.getBytes(StandardCharsets.UTF_8));
            first = false;
        }
        return TextDecoder.decode(bytes.toByteArray(), Optional.of(charset).filter(name -> !name.isEmpty()));
    }

    private static byte[] percentDecoded(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        int from = 0;
        for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
            if (at >= from && at + 2 < text.length() && hex(text, at + 1) >= 0 && hex(text, at + 2) >= 0) {
                out.writeBytes(text.substring(from, at).getBytes(StandardCharsets.UTF_8));
                out.write(hex(text, at + 1) << 4 | hex(text, at + 2));
                from = at + 3;
            }
        }
        out.writeBytes(text.substring(Math.min(from, text.length())).getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private static int hex(String text, int at) {
        return Character.digit(text.charAt(at), 16);
    }
}
