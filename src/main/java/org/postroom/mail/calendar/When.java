package org.postroom.mail.calendar;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.TemporalAmount;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When an event is, in the time of its own zone.
 *
 * @param start of the first day when it is one of whole days
 * @param end not part of it; the same as the start when it says nothing
 * @param wholeDays whether it has days instead of times
 * @param zone as the calendar names it, {@code UTC}, or empty for the reader's own time
 */
public record When(LocalDateTime start, LocalDateTime end, boolean wholeDays, String zone) {
    private static final Pattern TIME =
            Pattern.compile("\\s*(\\d{4})(\\d{2})(\\d{2})(?:T(\\d{2})(\\d{2})(\\d{2})?(Z)?)?\\s*");
    private static final Pattern LENGTH =
            Pattern.compile("P(?:(\\d{1,4})W)?(?:(\\d{1,5})D)?(?:T(?:(\\d{1,6})H)?(?:(\\d{1,6})M)?(?:\\d{1,6}S)?)?");

    /**
     * Of DTSTART, and DTEND or DURATION where there is one.
     *
     * @param duration RFC 5545 section 3.3.6
     */
    static Optional<When> of(ContentLine start, Optional<ContentLine> end, Optional<String> duration) {
        Matcher time = TIME.matcher(start.value());
        Optional<LocalDateTime> begins = time(start.value());
        if (begins.isEmpty() || !time.matches()) {
            return Optional.empty();
        }
        boolean wholeDays = time.group(4) == null;
        LocalDateTime from = begins.get();
        LocalDateTime to = end.flatMap(written -> time(written.value()))
                .or(() -> duration.map(written -> plus(from, written)))
                .filter(until -> !until.isBefore(from))
                .orElse(wholeDays ? from.plusDays(1) : from);
        String zone = time.group(7) != null ? "UTC" : start.parameter("TZID").orElse("");
        return Optional.of(new When(from, to, wholeDays, zone));
    }

    /** The same in this zone; as it is when it is of days, or in a zone that only its writer knows. */
    public When in(ZoneId reader) {
        Optional<ZoneId> own = wholeDays ? Optional.empty() : known(zone);
        return own.map(from -> new When(moved(start, from, reader), moved(end, from, reader), false, reader.getId()))
                .orElse(this);
    }

    private static Optional<ZoneId> known(String name) {
        try {
            return name.isEmpty() ? Optional.empty() : Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static LocalDateTime moved(LocalDateTime time, ZoneId from, ZoneId to) {
        return time.atZone(from).withZoneSameInstant(to).toLocalDateTime();
    }

    private static Optional<LocalDateTime> time(String written) {
        Matcher time = TIME.matcher(written);
        if (!time.matches()) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.of(number(time, 1), number(time, 2), number(time, 3));
            LocalTime hour = LocalTime.of(number(time, 4) % 24, number(time, 5));
            return Optional.of(day.atTime(hour));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static LocalDateTime plus(LocalDateTime from, String written) {
        Matcher length = LENGTH.matcher(written.strip());
        if (!length.matches()) {
            return from;
        }
        TemporalAmount days = Period.ofDays(number(length, 1) * 7 + number(length, 2));
        return from.plus(days).plus(Duration.ofMinutes(number(length, 3) * 60L + number(length, 4)));
    }

    private static int number(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Integer.parseInt(matcher.group(group));
    }
}
