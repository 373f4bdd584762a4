package org.postroom.agent;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Set;

/**
 * The days nobody is there (SPEC G2).
 *
 * @param dates once
 * @param everyYear each year again
 */
public record Holidays(Set<LocalDate> dates, Set<MonthDay> everyYear) {
    private static final Holidays NONE = new Holidays(Set.of(), Set.of());

    public Holidays {
        dates = Set.copyOf(dates);
        everyYear = Set.copyOf(everyYear);
    }

    public static Holidays none() {
        return NONE;
    }

    public boolean contains(LocalDate day) {
        return dates.contains(day) || everyYear.contains(MonthDay.from(day));
    }
}
