package org.postroom.mail.quote;

import java.util.List;
import java.util.stream.Collectors;
import org.postroom.mail.quote.Segment.Kind;

/**
 * A text taken apart.
 *
 * @param newText what its writer has to say, without blank lines around it. History between two pieces of new text stays in,
 *     because it is what they answer.
 * @param signature all signatures, without blank lines around them
 * @param quoted all history, without blank lines around it
 * @param segments the whole text; put together they are the input
 */
public record SplitText(String newText, String signature, String quoted, List<Segment> segments) {
    public SplitText {
        segments = List.copyOf(segments);
    }

    static SplitText of(List<Segment> segments) {
        return new SplitText(newText(segments), all(segments, Kind.SIGNATURE), all(segments, Kind.QUOTED), segments);
    }

    private static String newText(List<Segment> segments) {
        int first = firstSaying(segments);
        int last = firstSaying(segments.reversed());
        return first < 0
                ? ""
                : trimmed(segments.subList(first, segments.size() - last).stream()
                        .filter(segment -> segment.kind() != Kind.SIGNATURE)
                        .map(Segment::text)
                        .collect(Collectors.joining()));
    }

    private static int firstSaying(List<Segment> segments) {
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i).kind() == Kind.NEW && !segments.get(i).text().isBlank()) {
                return i;
            }
        }
        return -1;
    }

    private static String all(List<Segment> segments, Kind kind) {
        return trimmed(segments.stream()
                .filter(segment -> segment.kind() == kind)
                .map(Segment::text)
                .collect(Collectors.joining()));
    }

    /** Without blank lines at its ends; the first line keeps its indent. */
    private static String trimmed(String text) {
        String end = text.stripTrailing();
        int start = 0;
        for (int i = 0; i < end.length() && Character.isWhitespace(end.charAt(i)); i++) {
            start = end.charAt(i) == '\n' ? i + 1 : start;
        }
        return end.substring(start);
    }
}
