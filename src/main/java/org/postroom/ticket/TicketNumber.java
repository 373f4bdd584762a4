package org.postroom.ticket;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people call a ticket: {@code SUP-1042}. Unique in the installation; counted per prefix.
 *
 * @param prefix 2 to 8 upper-case letters and digits, beginning with a letter
 * @param number positive
 */
public record TicketNumber(String prefix, long number) {
    /** The first number of each prefix. */
    public static final long FIRST = 1001;

    /** More numbers than this in one subject are not looked at. */
    private static final int MOST_IN_SUBJECT = 5;

    private static final Pattern PREFIX = Pattern.compile("[A-Z][A-Z0-9]{1,7}");
    private static final Pattern WORD =
            Pattern.compile("(?<![\\p{L}\\p{N}_-])([A-Za-z][A-Za-z0-9]{1,7})-([0-9]{1,15})(?![\\p{L}\\p{N}_-])");

    /** Throws IllegalArgumentException when prefix or number is not as it must be. */
    public TicketNumber {
        if (!PREFIX.matcher(prefix).matches() || number < 1) {
            throw new IllegalArgumentException("Not a ticket number: " + prefix + "-" + number);
        }
    }

    /** Reads exactly one number, in either case and with or without square brackets. */
    public static Optional<TicketNumber> parse(String text) {
        String bare = text.strip();
        if (bare.startsWith("[") && bare.endsWith("]")) {
            bare = bare.substring(1, bare.length() - 1).strip();
        }
        Matcher matcher = WORD.matcher(bare);
        return matcher.matches() ? read(matcher) : Optional.empty();
    }

    /** What may be ticket numbers in a subject, in their order, each once; the first few only. Linear in its length. */
    public static List<TicketNumber> findIn(String subject) {
        List<TicketNumber> found = new ArrayList<>();
        Matcher matcher = WORD.matcher(subject);
        while (found.size() < MOST_IN_SUBJECT && matcher.find()) {
            read(matcher).filter(number -> !found.contains(number)).ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    /** As it stands in subjects: {@code [SUP-1042]}. */
    public String bracketed() {
        return "[" + this + "]";
    }

    @Override
    public String toString() {
        return prefix + "-" + number;
    }

    private static Optional<TicketNumber> read(Matcher matcher) {
        long number = Long.parseLong(matcher.group(2));
        return number < 1
                ? Optional.empty()
                : Optional.of(new TicketNumber(matcher.group(1).toUpperCase(Locale.ROOT), number));
    }
}
