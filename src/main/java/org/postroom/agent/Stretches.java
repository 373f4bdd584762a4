package org.postroom.agent;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Hours by the clock on the wall as moments. Time is cut where the clocks change; between two changes the clock on the
 * wall is a fixed distance from UTC, so that a skipped hour, a repeated one or a day that a country leaves out need no
 * care of their own.
 */
final class Stretches {
    private final ZoneRules rules;
    private final Function<LocalDate, List<OpenHours>> hoursOn;

    /** @param hoursOn the hours of a day, sorted and apart from each other */
    Stretches(ZoneId zone, Function<LocalDate, List<OpenHours>> hoursOn) {
        this.rules = zone.getRules();
        this.hoursOn = hoursOn;
    }

    /**
     * Time without a break in which it is open.
     *
     * @param from inclusive
     * @param until exclusive, later than from
     */
    record Stretch(Instant from, Instant until) {
        Duration length() {
            return Duration.between(from, until);
        }
    }

    /** All between the two moments, in order, cut off there; found as they are asked for. */
    Stream<Stretch> between(Instant from, Instant until) {
        return Stream.iterate(from, at -> at.isBefore(until), this::clockChange)
                .flatMap(at -> onOneOffset(at, earlier(clockChange(at), until)));
    }

    private Instant clockChange(Instant after) {
        return Optional.ofNullable(rules.nextTransition(after))
                .map(ZoneOffsetTransition::getInstant)
                .orElse(Instant.MAX);
    }

    private Stream<Stretch> onOneOffset(Instant from, Instant until) {
        ZoneOffset offset = rules.getOffset(from);
        LocalDateTime first = LocalDateTime.ofInstant(from, offset);
        LocalDateTime last = LocalDateTime.ofInstant(until, offset);
        return first.toLocalDate()
                .datesUntil(last.toLocalDate().plusDays(1))
                .flatMap(day -> hoursOn.apply(day).stream().map(hours -> stretch(day, hours, offset)))
                .filter(stretch ->
                        stretch.until().isAfter(from) && stretch.from().isBefore(until))
                .map(stretch -> new Stretch(later(stretch.from(), from), earlier(stretch.until(), until)));
    }

    private static Stretch stretch(LocalDate day, OpenHours hours, ZoneOffset offset) {
        LocalDate lastDay = hours.untilMidnight() ? day.plusDays(1) : day;
        return new Stretch(
                day.atTime(hours.from()).toInstant(offset),
                lastDay.atTime(hours.until()).toInstant(offset));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
