package org.postroom.config;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postroom.agent.Holidays;
import org.postroom.agent.OpenHours;

/** Hours of a weekday, and holidays. */
final class HoursTypes {
    static final ValueType<List<OpenHours>> HOURS = Types.words(
            "closed, or hours such as 09:00-17:00 or 09:00-12:00, 13:00-17:00 (24:00 is the end of the day)",
            HoursTypes::hours,
            List.of("closed"));
    static final ValueType<Holidays> HOLIDAYS = Types.words(
            "none, or days such as 2026-12-24 or, for every year, 12-25; several with commas between them",
            HoursTypes::holidays,
            List.of("none"));
    static final ValueType<String> ALWAYS =
            Types.words("always", text -> Optional.of(text).filter("always"::equals), List.of("always"));

    private static final Pattern STRETCH = Pattern.compile("([0-9]{1,2}):([0-9]{2})\\s*-\\s*([0-9]{1,2}):([0-9]{2})");
    private static final Pattern EVERY_YEAR = Pattern.compile("[0-9]{2}-[0-9]{2}");

    private HoursTypes() {}

    private static Optional<List<OpenHours>> hours(String text) {
        if (text.equals("closed")) {
            return Optional.of(List.of());
        }
        List<OpenHours> stretches = new ArrayList<>();
        for (String part : Words.split(text)) {
            Matcher match = STRETCH.matcher(part);
            if (!match.matches() || !addTo(stretches, match)) {
                return Optional.empty();
            }
        }
        return Optional.of(stretches);
    }

    private static boolean addTo(List<OpenHours> stretches, Matcher match) {
        try {
            LocalTime from = LocalTime.of(number(match, 1), number(match, 2));
            boolean endOfDay = number(match, 3) == 24 && number(match, 4) == 0;
            LocalTime until = endOfDay ? LocalTime.MIDNIGHT : LocalTime.of(number(match, 3), number(match, 4));
            return (endOfDay || until.isAfter(from)) && stretches.add(new OpenHours(from, until));
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static int number(Matcher match, int group) {
        return Integer.parseInt(match.group(group));
    }

    private static Optional<Holidays> holidays(String text) {
        if (text.equals("none")) {
            return Optional.of(Holidays.none());
        }
        Set<LocalDate> once = new HashSet<>();
        Set<MonthDay> everyYear = new HashSet<>();
        try {
            for (String day : Words.split(text)) {
                if (EVERY_YEAR.matcher(day).matches()) {
                    everyYear.add(MonthDay.parse("--" + day));
                } else {
                    once.add(LocalDate.parse(day));
                }
            }
        } catch (DateTimeException e) {
            return Optional.empty();
        }
        return Optional.of(new Holidays(once, everyYear));
    }
}
