package org.postroom.mail.quote;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line by which programs introduce history: "On Monday Anna wrote:", in whatever language. It may be wrapped over some
 * lines. Told by what all languages share: a date, an address, a verb of writing, a colon at the end.
 */
final class Attribution {
    private static final int MOST_LINES = 7;
    private static final int LONGEST = 600;
    private static final int LONGEST_TAIL = 5;
    private static final int MOST_WORDS = 14;
    private static final String QUOTATION_MARKS =
            "\"\u201C\u201D\u201E\u201F\u00AB\u00BB\u2018\u201A\u2039\u203A\u300C\u300E";
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>@,;:\"(]+@[^\\s<>@,;:\")]+");
    private static final Pattern ENDS_WITH_ADDRESS = Pattern.compile("@[^\\s<>]+(?:>|&gt;)+[\\s,]*[:\uFF1A]?\\s*$");
    private static final Pattern NAME = Pattern.compile("[\"'*]?\\p{L}[\\p{L}\\p{M}\\p{Nd} .,'’()@&/-]{0,78}[\"'*]?");
    private static final Pattern FULL_NAME = Pattern.compile("(?:\\p{Lu}[\\p{L}\\p{M}.'’-]+,? ){2}");
    private static final Pattern NAMED_ADDRESS =
            Pattern.compile("\\p{L}.{0,80}[<(\\[][^\\s<>@]{1,64}@[^\\s<>@]{1,255}[>)\\]]");
    private static final Pattern OLD_GMAIL = Pattern.compile(
            "^\\s*\\d{4}[-/]\\d{1,2}[-/]\\d{1,2}(?:\\s+\\d{1,2}:\\d{2})?\\s+(?:GMT[+-]\\d{1,2}(?::?\\d{2})?\\s+\\S.*|.*@[^\\s<>]+>)\\s*$");
    private static final Pattern GROUPWISE =
            Pattern.compile("(?:>>> ?)?[^>].{3,200}\\d{1,2}:\\d{2}(?: ?[AP]M)?(?: ?>>>)?");
    private static final Pattern DASHED = Pattern.compile("^\\s*-{2,}.*\\p{L}.*-{2,}\\s*$");
    /** On the line of the answer itself. */
    private static final Pattern WITHIN_LINE = Pattern.compile(
            "(?:\\s|--+\\s)(On\\s+(?:\\p{L}{3,9},?\\s+)?(?:\\p{L}{3,9}\\s+\\d{1,2}|\\d{1,2}\\s+\\p{L}{3,9}|\\d{1,2}/\\d{1,2}/\\d{2,4}).{5,200}\\swrote:)$");

    private final Lines lines;

    Attribution(Lines lines) {
        this.lines = lines;
    }

    /** Whether it is GroupWise's line above history, of name and time, which looks like a quoted one. */
    boolean groupWise(int line) {
        String words = lines.get(line);
        return (words.startsWith(">>>") || words.endsWith(">>>"))
                && GROUPWISE.matcher(words).matches();
    }

    /** The attribution that starts in this line, if one does. */
    Optional<Span> at(int line) {
        Optional<Span> within = withinLine(line);
        if (within.isPresent() || !mayEndNear(line) || !mayStart(line)) {
            return within;
        }
        StringBuilder words = new StringBuilder();
        for (int end = line; end < line + MOST_LINES && goesOn(line, end); end++) {
            words.append(words.isEmpty() ? "" : " ").append(lines.get(end).strip());
            if (words.length() > LONGEST) {
                break;
            }
            if (!lines.blank(end) && attributes(words.toString(), end + 1)) {
                return Optional.of(new Span(lines.start(withNameAbove(shortened(line, end))), behindColon(end)));
            }
        }
        return Optional.empty();
    }

    /** Most lines are ruled out by this, cheaply. */
    private boolean mayEndNear(int line) {
        for (int end = line; end < line + MOST_LINES; end++) {
            if (mayEnd(lines.get(end))) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayEnd(String words) {
        return !words.isBlank()
                && (endsWithColon(words)
                        || Verbs.ends(words)
                        || Character.isDigit(words.strip().charAt(0)));
    }

    private static boolean endsWithColon(String words) {
        int end = words.length();
        while (end > 0 && " *_-".indexOf(words.charAt(end - 1)) >= 0) {
            end--;
        }
        return end > 0 && (words.charAt(end - 1) == ':' || words.charAt(end - 1) == '\uFF1A');
    }

    private boolean tail(int line) {
        String words = lines.get(line).strip();
        return words.startsWith("<") || words.startsWith(">") || Verbs.alone(words);
    }

    private boolean mayStart(int line) {
        String words = lines.get(line);
        if (words.isBlank() || words.length() >= Lines.LONGEST) {
            return false;
        }
        return Verbs.opens(words)
                || Dates.atStartOf(words)
                || ADDRESS.matcher(words).find()
                || Verbs.in(words);
    }

    /** Whether this line can belong to an attribution that started earlier. */
    private boolean goesOn(int first, int line) {
        if (line == first) {
            return true;
        }
        if (line >= lines.count() || lines.get(line).length() > 300) {
            return false;
        }
        if (lines.blank(line)) {
            int next = lines.nextSaying(line);
            return next < lines.count() && next - line <= 2 && tail(next) && !longQuote(next);
        }
        return !lines.quoted(line) || tail(line) && !longQuote(line);
    }

    /** A line that begins with {@code >} closes a wrapped address only when nothing but the verb follows. */
    private boolean longQuote(int line) {
        String words = lines.get(line).strip();
        return words.startsWith(">")
                && !(endsWithColon(words)
                        && words.length() < 40
                        && !words.substring(1).contains(">"));
    }

    private boolean attributes(String words, int nextLine) {
        int next = lines.nextSaying(nextLine);
        boolean quoteFollows = next < lines.count() && lines.quoted(next);
        if (endsWithColon(words)) {
            return attributesByItself(words) && !cites(words, nextLine)
                    || quoteFollows && (Verbs.in(words) || tellsWhenOrWho(words));
        }
        boolean verbLast = Verbs.ends(words)
                && (Dates.in(words) && ADDRESS.matcher(words).find()
                        || DASHED.matcher(words).matches());
        return verbLast || OLD_GMAIL.matcher(words).matches() && (quoteFollows || lines.blank(nextLine));
    }

    /** "On 12 May you wrote:" and the words right below, in quotation marks: that is a person's own way to quote. */
    private boolean cites(String words, int nextLine) {
        String next = lines.get(lines.nextSaying(nextLine)).strip();
        return !next.isEmpty()
                && QUOTATION_MARKS.indexOf(next.charAt(0)) >= 0
                && !(Dates.withTimeIn(words) && ADDRESS.matcher(words).find());
    }

    /** Whether words that end with a colon say enough to be an attribution whatever follows. */
    private static boolean attributesByItself(String words) {
        return Verbs.in(words)
                        && (tellsWhenOrWho(words) || FULL_NAME.matcher(words).lookingAt() && Dates.withTimeIn(words))
                || Dates.in(words) && ENDS_WITH_ADDRESS.matcher(words).find()
                || NAMED_ADDRESS.matcher(words).find() && Dates.withTimeIn(words) && few(words);
    }

    /** People tell of a conversation in whole sentences. */
    private static boolean few(String words) {
        return words.chars().filter(c -> c == ' ').count() < MOST_WORDS;
    }

    /** A sentence may end in "… wrote:" too; an attribution begins with its date, its opener or its writer. */
    private static boolean tellsWhenOrWho(String words) {
        boolean address = ADDRESS.matcher(words).find();
        return address && words.length() < 200
                || (address || Dates.in(words)) && (Verbs.opens(words) || Dates.atStartOf(words));
    }

    /** The last line from which on the words still are an attribution: what stands before is not part of it. */
    private int shortened(int first, int last) {
        for (int start = last; start > first; start--) {
            String words = joined(start, last);
            boolean ownStart = Verbs.opens(lines.get(start)) || Dates.atStartOf(lines.get(start));
            if (ownStart && endsWithColon(words) && attributesByItself(words) && !writerAbove(start, words)) {
                return start;
            }
        }
        return first;
    }

    /** The colon may have been wrapped to a line of its own, with the last syllable of the verb. */
    private int behindColon(int last) {
        String next = lines.get(last + 1).strip();
        boolean cut = !endsWithColon(lines.get(last)) && next.length() <= LONGEST_TAIL && endsWithColon(next);
        return cut ? last + 2 : last + 1;
    }

    /** Whether the words only say when, and the line above who. */
    private boolean writerAbove(int start, String words) {
        return !Verbs.opensWithWord(words)
                && !ADDRESS.matcher(words).find()
                && NAMED_ADDRESS.matcher(lines.get(start - 1)).find();
    }

    /** A line that begins with the address was wrapped behind the writer's name. */
    private int withNameAbove(int line) {
        boolean wrapped = lines.get(line).strip().startsWith("<")
                && line > 0
                && NAME.matcher(lines.get(line - 1)).matches();
        return wrapped ? line - 1 : line;
    }

    private String joined(int first, int last) {
        StringBuilder words = new StringBuilder();
        for (int line = first; line <= last; line++) {
            words.append(words.isEmpty() ? "" : " ").append(lines.get(line).strip());
        }
        return words.toString();
    }

    private Optional<Span> withinLine(int line) {
        String words = lines.get(line);
        int next = lines.nextSaying(line + 1);
        if (words.length() > LONGEST || !words.endsWith("wrote:") || next >= lines.count() || !lines.quoted(next)) {
            return Optional.empty();
        }
        Matcher within = WITHIN_LINE.matcher(words);
        return within.find() ? Optional.of(new Span(lines.start(line) + within.start(), line + 1)) : Optional.empty();
    }
}
