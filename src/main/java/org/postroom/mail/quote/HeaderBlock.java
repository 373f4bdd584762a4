package org.postroom.mail.quote;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The header that Outlook and others put above history: From, Sent, To, Subject, in the reader's language. */
final class HeaderBlock {
    private static final int MOST_LINES = 20;
    private static final int LONGEST_LABEL = 40;
    /** So many on one line are no sentence. */
    private static final int MOST_LABELS = 3;

    /** What a line of the block says. */
    enum Label {
        FROM,
        SENT,
        TO,
        SUBJECT,
        OTHER,
        NONE
    }

    private static final Map<String, Label> LABELS = labels();

    private final Lines lines;
    private final List<Label> labels;

    HeaderBlock(Lines lines) {
        this.lines = lines;
        this.labels = IntStream.range(0, lines.count())
                .mapToObj(line -> labelIn(lines.get(line)))
                .toList();
    }

    private static Map<String, Label> labels() {
        Map<String, Label> labels = new HashMap<>();
        put(labels, QuoteWords.OTHER, Label.OTHER);
        put(labels, QuoteWords.TO, Label.TO);
        put(labels, QuoteWords.SENT, Label.SENT);
        put(labels, QuoteWords.SUBJECT, Label.SUBJECT);
        put(labels, QuoteWords.FROM, Label.FROM);
        return Map.copyOf(labels);
    }

    private static void put(Map<String, Label> labels, Set<String> words, Label label) {
        words.forEach(word -> labels.put(word, label));
    }

    /** The header block that starts in this line, if one does. */
    Optional<Span> at(int line) {
        if (label(line) == Label.NONE || label(line) == Label.OTHER) {
            return Optional.empty();
        }
        if (allOnOneLine(line)) {
            return Optional.of(new Span(lines.start(line), line + 1));
        }
        if (shown(line)) {
            return Optional.empty();
        }
        Seen seen = new Seen();
        int end = line;
        int stop = Math.min(lines.count(), line + MOST_LINES);
        for (int at = line; at < stop; at++) {
            if (label(at) != Label.NONE) {
                seen.add(label(at), lines.get(at));
                end = at + 1;
            } else if (continues(at)) {
                seen.addMore(lines.get(at));
            } else {
                break;
            }
        }
        return seen.convinces() ? Optional.of(new Span(lines.start(line), end)) : Optional.empty();
    }

    /** Whether its writer shows it to the reader: right below a line that ends with a colon. */
    private boolean shown(int line) {
        int first = line;
        while (first > 0 && line - first < MOST_LINES && label(first - 1) != Label.NONE) {
            first--;
        }
        String above = first > 0 ? lines.get(first - 1).strip() : "";
        return above.endsWith(":") && !above.startsWith("-") && label(first - 1) == Label.NONE;
    }

    private boolean allOnOneLine(int line) {
        String words = lines.get(line);
        Seen seen = new Seen();
        for (int colon = words.indexOf(':');
                colon >= 0 && seen.labels < MOST_LABELS;
                colon = words.indexOf(':', colon + 1)) {
            Label label = LABELS.getOrDefault(lastWord(words.substring(0, colon)), Label.NONE);
            if (label != Label.NONE && label != Label.OTHER) {
                seen.add(label, words);
            }
        }
        return seen.labels >= MOST_LABELS && seen.convinces();
    }

    private static String lastWord(String words) {
        return bare(words.substring(words.stripTrailing().lastIndexOf(' ') + 1));
    }

    /** A folded value, or a blank line between two labels. */
    private boolean continues(int line) {
        for (int next = line + 1; next <= line + 3; next++) {
            if (label(next) != Label.NONE) {
                return true;
            }
            if (lines.blank(next) && !lines.blank(line)) {
                return false;
            }
        }
        return false;
    }

    /** What this line says. */
    Label label(int line) {
        return line < labels.size() ? labels.get(line) : Label.NONE;
    }

    private static Label labelIn(String words) {
        int end = colon(words);
        return end <= 0 || end > LONGEST_LABEL
                ? Label.NONE
                : LABELS.getOrDefault(bare(words.substring(0, end)), Label.NONE);
    }

    /** Where the first colon stands, a wide one too; negative where there is none. */
    static int colon(String words) {
        int colon = words.indexOf(':');
        int wide = words.indexOf('\uFF1A');
        return wide >= 0 && (colon < 0 || wide < colon) ? wide : colon;
    }

    /** Without the marks of bold type and of tables. */
    private static String bare(String label) {
        int from = 0;
        int to = label.length();
        while (from < to && " *_|".indexOf(label.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && " *_|".indexOf(label.charAt(to - 1)) >= 0) {
            to--;
        }
        return label.substring(from, to).toLowerCase(Locale.ROOT);
    }

    /** Which labels a block has; people write "From:" and "To:" of journeys too. */
    private static final class Seen {
        private boolean from;
        private boolean sent;
        private boolean subject;
        private boolean address;
        private int labels;

        void add(Label label, String words) {
            from |= label == Label.FROM;
            sent |= label == Label.SENT;
            subject |= label == Label.SUBJECT;
            labels++;
            addMore(words);
        }

        void addMore(String words) {
            address |= words.indexOf('@') >= 0;
        }

        boolean convinces() {
            return from && (labels >= 2 && address || labels >= 3 && sent && subject);
        }
    }
}
