package org.postroom.agent;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When somebody is there (SPEC G1): hours by weekday as clocks in the zone show them, and holidays. Where clocks change,
 * the clock on the wall decides: hours skipped in spring are not held, hours repeated in autumn are held twice.
 *
 * @param week a weekday that is missing or empty is closed
 */
public record BusinessHours(ZoneId zone, Map<DayOfWeek, List<OpenHours>> week, Holidays holidays) {
    /** How far ahead an opening is looked for; whoever is closed longer does not open. */
    private static final int HORIZON_DAYS = 800;

    public BusinessHours {
        Map<DayOfWeek, List<OpenHours>> copy = new EnumMap<>(DayOfWeek.class);
        week.forEach((day, hours) -> copy.put(day, List.copyOf(hours)));
        week = Map.copyOf(copy);
    }

    /** Round the clock on every day. */
    public static BusinessHours always(ZoneId zone) {
        Map<DayOfWeek, List<OpenHours>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            week.put(day, List.of(OpenHours.wholeDay()));
        }
        return new BusinessHours(zone, week, Holidays.none());
    }

    /** The same hours with other holidays. */
    public BusinessHours withHolidays(Holidays other) {
        return new BusinessHours(zone, week, other);
    }

    /** The same hours on the clocks of another zone. */
    public BusinessHours withZone(ZoneId other) {
        return new BusinessHours(other, week, holidays);
    }

    /** Whether it is a holiday where we are. */
    public boolean isHoliday(Instant when) {
        return holidays.contains(when.atZone(zone).toLocalDate());
    }

    /** Whether somebody is there. */
    public boolean isOpen(Instant when) {
        ZonedDateTime local = when.atZone(zone);
        return hoursOn(local.toLocalDate()).stream().anyMatch(hours -> hours.contains(local.toLocalTime()));
    }

    /** The first moment from then on at which somebody is there; then itself when it is open. Empty when there is none. */
    public Optional<Instant> nextOpening(Instant from) {
        if (isOpen(from)) {
            return Optional.of(from);
        }
        LocalDate today = from.atZone(zone).toLocalDate();
        return today.datesUntil(today.plusDays(HORIZON_DAYS))
                .flatMap(this::possibleOpenings)
                .filter(opening -> !opening.isBefore(from) && isOpen(opening))
                .findFirst();
    }

    private List<OpenHours> hoursOn(LocalDate day) {
        return holidays.contains(day) ? List.of() : week.getOrDefault(day.getDayOfWeek(), List.of());
    }

    /** Beginnings of that day's hours, at each offset they have, and the moment the clocks change: sorted. */
    private Stream<Instant> possibleOpenings(LocalDate day) {
        Stream<Instant> beginnings = hoursOn(day).stream().flatMap(hours -> instantsOf(day.atTime(hours.from())));
        return Stream.concat(beginnings, clockChanges(day)).sorted();
    }

    /** None in a gap, two in an overlap, else one. */
    private Stream<Instant> instantsOf(LocalDateTime local) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        return offsets.stream().map(local::toInstant);
    }

    private Stream<Instant> clockChanges(LocalDate day) {
        if (hoursOn(day).isEmpty()) {
            return Stream.empty();
        }
        ZoneRules rules = zone.getRules();
        Instant start = day.atStartOfDay(zone).toInstant();
        ZoneOffsetTransition next = rules.nextTransition(start.minusMillis(1));
        boolean thatDay = next != null && !next.getDateTimeAfter().toLocalDate().isAfter(day);
        return thatDay ? Stream.of(next.getInstant()) : Stream.empty();
    }
}
