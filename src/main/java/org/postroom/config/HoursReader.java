package org.postroom.config;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.postroom.agent.BusinessHours;
import org.postroom.agent.Holidays;
import org.postroom.agent.OpenHours;

/** Reads hours and holidays; what a file does not say is as in the hours it inherits. */
final class HoursReader {
    private final HoursKeys keys;
    private final HolidayFile file;

    HoursReader(HoursKeys keys, Folder folder) {
        this.keys = keys;
        this.file = new HolidayFile(folder);
    }

    BusinessHours read(Values values, BusinessHours inherited) {
        ZoneId zone = values.find(keys.zone).orElse(inherited.zone());
        BusinessHours week = week(values, inherited).withZone(zone);
        return holidays(values).map(week::withHolidays).orElse(week);
    }

    /** The list and the file add up. */
    private Optional<Holidays> holidays(Values values) {
        return Stream.of(values.find(keys.holidays), file.find(values, keys.holidaysFile))
                .flatMap(Optional::stream)
                .reduce(Holidays::and);
    }

    private BusinessHours week(Values values, BusinessHours inherited) {
        Optional<Key<?>> day = keys.dayKeys().stream().filter(values::has).findFirst();
        if (values.find(keys.always).isPresent()) {
            day.ifPresent(key -> values.fault(key, "hours of a weekday beside hours = always", "one of the two", ""));
            return BusinessHours.always(inherited.zone()).withHolidays(inherited.holidays());
        }
        return day.isPresent() ? new BusinessHours(inherited.zone(), days(values), inherited.holidays()) : inherited;
    }

    private Map<DayOfWeek, List<OpenHours>> days(Values values) {
        Map<DayOfWeek, List<OpenHours>> days = new EnumMap<>(DayOfWeek.class);
        keys.days.forEach((day, key) -> values.find(key).ifPresent(hours -> days.put(day, hours)));
        return days;
    }
}
