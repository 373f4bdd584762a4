package org.postroom.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postroom.ticket.TicketOrder;

/**
 * Reads and writes criteria as one line. Words with a known key and a colon before them are criteria, with commas between
 * values; everything else is text to look for. What has blanks in it stands in quotation marks, within which a backslash
 * stands before a quotation mark and before a backslash.
 */
public final class CriteriaText {
    /** The most characters that are read as criteria; a longer line is text. */
    public static final int LONGEST = 2_000;

    private static final String BLANK = "\\s\\p{Z}\\p{Cc}";
    private static final Pattern TOKEN = Pattern.compile("[" + BLANK + "]*((?:(?<key>[A-Za-z-]+):)?"
            + "(?:\"(?<quoted>(?:[^\"\\\\]++|\\\\.)*+)\"(?=[" + BLANK + "]|$)|(?<word>[^" + BLANK + "]++)))");
    private static final Pattern NEEDS_QUOTES = Pattern.compile("\".*|.*[" + BLANK + "].*");
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");
    private static final String TEXT = "text";
    private static final String SORT = "sort";

    private final List<Criterion> all = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private Optional<TicketOrder> order = Optional.empty();
    private boolean keyed;

    private CriteriaText() {}

    /** What a line says; a line without any known key is text as it stands. */
    public static Criteria read(String line) {
        return line.length() > LONGEST ? plain(line) : new CriteriaText().reading(line);
    }

    /** The line from which {@link #read} makes just these criteria. */
    public static String write(Criteria criteria) {
        List<String> parts = new ArrayList<>();
        criteria.all()
                .forEach(criterion ->
                        parts.add(criterion.key().word() + ":" + quoted(String.join(",", criterion.values()))));
        if (!criteria.text().isEmpty()) {
            parts.add(TEXT + ":" + quoted(criteria.text()));
        }
        criteria.order().ifPresent(by -> parts.add(SORT + ":" + by.word()));
        return String.join(" ", parts);
    }

    private static Criteria plain(String text) {
        return new Criteria(List.of(), text, Optional.empty());
    }

    private Criteria reading(String line) {
        Matcher token = TOKEN.matcher(line);
        while (token.lookingAt()) {
            Optional<String> key = Optional.ofNullable(token.group("key"));
            Optional<String> quoted = Optional.ofNullable(token.group("quoted")).map(CriteriaText::unescaped);
            String value = quoted.orElseGet(() -> token.group("word"));
            if (key.filter(known -> take(known.toLowerCase(Locale.ROOT), value)).isPresent()) {
                keyed = true;
            } else {
                words.add(key.isEmpty() ? value : token.group(1));
            }
            token.region(token.end(), line.length());
        }
        return keyed ? new Criteria(all, String.join(" ", words), order) : plain(line);
    }

    /** Whether this is something said under a key that there is. */
    private boolean take(String key, String value) {
        return switch (key) {
            case TEXT -> words.add(value);
            case SORT -> {
                Optional<TicketOrder> known = TicketOrder.ofWord(value.toLowerCase(Locale.ROOT));
                order = known.or(() -> order);
                yield known.isPresent();
            }
            default -> Key.ofWord(key).filter(known -> take(known, value)).isPresent();
        };
    }

    private boolean take(Key key, String value) {
        List<String> values = Arrays.stream(value.split(","))
                .map(Criterion::spaced)
                .filter(one -> !one.isEmpty())
                .toList();
        return !values.isEmpty() && all.add(new Criterion(key, values));
    }

    private static String quoted(String text) {
        return NEEDS_QUOTES.matcher(text).matches()
                ? "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\""
                : text;
    }

    private static String unescaped(String text) {
        return ESCAPED.matcher(text).replaceAll("$1");
    }
}
