package org.postroom.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Business time between two moments, and its inverse. */
class BusinessTimeTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final BusinessHours OFFICE = new BusinessHours(
            BERLIN,
            Map.of(
                    DayOfWeek.MONDAY, List.of(hours("09:00", "12:00"), hours("13:00", "17:00")),
                    DayOfWeek.FRIDAY, List.of(hours("09:00", "15:00"))),
            Holidays.none());

    /** A zone and a moment shortly before its clocks change. */
    private record Change(ZoneId zone, Instant before) {
        static Change of(String zone, String before) {
            return new Change(ZoneId.of(zone), Instant.parse(before));
        }
    }

    private static final List<Change> CHANGES = List.of(
            Change.of("Europe/Berlin", "2026-03-28T12:00:00Z"),
            Change.of("Europe/Berlin", "2026-10-24T12:00:00Z"),
            Change.of("America/New_York", "2026-03-07T12:00:00Z"),
            Change.of("America/New_York", "2026-10-31T12:00:00Z"),
            // Half an hour
            Change.of("Australia/Lord_Howe", "2026-04-04T00:00:00Z"),
            Change.of("Australia/Lord_Howe", "2026-10-03T00:00:00Z"),
            // There was no 30 December 2011
            Change.of("Pacific/Apia", "2011-12-29T00:00:00Z"),
            // The hour before midnight came twice, the second time from 23:01 on
            Change.of("America/St_Johns", "2010-11-06T12:00:00Z"),
            // Midnight itself was skipped
            Change.of("America/Sao_Paulo", "2018-11-03T12:00:00Z"),
            Change.of("UTC", "2026-02-27T12:00:00Z"));

    @Test
    void countsTheHoursOfADayWithoutItsBreak() {
        assertThat(OFFICE.between(berlin("2026-01-05T08:00"), berlin("2026-01-05T18:00")))
                .isEqualTo(Duration.ofHours(7));
        assertThat(OFFICE.between(berlin("2026-01-05T11:30"), berlin("2026-01-05T13:15")))
                .isEqualTo(Duration.ofMinutes(45));
        assertThat(OFFICE.between(berlin("2026-01-05T12:10"), berlin("2026-01-05T12:50")))
                .isEqualTo(Duration.ZERO);
    }

    @Test
    void countsSecondsAndLess() {
        Instant from = berlin("2026-01-05T09:00").plusNanos(1);
        assertThat(OFFICE.between(from, from.plusMillis(1500))).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void countsOverNightsAndDaysOff() {
        assertThat(OFFICE.between(berlin("2026-01-05T16:00"), berlin("2026-01-12T10:00")))
                .isEqualTo(Duration.ofHours(1 + 6 + 1));
    }

    @Test
    void countsNothingOnHolidays() {
        BusinessHours office = OFFICE.withHolidays(new Holidays(Map.of(LocalDate.of(2026, 1, 9), ""), Map.of()));
        assertThat(office.between(berlin("2026-01-05T16:00"), berlin("2026-01-12T10:00")))
                .isEqualTo(Duration.ofHours(2));
        assertThat(office.after(berlin("2026-01-05T16:00"), Duration.ofHours(2)))
                .contains(berlin("2026-01-12T10:00"));
    }

    @Test
    void roundTheClockIsTimeItself() {
        BusinessHours always = BusinessHours.always(BERLIN);
        Instant from = Instant.parse("2026-01-05T10:15:30Z");
        Instant to = Instant.parse("2027-01-05T08:01:02.5Z");
        assertThat(always.between(from, to)).isEqualTo(Duration.between(from, to));
        assertThat(always.after(from, Duration.between(from, to))).contains(to);
    }

    @Test
    void aDayHasAnHourLessInSpringAndOneMoreInAutumn() {
        BusinessHours sundays =
                new BusinessHours(BERLIN, Map.of(DayOfWeek.SUNDAY, List.of(OpenHours.wholeDay())), Holidays.none());
        assertThat(sundays.between(berlin("2026-03-28T00:00"), berlin("2026-03-31T00:00")))
                .isEqualTo(Duration.ofHours(23));
        assertThat(sundays.between(berlin("2026-10-24T00:00"), berlin("2026-10-27T00:00")))
                .isEqualTo(Duration.ofHours(25));
    }

    @Test
    void aDayThatACountryLeftOutDoesNotCount() {
        ZoneId apia = ZoneId.of("Pacific/Apia");
        BusinessHours always = new BusinessHours(apia, allWeek(hours("09:00", "17:00")), Holidays.none());
        Instant from = LocalDate.of(2011, 12, 29).atTime(16, 0).atZone(apia).toInstant();
        assertThat(always.between(
                        from,
                        LocalDate.of(2011, 12, 31).atTime(10, 0).atZone(apia).toInstant()))
                .isEqualTo(Duration.ofHours(2));
    }

    @Test
    void hoursThatOverlapCountOnce() {
        BusinessHours twice = new BusinessHours(
                BERLIN,
                Map.of(
                        DayOfWeek.MONDAY,
                        List.of(hours("11:00", "00:00"), hours("09:00", "12:00"), hours("10:00", "11:30"))),
                Holidays.none());
        assertThat(twice.week()).containsEntry(DayOfWeek.MONDAY, List.of(hours("09:00", "00:00")));
        assertThat(twice.between(berlin("2026-01-05T00:00"), berlin("2026-01-06T00:00")))
                .isEqualTo(Duration.ofHours(15));
    }

    @Test
    void aTimeIsOverTheMomentItIsFull() {
        assertThat(OFFICE.after(berlin("2026-01-05T09:00"), Duration.ofHours(7)))
                .contains(berlin("2026-01-05T17:00"));
        assertThat(OFFICE.after(berlin("2026-01-04T09:00"), Duration.ofHours(4)))
                .contains(berlin("2026-01-05T14:00"));
        assertThat(OFFICE.after(berlin("2026-01-04T09:00"), Duration.ZERO)).contains(berlin("2026-01-04T09:00"));
    }

    @Test
    void withoutAnyHoursNoTimePasses() {
        BusinessHours never = new BusinessHours(BERLIN, Map.of(), Holidays.none());
        assertThat(never.between(berlin("2026-01-05T09:00"), berlin("2027-01-05T09:00")))
                .isEqualTo(Duration.ZERO);
        assertThat(never.after(berlin("2026-01-05T09:00"), Duration.ofNanos(1))).isEmpty();
    }

    @Test
    void countsBackwardsWithAMinus() {
        assertThat(OFFICE.between(berlin("2026-01-05T18:00"), berlin("2026-01-05T08:00")))
                .isEqualTo(Duration.ofHours(-7));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OFFICE.after(berlin("2026-01-05T18:00"), Duration.ofHours(-1)));
    }

    @Test
    void countsTheMinutesThatAWalkFindsOpen() {
        forRandomHours(round -> assertThat(round.hours().between(round.first(), round.second()))
                .isEqualTo(walk(round.hours(), round.first(), round.second())));
    }

    @Test
    void partsAddUpToTheWhole() {
        forRandomHours(round -> {
            BusinessHours hours = round.hours();
            Duration parts =
                    hours.between(round.first(), round.second()).plus(hours.between(round.second(), round.third()));
            assertThat(parts).isEqualTo(hours.between(round.first(), round.third()));
        });
    }

    @Test
    void afterIsTheInverse() {
        forRandomHours(round -> {
            BusinessHours hours = round.hours();
            Instant from = round.first();
            Instant to = round.second();
            Duration time = hours.between(from, to);
            Instant reached = hours.after(from, time).orElseThrow();
            assertThat(hours.between(from, reached)).isEqualTo(time);
            assertThat(reached).isBeforeOrEqualTo(to);
            assertThat(time.isZero()
                            || hours.between(from, reached.minusMillis(1)).compareTo(time) < 0)
                    .as("the first such moment")
                    .isTrue();
        });
    }

    @Test
    void opensNextWhereTimeBeginsToCount() {
        forRandomHours(round -> round.hours().nextOpening(round.first()).ifPresent(opening -> {
            assertThat(round.hours().between(round.first(), opening)).isEqualTo(Duration.ZERO);
            assertThat(round.hours().between(opening, opening.plusMillis(1))).isEqualTo(Duration.ofMillis(1));
        }));
    }

    /** Hours and three moments in order, on whole minutes. */
    private record Round(BusinessHours hours, Instant first, Instant second, Instant third) {}

    private static void forRandomHours(Consumer<Round> check) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (Change change : CHANGES) {
            for (int i = 0; i < 25; i++) {
                Round round = round(random, change);
                try {
                    check.accept(round);
                } catch (AssertionError e) {
                    throw new AssertionError("seed " + seed + ", " + round, e);
                }
            }
        }
    }

    private static Round round(Random random, Change change) {
        List<Instant> moments = random.ints(3, 0, 5 * 24 * 60)
                .sorted()
                .mapToObj(minutes -> change.before().plus(Duration.ofMinutes(minutes)))
                .toList();
        return new Round(randomHours(random, change), moments.get(0), moments.get(1), moments.get(2));
    }

    private static BusinessHours randomHours(Random random, Change change) {
        LocalDate day = LocalDate.ofInstant(change.before(), change.zone()).plusDays(random.nextInt(5));
        Holidays holidays = random.nextInt(4) == 0 ? new Holidays(Map.of(day, ""), Map.of()) : Holidays.none();
        return switch (random.nextInt(8)) {
            case 0 -> BusinessHours.always(change.zone()).withHolidays(holidays);
            case 1 -> new BusinessHours(change.zone(), Map.of(), holidays);
            default -> new BusinessHours(change.zone(), randomWeek(random), holidays);
        };
    }

    private static Map<DayOfWeek, List<OpenHours>> randomWeek(Random random) {
        Map<DayOfWeek, List<OpenHours>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            List<OpenHours> hours = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                int from = random.nextInt(24 * 60 - 1);
                int until = from + 1 + random.nextInt(24 * 60 - from);
                hours.add(new OpenHours(minute(from), minute(until)));
            }
            week.put(day, hours);
        }
        return week;
    }

    /** By asking of each minute whether it is open. */
    private static Duration walk(BusinessHours hours, Instant from, Instant to) {
        long open = 0;
        for (Instant at = from; at.isBefore(to); at = at.plus(Duration.ofMinutes(1))) {
            open += hours.isOpen(at) ? 1 : 0;
        }
        return Duration.ofMinutes(open);
    }

    private static Map<DayOfWeek, List<OpenHours>> allWeek(OpenHours hours) {
        Map<DayOfWeek, List<OpenHours>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            week.put(day, List.of(hours));
        }
        return week;
    }

    /** The minute of a day; the last is midnight again. */
    private static LocalTime minute(int ofDay) {
        return LocalTime.MIDNIGHT.plusMinutes(ofDay);
    }

    private static OpenHours hours(String from, String until) {
        return new OpenHours(LocalTime.parse(from), LocalTime.parse(until));
    }

    private static Instant berlin(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }
}
