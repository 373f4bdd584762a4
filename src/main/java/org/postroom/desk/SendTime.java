package org.postroom.desk;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postroom.agent.BusinessHours;

/**
 * When an answer that is sent later leaves. Decided purely. Where clocks change, the clock on the wall decides: a time that
 * is skipped in spring is as much later as the clock jumps, of a time that comes twice in autumn the first one counts.
 */
public sealed interface SendTime {
    /** The longest an answer may wait. */
    Duration MOST = Duration.ofDays(366);

    /** It leaves then. */
    record At(Instant moment) implements SendTime {}

    /** There is no such time. */
    record Wrong(Fault fault) implements SendTime {}

    /** Why there is none. */
    enum Fault {
        /** It names no time. */
        UNREADABLE,
        /** It is past. */
        PAST,
        /** It is longer than {@link #MOST} away. */
        FAR,
        /** The department is open, so nobody waits for it to open. */
        OPEN_NOW,
        /** The department never opens again. */
        NEVER_OPEN
    }

    /**
     * What times are reckoned with.
     *
     * @param zone of clocks that times are read from
     * @param hours of the ticket's department
     */
    record Calendar(Instant now, ZoneId zone, BusinessHours hours) {
        private static final Pattern TIME_OF_DATE =
                Pattern.compile("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:\\s*,?\\s+|t)([0-9]{1,2}):([0-9]{2})");
        private static final Pattern TIME_OF_GERMAN_DATE = Pattern.compile(
                "([0-9]{1,2})\\.\\s*([0-9]{1,2})\\.\\s*([0-9]{4})\\s*,?\\s+(?:um\\s+)?([0-9]{1,2}):([0-9]{2})(?:\\s*uhr)?");
        private static final Pattern SPAN = Pattern.compile("([0-9]{1,4})\\s*(m|min|h|std|d|tag|tage)");
        private static final Pattern WITHIN = Pattern.compile("(.*\\S)\\s+(?:open|offen)");
        private static final Pattern OPENING = Pattern.compile("open|offen");

        /** Reads what an agent wrote; open, behind a time, moves it into business hours, and alone means the next opening. */
        public SendTime read(String text) {
            String words = text.strip().toLowerCase(Locale.ROOT);
            if (OPENING.matcher(words).matches()) {
                return nextOpening();
            }
            Matcher within = WITHIN.matcher(words);
            boolean moves = within.matches();
            return moment(moves ? within.group(1) : words)
                    .map(moment -> at(moment, moves))
                    .orElseGet(() -> new Wrong(Fault.UNREADABLE));
        }

        /** A moment on the clocks of the zone. */
        public SendTime at(LocalDateTime local, boolean withinHours) {
            return at(local.atZone(zone).toInstant(), withinHours);
        }

        /** When the department opens next; it must be closed now. */
        public SendTime nextOpening() {
            return hours.isOpen(now) ? new Wrong(Fault.OPEN_NOW) : opening(now);
        }

        private SendTime at(Instant moment, boolean withinHours) {
            if (!moment.isAfter(now)) {
                return new Wrong(Fault.PAST);
            }
            SendTime itself = within(moment);
            // The calendar ends somewhere: no opening is looked for in years that are too far away anyway
            return withinHours && itself instanceof At ? opening(moment) : itself;
        }

        private SendTime opening(Instant from) {
            return hours.nextOpening(from).map(this::within).orElseGet(() -> new Wrong(Fault.NEVER_OPEN));
        }

        private SendTime within(Instant moment) {
            return moment.isAfter(now.plus(MOST)) ? new Wrong(Fault.FAR) : new At(moment);
        }

        private Optional<Instant> moment(String words) {
            return span(words)
                    .or(() -> local(TIME_OF_DATE.matcher(words), 1, 3))
                    .or(() -> local(TIME_OF_GERMAN_DATE.matcher(words), 3, 1));
        }

        private Optional<Instant> span(String words) {
            Matcher span = SPAN.matcher(words);
            if (!span.matches()) {
                return Optional.empty();
            }
            ZonedDateTime start = now.atZone(zone);
            long number = Long.parseLong(span.group(1));
            return Optional.of(
                    switch (span.group(2)) {
                        case "m", "min" ->
                            start.plus(number, ChronoUnit.MINUTES).toInstant();
                        case "h", "std" -> start.plus(number, ChronoUnit.HOURS).toInstant();
                        default -> start.plusDays(number).toInstant();
                    });
        }

        private Optional<Instant> local(Matcher date, int year, int day) {
            if (!date.matches()) {
                return Optional.empty();
            }
            try {
                LocalDateTime local = LocalDateTime.of(
                        Integer.parseInt(date.group(year)),
                        Integer.parseInt(date.group(2)),
                        Integer.parseInt(date.group(day)),
                        Integer.parseInt(date.group(4)),
                        Integer.parseInt(date.group(5)));
                return Optional.of(local.atZone(zone).toInstant());
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
    }
}
