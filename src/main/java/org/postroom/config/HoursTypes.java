package org.postroom.config;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    static final ValueType<String> ALWAYS =
            Types.words("always", text -> Optional.of(text).filter("always"::equals), List.of("always"));

    private static final Pattern STRETCH = Pattern.compile("([0-9]{1,2}):([0-9]{2})\\s*-\\s*([0-9]{1,2}):([0-9]{2})");
    private static final Pattern HOLIDAY = Pattern.compile("([0-9]{4}-)?([0-9]{2}-[0-9]{2})(?:\\s+(.+))?");
    private static final ValueType<List<Holidays>> DAYS =
            ValueType.of("a day", HoursTypes::holiday).list();

    static final ValueType<Holidays> HOLIDAYS = new ValueType<>(
            "none, or days such as 2026-04-03 Good Friday or, for every year, 12-25 Christmas Day (names may be left"
                    + " out); several with commas between them",
            List.of("none"),
            false,
            HoursTypes::holidays,
            DAYS.blame());

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
        return text.equals("none")
                ? Optional.of(Holidays.none())
                : DAYS.read(text).map(days -> days.stream().reduce(Holidays.none(), Holidays::and));
    }

    private static Optional<Holidays> holiday(String text) {
        Matcher parts = HOLIDAY.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String name = Optional.ofNullable(parts.group(3)).orElse("");
        try {
            return Optional.of(
                    parts.group(1) == null
                            ? new Holidays(Map.of(), Map.of(MonthDay.parse("--" + parts.group(2)), name))
                            : new Holidays(Map.of(LocalDate.parse(parts.group(1) + parts.group(2)), name), Map.of()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
