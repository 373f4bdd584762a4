package org.postroom.agent;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postroom.agent.Stretches.Stretch;

/**
 * When somebody is there (SPEC G1): hours by weekday as clocks in the zone show them, and holidays. Where clocks change,
 * the clock on the wall decides: hours skipped in spring are not held, hours repeated in autumn are held twice.
 *
 * @param week a weekday that is missing or empty is closed; the hours of a day are kept in order, overlapping ones joined
 */
public record BusinessHours(ZoneId zone, Map<DayOfWeek, List<OpenHours>> week, Holidays holidays) {
    /** How far ahead an opening is looked for; whoever is closed longer does not open. */
    private static final Duration HORIZON = Duration.ofDays(800);

    public BusinessHours {
        Map<DayOfWeek, List<OpenHours>> copy = new EnumMap<>(DayOfWeek.class);
        week.forEach((day, hours) -> copy.put(day, OpenHours.joined(hours)));
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

    /** What the holiday is called that it is where we are; empty when it is none, or one without a name. */
    public Optional<String> holidayName(Instant when) {
        return holidays.nameOf(when.atZone(zone).toLocalDate());
    }

    /** Whether somebody is there. */
    public boolean isOpen(Instant when) {
        ZonedDateTime local = when.atZone(zone);
        return hoursOn(local.toLocalDate()).stream().anyMatch(hours -> hours.contains(local.toLocalTime()));
    }

    /** The first moment from then on at which somebody is there; then itself when it is open. Empty when there is none. */
    public Optional<Instant> nextOpening(Instant from) {
        return nextStretch(from).map(Stretch::from);
    }

    /**
     * How much of the time between two moments somebody was there; negative when the second lies before the first. Takes
     * a step for each day between them.
     */
    public Duration between(Instant from, Instant to) {
        if (to.isBefore(from)) {
            return between(to, from).negated();
        }
        return stretches().between(from, to).map(Stretch::length).reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * The first moment by which somebody was there for so long since the other: {@link #between} of the two is that time
     * again. Empty when it is never reached.
     *
     * @param businessTime not negative, else IllegalArgumentException
     */
    public Optional<Instant> after(Instant from, Duration businessTime) {
        if (businessTime.isNegative()) {
            throw new IllegalArgumentException("Business time is counted forwards: " + businessTime);
        }
        Instant at = from;
        Duration left = businessTime;
        while (left.isPositive()) {
            Optional<Stretch> next = nextStretch(at);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            Duration length = next.get().length();
            Duration used = length.compareTo(left) < 0 ? length : left;
            at = next.get().from().plus(used);
            left = left.minus(used);
        }
        return Optional.of(at);
    }

    private Optional<Stretch> nextStretch(Instant from) {
        return stretches().between(from, from.plus(HORIZON)).findFirst();
    }

    private Stretches stretches() {
        return new Stretches(zone, this::hoursOn);
    }

    private List<OpenHours> hoursOn(LocalDate day) {
        return holidays.contains(day) ? List.of() : week.getOrDefault(day.getDayOfWeek(), List.of());
    }
}
