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
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>@,;:\"(]+@[^\\s<>@,;:\")]+");
    private static final Pattern ENDS_WITH_ADDRESS = Pattern.compile("@[^\\s<>]+(?:>|&gt;)+[\\s,]*[:\uFF1A]?\\s*$");
    private static final Pattern DATE = Pattern.compile(
            "(?<!\\d)(?:\\d{1,2}[./-]\\s?\\d{1,2}[./-]\\s?\\d{2,4}|\\d{4}[./-]\\s?\\d{1,2}[./-]\\s?\\d{1,2}|(?:19|20)\\d{2}\\s?(?:年|년)"
                    + "|\\d{1,2}[.]?[\\s-]+(?:de\\s+)?\\p{L}{2,12}[.]?,?(?:[\\s-]+(?:de\\s+|del\\s+)?[.]?(?:\\d{4}|\\d{2}(?!\\d))|,?\\s+\\d{1,2}[:.]\\d{2})"
                    + "|\\p{L}{3,12}[.]?\\s+\\d{1,2}(?:st|nd|rd|th)?,?\\s+(?:\\d{4}|\\p{L}{2}\\s+\\d{1,2}[:.]\\d{2}|\\d{1,2}:\\d{2}))");
    private static final Pattern OLD_GMAIL = Pattern.compile(
            "^\\s*\\d{4}[-/]\\d{1,2}[-/]\\d{1,2}(?:\\s+\\d{1,2}:\\d{2})?\\s+(?:GMT[+-]\\d{1,2}(?::?\\d{2})?\\s+\\S.*|.*@[^\\s<>]+>)\\s*$");
    private static final Pattern DASHED = Pattern.compile("^\\s*-{2,}.*\\p{L}.*-{2,}\\s*$");
    /** On the line of the answer itself. */
    private static final Pattern WITHIN_LINE = Pattern.compile(
            "(?:\\s|--+\\s)(On\\s+(?:\\p{L}{3,9},?\\s+)?(?:\\p{L}{3,9}\\s+\\d{1,2}|\\d{1,2}\\s+\\p{L}{3,9}|\\d{1,2}/\\d{1,2}/\\d{2,4}).{5,200}\\swrote:)$");

    private final Lines lines;

    Attribution(Lines lines) {
        this.lines = lines;
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
                return Optional.of(new Span(lines.start(shortened(line, end)), end + 1));
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
                || dateAtStart(words)
                || ADDRESS.matcher(words).find()
                || Verbs.in(words);
    }

    private static boolean dateAtStart(String words) {
        Matcher date = DATE.matcher(words);
        return date.find() && date.start() < 40;
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
        boolean colon = endsWithColon(words);
        boolean verb = Verbs.in(words);
        boolean date = DATE.matcher(words).find();
        boolean address = ADDRESS.matcher(words).find();
        int next = lines.nextSaying(nextLine);
        boolean quoteFollows = next < lines.count() && lines.quoted(next);
        if (colon) {
            return verb && (date || address) && startsWell(words)
                    || verb && quoteFollows
                    || date && ENDS_WITH_ADDRESS.matcher(words).find();
        }
        return verb
                        && Verbs.ends(words)
                        && (date && address || DASHED.matcher(words).matches())
                || OLD_GMAIL.matcher(words).matches() && (quoteFollows || lines.blank(nextLine));
    }

    /** A sentence may end in "… wrote:" too; an attribution begins with its date, its opener or its writer. */
    private static boolean startsWell(String words) {
        return Verbs.opens(words) || dateAtStart(words) || addressNearVerb(words);
    }

    private static boolean addressNearVerb(String words) {
        Matcher address = ADDRESS.matcher(words);
        return address.find() && words.length() < 200;
    }

    /** The last line from which on the words still are an attribution: what stands before is not part of it. */
    private int shortened(int first, int last) {
        for (int start = last; start > first; start--) {
            String words = joined(start, last);
            boolean ownStart = Verbs.opens(lines.get(start)) || dateAtStart(lines.get(start));
            if (ownStart && DATE.matcher(words).find() && attributes(words, last + 1)) {
                return start;
            }
        }
        return first;
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
