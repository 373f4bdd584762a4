package org.postroom.mail.quote;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.postroom.schedule.Patience;

/**
 * A mail that somebody forwarded within the text of their own.
 *
 * @param before what they wrote above it, their signature included, without blank lines around it
 * @param header what the mail program says of it
 * @param text its words, without blank lines around them and without the marks of quoting
 */
public record ForwardedMail(String before, ForwardedHeader header, String text) {
    private static final int LONGEST = 300;
    private static final int FEWEST_DASHES = 3;
    /** So many lines that say nothing of a header may stand between the line that announces the mail and its header. */
    private static final int NEAR = 4;

    private static final Pattern DASHED =
            Pattern.compile("^[-_=*~#\\u2010-\\u2015\\u2500\\u30FC]{" + FEWEST_DASHES + ",}.*");

    /** Beginnings of words that say "forwarded" and are in no line that announces an answered mail. */
    private static final Pattern SAYS_FORWARDED =
            Pattern.compile("forward|weitergeleitet|transféré|transfére|réexpédié|inoltrat"
                    + "|reenviad|reencaminhad|encaminhad|doorgestuurd|vidarebefordra|vidaresän|videresend|välitett|edelleenläh"
                    + "|przekazan|przesłan|přeposlan|preposlan|proslijeđen|prosleđen|posredovan|пересыл|пересла|переадрес|переслан"
                    + "|препрат|iletilen|yönlendirilen|προωθ|továbbított|redirecțion|redirection|persiųst|pārsūtī|edastatud|reenviat"
                    + "|birbidali|转发|轉寄|轉發|転送|전달|הועבר|معاد توجيه|إعادة توجيه|chuyển tiếp|ส่งต่อ|diteruskan|terusan|áframsen"
                    + "|framsent|anfang der weiter");

    private static final Pattern MARK = Pattern.compile("^ {0,3}[>\\uFF1E] ?");
    private static final Pattern END = Pattern.compile("(?i)^-{3,} ?end (?:of )?forwarded message\\b.*");

    /**
     * The forwarded mail in a text, if there is one.
     *
     * @param subjectSaysSo whether the subject does: then a header alone is enough, or a line that also stands above answers
     */
    public static Optional<ForwardedMail> in(String text, boolean subjectSaysSo) {
        return new Finder(new Lines(text)).find(subjectSaysSo);
    }

    /** Looks for it in one text. */
    private static final class Finder {
        private final Lines lines;
        private final HeaderBlock block;
        private final Separator separator;

        Finder(Lines lines) {
            this.lines = lines;
            this.block = new HeaderBlock(lines);
            this.separator = new Separator(lines);
        }

        Optional<ForwardedMail> find(boolean subjectSaysSo) {
            int line = lines.nextSaying(0);
            while (line < lines.count()) {
                Patience.check();
                boolean quoted = lines.quoted(line);
                Optional<ForwardedMail> found = quoted ? marked(line, subjectSaysSo) : at(line, subjectSaysSo);
                if (found.isPresent()) {
                    return found;
                }
                line = quoted ? endOfMarked(line) : lines.nextSaying(line + 1);
            }
            return Optional.empty();
        }

        private Optional<ForwardedMail> at(int line, boolean subjectSaysSo) {
            if (announces(line) || subjectSaysSo && separator.at(line).isPresent()) {
                return Optional.of(below(line));
            }
            Optional<Span> header = subjectSaysSo ? block.at(line) : Optional.empty();
            return header.map(span -> made(withRulesAbove(line), line, span.endLine()));
        }

        /** Where HTML marked the mail as history, its first line stands behind a mark too; an answer has its attribution above. */
        private Optional<ForwardedMail> marked(int line, boolean subjectSaysSo) {
            if (!subjectSaysSo && above(line).endsWith(":")) {
                return Optional.empty();
            }
            Finder inside = new Finder(new Lines(unquoted(line)));
            int first = inside.lines.nextSaying(0);
            while (inside.separator.rule(first)) {
                first = inside.lines.nextSaying(first + 1);
            }
            return inside.lines.quoted(first)
                    ? Optional.empty()
                    : inside.at(first, subjectSaysSo)
                            .map(mail -> new ForwardedMail(before(line), mail.header(), mail.text()));
        }

        /** The words of the line above that is not blank. */
        private String above(int line) {
            int above = line - 1;
            while (above >= 0 && lines.blank(above)) {
                above--;
            }
            return above < 0 ? "" : lines.get(above).strip();
        }

        private int endOfMarked(int line) {
            int end = line;
            while (end < lines.count() && (lines.quoted(end) || lines.blank(end))) {
                end++;
            }
            return end;
        }

        /** A line between dashes, Apple Mail's line with its colon, or one like it right above a header. */
        private boolean announces(int line) {
            String words = lines.get(line).strip();
            boolean dashed = DASHED.matcher(words).matches();
            return words.length() <= LONGEST
                    && (dashed || words.endsWith(":"))
                    && SAYS_FORWARDED.matcher(words.toLowerCase(Locale.ROOT)).find()
                    && (dashed || separator.at(line).isPresent() || hasHeaderNear(lines.nextSaying(line + 1)));
        }

        private boolean hasHeaderNear(int from) {
            return from < lines.count()
                    && (lines.quoted(from) || headerNear(from).isPresent());
        }

        /** What stands below the line that announces it: perhaps quoted, as Apple Mail does it. */
        private ForwardedMail below(int line) {
            int next = lines.nextSaying(line + 1);
            if (!lines.quoted(next)) {
                return headed(line, next);
            }
            Finder inside = new Finder(new Lines(unquoted(next)));
            ForwardedMail mail = inside.headed(0, inside.lines.nextSaying(0));
            return new ForwardedMail(before(line), mail.header(), mail.text());
        }

        private ForwardedMail headed(int first, int next) {
            return headerNear(next)
                    .map(line -> made(first, line, block.at(line).orElseThrow().endLine()))
                    .orElseGet(() -> attributed(first, next));
        }

        private Optional<Integer> headerNear(int from) {
            return IntStream.range(from, Math.min(lines.count(), from + NEAR))
                    .filter(line -> block.at(line).isPresent())
                    .boxed()
                    .findFirst();
        }

        /** Yandex writes {@code 2.03.2026, 09:00, "Carl" <carl@example.org>:} in place of a header; others nothing. */
        private ForwardedMail attributed(int first, int next) {
            String words = lines.get(next).strip();
            ForwardedHeader written = words.endsWith(":") && words.length() <= LONGEST
                    ? ForwardedHeader.of(words.substring(0, words.length() - 1), "", "")
                    : ForwardedHeader.NOTHING;
            if (written.address().isEmpty()) {
                return new ForwardedMail(before(first), ForwardedHeader.NOTHING, body(next));
            }
            int comma = written.name().lastIndexOf(',');
            String date = comma < 0 ? "" : written.name().substring(0, comma).strip();
            String name = written.name().substring(comma + 1).replace("\"", "").strip();
            return new ForwardedMail(
                    before(first), new ForwardedHeader(name, written.address(), date, ""), body(next + 1));
        }

        private ForwardedMail made(int first, int from, int end) {
            return new ForwardedMail(before(first), header(from, end), body(end));
        }

        private String before(int line) {
            return trimmed(lines.slice(0, lines.start(line)));
        }

        private String body(int from) {
            int end = from;
            while (end < lines.count() && !END.matcher(lines.get(end).strip()).matches()) {
                end++;
            }
            return trimmed(lines.slice(lines.start(from), lines.start(end)));
        }

        private int withRulesAbove(int line) {
            int first = line;
            for (int above = line - 1; above >= 0 && (lines.blank(above) || separator.rule(above)); above--) {
                first = separator.rule(above) ? above : first;
            }
            return first;
        }

        /** The quoted lines from this one on, blank ones between them, without their first mark. */
        private String unquoted(int from) {
            List<String> bare = new ArrayList<>();
            int end = endOfMarked(from);
            for (int line = from; line < end; line++) {
                bare.add(MARK.matcher(line(line)).replaceFirst(""));
            }
            return String.join("\n", bare);
        }

        private String line(int line) {
            return lines.slice(lines.start(line), lines.start(line + 1)).stripTrailing();
        }

        private ForwardedHeader header(int from, int end) {
            Map<HeaderBlock.Label, String> values = new EnumMap<>(HeaderBlock.Label.class);
            HeaderBlock.Label current = HeaderBlock.Label.NONE;
            boolean first = false;
            for (int line = from; line < end; line++) {
                HeaderBlock.Label label = block.label(line);
                String words = lines.get(line);
                if (label != HeaderBlock.Label.NONE) {
                    first = !values.containsKey(label);
                    current = label;
                    words = words.substring(HeaderBlock.colon(words) + 1);
                }
                if (first) {
                    values.merge(current, value(words), (one, more) -> (one + " " + more).strip());
                }
            }
            return ForwardedHeader.of(
                    values.getOrDefault(HeaderBlock.Label.FROM, ""),
                    values.getOrDefault(HeaderBlock.Label.SENT, ""),
                    values.getOrDefault(HeaderBlock.Label.SUBJECT, ""));
        }

        /** Without the marks of bold type and tables before it, and the semicolon that QQ puts behind it. */
        private static String value(String words) {
            return words.replaceFirst("^[ *_|]+", "").replaceFirst("[ ;|]+$", "");
        }

        private static String trimmed(String text) {
            Lines all = new Lines(text);
            return text.substring(all.start(all.nextSaying(0))).stripTrailing();
        }
    }
}
