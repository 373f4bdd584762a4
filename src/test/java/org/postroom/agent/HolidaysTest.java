package org.postroom.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HolidaysTest {
    private static final LocalDate FRIDAY = LocalDate.of(2026, 12, 25);
    private static final MonthDay CHRISTMAS = MonthDay.of(12, 25);

    @Test
    void knowsDaysWithAndWithoutAName() {
        Holidays holidays = new Holidays(Map.of(LocalDate.of(2026, 4, 3), "Good Friday"), Map.of(CHRISTMAS, ""));
        assertThat(holidays.nameOf(LocalDate.of(2026, 4, 3))).contains("Good Friday");
        assertThat(holidays.contains(LocalDate.of(2027, 4, 3))).isFalse();
        assertThat(holidays.contains(LocalDate.of(2031, 12, 25))).isTrue();
        assertThat(holidays.nameOf(LocalDate.of(2031, 12, 25))).isEmpty();
        assertThat(Holidays.none().contains(FRIDAY)).isFalse();
    }

    @Test
    void takesTheNameOfEveryYearWhereTheDayItselfHasNone() {
        assertThat(new Holidays(Map.of(FRIDAY, ""), Map.of(CHRISTMAS, "Christmas Day")).nameOf(FRIDAY))
                .contains("Christmas Day");
        assertThat(new Holidays(Map.of(FRIDAY, "Stocktaking"), Map.of(CHRISTMAS, "Christmas Day")).nameOf(FRIDAY))
                .contains("Stocktaking");
    }

    @Test
    void addsUpAndKeepsTheFirstNameOfADay() {
        Holidays ours = new Holidays(Map.of(FRIDAY, "", FRIDAY.plusDays(1), "Boxing Day"), Map.of());
        Holidays others = new Holidays(
                Map.of(FRIDAY, "Christmas Day", FRIDAY.plusDays(1), "Second day of Christmas"),
                Map.of(MonthDay.of(1, 1), "New Year"));
        Holidays both = ours.and(others);
        assertThat(both.nameOf(FRIDAY)).contains("Christmas Day");
        assertThat(both.nameOf(FRIDAY.plusDays(1))).contains("Boxing Day");
        assertThat(both.nameOf(LocalDate.of(2030, 1, 1))).contains("New Year");
    }

    @Test
    void the29thOfFebruaryComesInLeapYears() {
        Holidays leap = new Holidays(Map.of(), Map.of(MonthDay.of(2, 29), "Leap day"));
        assertThat(leap.nameOf(LocalDate.of(2028, 2, 29))).contains("Leap day");
        assertThat(leap.contains(LocalDate.of(2026, 2, 28))).isFalse();
        assertThat(leap.contains(LocalDate.of(2026, 3, 1))).isFalse();
    }
}
