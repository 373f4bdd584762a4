package org.postroom.agent;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The days nobody is there (SPEC G2), with what they are called; an empty name where that is not known.
 *
 * @param dates once
 * @param everyYear each year again
 */
public record Holidays(Map<LocalDate, String> dates, Map<MonthDay, String> everyYear) {
    private static final Holidays NONE = new Holidays(Map.of(), Map.of());

    public Holidays {
        dates = Map.copyOf(dates);
        everyYear = Map.copyOf(everyYear);
    }

    public static Holidays none() {
        return NONE;
    }

    public boolean contains(LocalDate day) {
        return dates.containsKey(day) || everyYear.containsKey(MonthDay.from(day));
    }

    /** What a day is called; empty when it is no holiday, or one without a name. */
    public Optional<String> nameOf(LocalDate day) {
        String once = dates.getOrDefault(day, "");
        String name = once.isEmpty() ? everyYear.getOrDefault(MonthDay.from(day), "") : once;
        return Optional.of(name).filter(known -> !known.isEmpty());
    }

    /** These days and those; where both have a day, its name here counts unless it has none. */
    public Holidays and(Holidays others) {
        return new Holidays(both(dates, others.dates), both(everyYear, others.everyYear));
    }

    private static <D> Map<D, String> both(Map<D, String> ours, Map<D, String> theirs) {
        Map<D, String> both = new HashMap<>(ours);
        theirs.forEach((day, name) -> both.merge(day, name, (own, other) -> own.isEmpty() ? other : own));
        return both;
    }
}
