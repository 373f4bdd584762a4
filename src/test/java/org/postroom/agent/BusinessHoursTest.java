package org.postroom.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BusinessHoursTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final BusinessHours OFFICE = new BusinessHours(
            BERLIN,
            Map.of(
                    DayOfWeek.MONDAY, List.of(hours("09:00", "12:00"), hours("13:00", "17:00")),
                    DayOfWeek.FRIDAY, List.of(hours("09:00", "15:00"))),
            Holidays.none());

    @Test
    void isOpenFromTheFirstMinuteUntilBeforeTheLast() {
        assertThat(OFFICE.isOpen(berlin("2026-01-05T08:59:59"))).isFalse();
        assertThat(OFFICE.isOpen(berlin("2026-01-05T09:00:00"))).isTrue();
        assertThat(OFFICE.isOpen(berlin("2026-01-05T11:59:59"))).isTrue();
        assertThat(OFFICE.isOpen(berlin("2026-01-05T12:00:00"))).isFalse();
    }

    @Test
    void isClosedOnWeekdaysWithoutHours() {
        assertThat(OFFICE.isOpen(berlin("2026-01-06T10:00:00"))).isFalse();
    }

    @Test
    void opensAgainAfterTheBreak() {
        assertThat(OFFICE.nextOpening(berlin("2026-01-05T12:30:00"))).contains(berlin("2026-01-05T13:00:00"));
    }

    @Test
    void opensOnTheNextDayWithHours() {
        assertThat(OFFICE.nextOpening(berlin("2026-01-05T17:00:00"))).contains(berlin("2026-01-09T09:00:00"));
        assertThat(OFFICE.nextOpening(berlin("2026-01-09T18:00:00"))).contains(berlin("2026-01-12T09:00:00"));
    }

    @Test
    void opensNowWhenItIsOpen() {
        Instant now = berlin("2026-01-05T10:15:00");
        assertThat(OFFICE.nextOpening(now)).contains(now);
    }

    @Test
    void neverOpensWithoutAnyHours() {
        BusinessHours closed = new BusinessHours(BERLIN, Map.of(), Holidays.none());
        assertThat(closed.nextOpening(berlin("2026-01-05T10:15:00"))).isEmpty();
    }

    @Test
    void staysClosedOnHolidaysOnceAndEveryYear() {
        Holidays holidays = new Holidays(
                Map.of(LocalDate.of(2026, 1, 5), "The day before Epiphany"), Map.of(MonthDay.of(1, 9), ""));
        BusinessHours office = OFFICE.withHolidays(holidays);
        assertThat(office.isOpen(berlin("2026-01-05T10:00:00"))).isFalse();
        assertThat(office.holidayName(berlin("2026-01-05T10:00:00"))).contains("The day before Epiphany");
        assertThat(office.holidayName(berlin("2026-01-06T10:00:00"))).isEmpty();
        assertThat(office.holidayName(berlin("2026-01-09T10:00:00"))).isEmpty();
        assertThat(office.isOpen(berlin("2026-01-09T10:00:00"))).isFalse();
        assertThat(office.isOpen(berlin("2037-01-09T10:00:00"))).isFalse();
        assertThat(office.nextOpening(berlin("2026-01-04T10:00:00"))).contains(berlin("2026-01-12T09:00:00"));
    }

    @Test
    void aHolidayIsADayInTheZoneOfTheHours() {
        BusinessHours office = BusinessHours.always(ZoneId.of("Pacific/Auckland"))
                .withHolidays(new Holidays(Map.of(LocalDate.of(2026, 1, 5), ""), Map.of()));
        assertThat(office.isOpen(Instant.parse("2026-01-04T10:59:59Z"))).isTrue();
        assertThat(office.isOpen(Instant.parse("2026-01-04T11:00:00Z"))).isFalse();
    }

    @Test
    void roundTheClockIsOpenAtMidnightAndInBothRepeatedHours() {
        BusinessHours always = BusinessHours.always(BERLIN);
        assertThat(always.isOpen(berlin("2026-01-05T00:00:00"))).isTrue();
        assertThat(always.isOpen(Instant.parse("2026-10-25T00:30:00Z"))).isTrue();
        assertThat(always.isOpen(Instant.parse("2026-10-25T01:30:00Z"))).isTrue();
    }

    @Test
    void keepsTheWallClockAcrossTheChangeToSummerTime() {
        assertThat(OFFICE.nextOpening(Instant.parse("2026-03-27T20:00:00Z")))
                .contains(Instant.parse("2026-03-30T07:00:00Z"));
        assertThat(OFFICE.nextOpening(Instant.parse("2026-03-20T20:00:00Z")))
                .contains(Instant.parse("2026-03-23T08:00:00Z"));
    }

    @Test
    void opensWhenTheClocksJumpIntoTheHours() {
        BusinessHours night = sundays("02:30", "10:00");
        assertThat(night.nextOpening(Instant.parse("2026-03-28T23:30:00Z")))
                .contains(Instant.parse("2026-03-29T01:00:00Z"));
    }

    @Test
    void skipsHoursThatTheClocksJumpOver() {
        BusinessHours night = sundays("02:10", "02:50");
        assertThat(night.nextOpening(Instant.parse("2026-03-28T23:30:00Z")))
                .contains(Instant.parse("2026-04-05T00:10:00Z"));
    }

    @Test
    void opensASecondTimeWhenTheClocksGoBackIntoTheHours() {
        BusinessHours night = sundays("01:00", "02:30");
        assertThat(night.isOpen(Instant.parse("2026-10-25T00:45:00Z"))).isFalse();
        assertThat(night.nextOpening(Instant.parse("2026-10-25T00:45:00Z")))
                .contains(Instant.parse("2026-10-25T01:00:00Z"));
    }

    @Test
    void findsTheSameOpeningAsWalkingMinuteByMinute() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            BusinessHours hours = randomHours(random);
            Instant from = Instant.parse(round % 2 == 0 ? "2026-03-28T12:00:00Z" : "2026-10-24T12:00:00Z")
                    .plus(Duration.ofMinutes(random.nextInt(1200)));
            assertThat(hours.nextOpening(from))
                    .as("seed %d, %s from %s", seed, hours, from)
                    .isEqualTo(walk(hours, from));
        }
    }

    @Test
    void refusesHoursThatEndBeforeTheyBegin() {
        assertThatIllegalArgumentException().isThrownBy(() -> hours("17:00", "09:00"));
    }

    private static Optional<Instant> walk(BusinessHours hours, Instant from) {
        Instant end = from.plus(Duration.ofDays(16));
        for (Instant at = from; at.isBefore(end); at = at.plus(Duration.ofMinutes(1))) {
            if (hours.isOpen(at)) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    private static BusinessHours randomHours(Random random) {
        Map<DayOfWeek, List<OpenHours>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : List.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY.plus(random.nextInt(7)))) {
            int from = random.nextInt(300);
            int until = from + 1 + random.nextInt(200);
            week.put(day, List.of(new OpenHours(minute(from), minute(until))));
        }
        return new BusinessHours(BERLIN, week, Holidays.none());
    }

    private static LocalTime minute(int ofDay) {
        return LocalTime.MIDNIGHT.plusMinutes(ofDay);
    }

    private static BusinessHours sundays(String from, String until) {
        return new BusinessHours(BERLIN, Map.of(DayOfWeek.SUNDAY, List.of(hours(from, until))), Holidays.none());
    }

    private static OpenHours hours(String from, String until) {
        return new OpenHours(LocalTime.parse(from), LocalTime.parse(until));
    }

    private static Instant berlin(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }
}
