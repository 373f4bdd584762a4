package org.postroom.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.agent.BusinessHours;
import org.postroom.agent.Holidays;
import org.postroom.agent.OpenHours;

class SendTimeTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    /** A Friday; it is 18:30 in Berlin, and closed. */
    private static final Instant FRIDAY_EVENING = Instant.parse("2026-11-20T17:30:00Z");

    /** Monday to Friday from 9 to 17, but not on 23 November, nor on 25 and 26 December. */
    private static BusinessHours office() {
        Map<DayOfWeek, List<OpenHours>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.compareTo(DayOfWeek.SATURDAY) < 0) {
                week.put(day, List.of(new OpenHours(LocalTime.of(9, 0), LocalTime.of(17, 0))));
            }
        }
        return new BusinessHours(
                BERLIN,
                week,
                new Holidays(
                        Map.of(LocalDate.of(2026, 11, 23), "Works outing"),
                        Map.of(MonthDay.of(12, 25), "Christmas", MonthDay.of(12, 26), "Boxing Day")));
    }

    private static SendTime.Calendar calendar(Instant now) {
        return new SendTime.Calendar(now, BERLIN, office());
    }

    private static SendTime at(String moment) {
        return new SendTime.At(Instant.parse(moment));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-25 09:00 | 2026-11-25T08:00:00Z",
                "2026-11-25T9:00 | 2026-11-25T08:00:00Z",
                "25.11.2026 09:00 | 2026-11-25T08:00:00Z",
                "25. 11. 2026, um 9:00 Uhr | 2026-11-25T08:00:00Z",
                "3h | 2026-11-20T20:30:00Z",
                "3 Std | 2026-11-20T20:30:00Z",
                "90m | 2026-11-20T19:00:00Z",
                "2d | 2026-11-22T17:30:00Z",
                "2 Tage | 2026-11-22T17:30:00Z"
            })
    void readsTimesAndSpans(String text, String moment) {
        assertThat(calendar(FRIDAY_EVENING).read(text)).isEqualTo(at(moment));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tomorrow",
                "2026-11-25",
                "2026-13-25 09:00",
                "2026-11-25 25:00",
                "30.2.2027 9:00",
                "3",
                "3 weeks",
                ""
            })
    void doesNotGuess(String text) {
        assertThat(calendar(FRIDAY_EVENING).read(text)).isEqualTo(new SendTime.Wrong(SendTime.Fault.UNREADABLE));
    }

    @Test
    void refusesWhatIsPastOrFar() {
        assertThat(calendar(FRIDAY_EVENING).read("2026-11-20 18:30"))
                .isEqualTo(new SendTime.Wrong(SendTime.Fault.PAST));
        assertThat(calendar(FRIDAY_EVENING).read("0m")).isEqualTo(new SendTime.Wrong(SendTime.Fault.PAST));
        assertThat(calendar(FRIDAY_EVENING).read("2062-11-25 09:00")).isEqualTo(new SendTime.Wrong(SendTime.Fault.FAR));
    }

    @Test
    void looksForNoOpeningInYearsThatDoNotCome() {
        for (LocalDateTime end : List.of(LocalDateTime.MAX, LocalDateTime.parse("+999999999-12-31T00:00"))) {
            assertThat(calendar(FRIDAY_EVENING).at(end, true)).isEqualTo(new SendTime.Wrong(SendTime.Fault.FAR));
            assertThat(calendar(FRIDAY_EVENING).at(end, false)).isEqualTo(new SendTime.Wrong(SendTime.Fault.FAR));
        }
        assertThat(calendar(FRIDAY_EVENING).at(LocalDateTime.MIN, true))
                .isEqualTo(new SendTime.Wrong(SendTime.Fault.PAST));
    }

    @Test
    void waitsOverWeekendAndHolidayUntilTheDepartmentOpens() {
        assertThat(calendar(FRIDAY_EVENING).read("open")).isEqualTo(at("2026-11-24T08:00:00Z"));
        assertThat(calendar(FRIDAY_EVENING).read("Offen")).isEqualTo(at("2026-11-24T08:00:00Z"));
    }

    @Test
    void movesATimeOutsideBusinessHoursToTheNextOpening() {
        assertThat(calendar(FRIDAY_EVENING).read("2026-12-24 18:00 open")).isEqualTo(at("2026-12-28T08:00:00Z"));
        assertThat(calendar(FRIDAY_EVENING).read("2026-12-24 16:59 open")).isEqualTo(at("2026-12-24T15:59:00Z"));
        assertThat(calendar(FRIDAY_EVENING).at(LocalDateTime.of(2026, 11, 23, 10, 0), true))
                .isEqualTo(at("2026-11-24T08:00:00Z"));
        assertThat(calendar(FRIDAY_EVENING).at(LocalDateTime.of(2026, 11, 23, 10, 0), false))
                .isEqualTo(at("2026-11-23T09:00:00Z"));
    }

    @Test
    void waitsForNoOpeningWhileItIsOpenOrNeverOpens() {
        assertThat(calendar(Instant.parse("2026-11-20T12:00:00Z")).read("open"))
                .isEqualTo(new SendTime.Wrong(SendTime.Fault.OPEN_NOW));
        BusinessHours never = new BusinessHours(BERLIN, Map.of(), Holidays.none());
        assertThat(new SendTime.Calendar(FRIDAY_EVENING, BERLIN, never).read("3h open"))
                .isEqualTo(new SendTime.Wrong(SendTime.Fault.NEVER_OPEN));
    }

    @Test
    void theClockOnTheWallDecidesWhereClocksChange() {
        Instant march = Instant.parse("2027-03-26T17:30:00Z");
        // On 28 March 2027 clocks go from 2:00 to 3:00, on 31 October from 3:00 back to 2:00
        assertThat(calendar(march).read("2027-03-28 02:30")).isEqualTo(at("2027-03-28T01:30:00Z"));
        assertThat(calendar(march).read("2027-03-29 09:00")).isEqualTo(at("2027-03-29T07:00:00Z"));
        assertThat(calendar(march).read("open")).isEqualTo(at("2027-03-29T07:00:00Z"));
        assertThat(calendar(march).read("3d")).isEqualTo(at("2027-03-29T16:30:00Z"));
        assertThat(calendar(march).read("2027-10-31 02:30")).isEqualTo(at("2027-10-31T00:30:00Z"));
    }
}
