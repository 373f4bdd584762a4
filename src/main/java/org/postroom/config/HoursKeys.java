package org.postroom.config;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.postroom.agent.Holidays;
import org.postroom.agent.OpenHours;

/** The keys of hours and holidays, as brands and departments have them. */
final class HoursKeys {
    final Key<ZoneId> zone;
    final Key<String> always;
    final Map<DayOfWeek, Key<List<OpenHours>>> days;
    final Key<Holidays> holidays;
    final Key<String> holidaysFile;

    /** The last three say what holds where nothing is written. */
    HoursKeys(KeyTable table, String zoneOtherwise, String hoursOtherwise, String holidaysOtherwise) {
        this.zone = table.optional(
                "time-zone", Types.ZONE, zoneOtherwise, "Europe/Berlin", "The time zone of hours and holidays.");
        this.always = table.optional(
                "hours",
                HoursTypes.ALWAYS,
                hoursOtherwise,
                "always",
                "Open round the clock, in place of hours by weekday.");
        this.days = dayKeys(table, hoursOtherwise);
        this.holidays = table.optional(
                "holidays",
                HoursTypes.HOLIDAYS,
                holidaysOtherwise,
                "2026-04-03 Good Friday, 12-25 Christmas Day, 12-26",
                "Days on which it is closed all day, best with their names; without a year: every year.");
        this.holidaysFile = table.optional(
                "holidays.file",
                Types.PATH,
                holidaysOtherwise,
                "holidays/bavaria.ics",
                "An iCalendar file whose all-day events are holidays too, those that come again included. Whoever sets"
                        + " holidays or holidays.file inherits neither.");
    }

    private static Map<DayOfWeek, Key<List<OpenHours>>> dayKeys(KeyTable table, String otherwise) {
        Map<DayOfWeek, Key<List<OpenHours>>> keys = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            keys.put(
                    day,
                    table.optional(
                            "hours." + day.name().toLowerCase(Locale.ROOT),
                            HoursTypes.HOURS,
                            otherwise + "; closed when another weekday is set here",
                            "09:00-12:00, 13:00-17:00",
                            "When it is open on " + capitalised(day) + "s, by the clock on the wall."));
        }
        return keys;
    }

    private static String capitalised(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    /** All keys of weekdays. */
    List<Key<?>> dayKeys() {
        return new ArrayList<>(days.values());
    }
}
