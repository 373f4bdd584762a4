package org.postroom.bounce;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** What servers say, by what they mean: the phrases of {@code bounce/reasons.txt}. */
final class ReasonWords {
    private static final String FILE = "/bounce/reasons.txt";
    private static final String SURELY = " surely";
    private static final int LONGEST = 4_000;

    /** A reply code that is repeated on each line of an answer, and any before an enhanced one. */
    private static final Pattern CODES =
            Pattern.compile("(?<!\\d)[245]\\d\\d[- ]?#?[245]\\.\\d{1,3}\\.\\d{1,3}(?!\\d)|(?<!\\d)[245]\\d\\d-(?!\\d)");

    private static final Pattern ADDRESS =
            Pattern.compile("[<\\[(\"']{0,3}[^\\s<>\\[\\]()\"'@,;:]{1,64}+@[\\w.-]{1,255}+[>\\])\"']{0,3}");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private static final ReasonWords SHIPPED = read();

    private final Map<Reason, List<Phrase>> phrases;
    private final List<Phrase> sure;

    private ReasonWords(Map<Reason, List<Phrase>> phrases, List<Phrase> sure) {
        this.phrases = phrases;
        this.sure = sure;
    }

    /**
     * What a text says.
     *
     * @param reasons all that it has words of
     * @param sure whether a program says that it looked the address up itself
     */
    record Told(Set<Reason> reasons, boolean sure) {}

    /** In the order of {@link Reason}. */
    static Told toldBy(String said) {
        String text = tidy(said);
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        SHIPPED.phrases.forEach((reason, phrases) -> {
            if (anyIn(phrases, text)) {
                reasons.add(reason);
            }
        });
        return new Told(reasons, anyIn(SHIPPED.sure, text));
    }

    private static boolean anyIn(List<Phrase> phrases, String text) {
        return phrases.stream().anyMatch(phrase -> phrase.in(text));
    }

    /** In lower case, on one line, {@code #} in place of the first code, without the others, and {@code @} in place of each address. */
    static String tidy(String said) {
        String lower = said.substring(0, Math.min(said.length(), LONGEST)).toLowerCase(Locale.ROOT);
        String marked = CODES.matcher(lower.replace('\u2019', '\'')).replaceFirst(" # ");
        String bare = CODES.matcher(marked).replaceAll(" ");
        return BLANKS.matcher(ADDRESS.matcher(bare).replaceAll("@")).replaceAll(" ");
    }

    private static ReasonWords read() {
        Map<Reason, List<Phrase>> phrases = new EnumMap<>(Reason.class);
        List<Phrase> sure = new ArrayList<>();
        List<Phrase> section = sure;
        for (String line : lines()) {
            if (line.startsWith("[") && line.endsWith("]")) {
                String name = line.substring(1, line.length() - 1);
                section =
                        name.endsWith(SURELY) ? sure : phrases.computeIfAbsent(reason(name), any -> new ArrayList<>());
            } else if (!line.isBlank() && !line.startsWith("//")) {
                section.add(Phrase.of(line));
            }
        }
        return new ReasonWords(phrases, sure);
    }

    private static Reason reason(String name) {
        return Reason.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static List<String> lines() {
        try (var in = Objects.requireNonNull(ReasonWords.class.getResourceAsStream(FILE))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
