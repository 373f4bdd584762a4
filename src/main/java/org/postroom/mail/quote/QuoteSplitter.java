package org.postroom.mail.quote;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postroom.mail.quote.Segment.Kind;
import org.postroom.schedule.Patience;

/** Splits a mail's text into new text, history and signature. For one text. */
public final class QuoteSplitter {
    private static final int FULL_LINE = 60;

    private final Lines lines;
    private final Attribution attribution;
    private final HeaderBlock header;
    private final Separator separator;
    private final Signatures signatures;
    private final List<Segment> segments = new ArrayList<>();
    /** Where the text begins that is in no segment yet, and its first whole line. */
    private int openStart;

    private int openLine;

    private QuoteSplitter(String text) {
        this.lines = new Lines(text);
        this.attribution = new Attribution(lines);
        this.header = new HeaderBlock(lines);
        this.separator = new Separator(lines);
        this.signatures = new Signatures(lines);
    }

    /**
     * Takes a text apart. Nothing is lost: the segments, put together, are the text. Where next to nothing would remain as
     * new, all of it counts as new. Takes time linear in the text's length.
     *
     * @param text with lines that end in LF or CR LF
     */
    public static SplitText split(String text) {
        List<Segment> segments = new QuoteSplitter(text).segments();
        boolean says = segments.stream()
                .filter(segment -> segment.kind() == Kind.NEW)
                .anyMatch(segment -> says(segment.text()));
        return SplitText.of(says || text.isEmpty() ? segments : List.of(new Segment(Kind.NEW, text)));
    }

    /** What its writer has to say, without blank lines around it; empty where all is history or signature. */
    public static String ownWords(String text) {
        return SplitText.of(new QuoteSplitter(text).segments()).newText();
    }

    /** Whether there is anything but punctuation; a thumb up is something. */
    private static boolean says(String text) {
        return text.codePoints()
                .anyMatch(c ->
                        Character.isLetterOrDigit(c) && c != 0x1427 || Character.getType(c) == Character.OTHER_SYMBOL);
    }

    private List<Segment> segments() {
        int line = 0;
        while (line < lines.count()) {
            Patience.check();
            Optional<Span> introduction = introduction(line);
            if (introduction.isPresent()) {
                line = history(introduction.get());
            } else if (lines.quoted(line)) {
                line = history(new Span(lines.start(line), line));
            } else {
                line++;
            }
        }
        closeNew(lines.length(), lines.count());
        return segments;
    }

    private Optional<Span> introduction(int line) {
        if (attribution.groupWise(line) || ReplyMarker.in(lines.get(line)) && !lines.quoted(line)) {
            return Optional.of(new Span(lines.start(line), line + 1));
        }
        if (lines.blank(line) || lines.quoted(line)) {
            return Optional.empty();
        }
        return separator.at(line).or(() -> attribution.at(line)).or(() -> header.at(line));
    }

    /** Closes the new text before this history, and the history behind it. Returns the line that comes next. */
    private int history(Span introduction) {
        int end = endOfHistory(introduction.endLine());
        int start = withRulesAbove(introduction.start());
        int line = lineAt(start);
        closeNew(start, lines.start(line) == start ? line : line + 1);
        segments.add(new Segment(Kind.QUOTED, lines.slice(start, lines.start(end))));
        openStart = lines.start(end);
        openLine = end;
        return end;
    }

    /** History whose lines bear a mark ends with its last marked line; other history goes on to the end. */
    private int endOfHistory(int from) {
        int at = lines.nextSaying(from);
        for (Optional<Span> more = introduction(at); more.isPresent(); more = introduction(at)) {
            at = lines.nextSaying(more.get().endLine());
        }
        if (at >= lines.count() || !lines.quoted(at)) {
            return lines.count();
        }
        int end = at;
        while (at < lines.count() && (lines.quoted(at) || lines.blank(at) || wrapped(at))) {
            end = lines.quoted(at) ? at + 1 : end;
            at++;
        }
        return end;
    }

    /** The tail of a quoted line that a program wrapped without marking it: no answer begins so. */
    private boolean wrapped(int line) {
        if (!lines.quoted(line - 1) || !lines.quoted(line + 1)) {
            return false;
        }
        String before = lines.get(line - 1);
        boolean full = before.length() >= FULL_LINE && !before.endsWith("?");
        boolean open =
                before.lastIndexOf('(') > before.lastIndexOf(')') || before.lastIndexOf('<') > before.lastIndexOf('>');
        return (full || open) && !Character.isUpperCase(lines.get(line).strip().charAt(0));
    }

    /** A line of dashes right above the header of history belongs to it. */
    private int withRulesAbove(int start) {
        int line = lineAt(start);
        int first = start;
        for (int above = line - 1; above >= openLine && (lines.blank(above) || separator.rule(above)); above--) {
            first = separator.rule(above) ? lines.start(above) : first;
        }
        return lines.start(line) == start ? first : start;
    }

    private int lineAt(int start) {
        int line = openLine;
        while (line < lines.count() && lines.start(line + 1) <= start) {
            line++;
        }
        return line;
    }

    private void closeNew(int end, int endLine) {
        if (end <= openStart) {
            return;
        }
        int signature = lines.start(signatures.start(openLine, endLine));
        int cut = Math.max(openStart, Math.min(end, signature));
        add(Kind.NEW, openStart, cut);
        add(Kind.SIGNATURE, cut, end);
    }

    private void add(Kind kind, int from, int to) {
        if (from < to) {
            segments.add(new Segment(kind, lines.slice(from, to)));
        }
    }
}
