package org.postroom.config;

import java.nio.file.Path;
import java.util.Optional;
import org.postroom.agent.Holidays;
import org.postroom.config.HolidayCalendar.Reading;

/** Values that name an iCalendar file of holidays. */
final class HolidayFile {
    private static final String ALLOWED =
            "the path of an iCalendar file (.ics) with all-day events; when relative, it begins at the conf folder";

    private final Folder folder;

    HolidayFile(Folder folder) {
        this.folder = folder;
    }

    /** The days of the file named; empty when none is, or it cannot be read, which is then a problem of the key. */
    Optional<Holidays> find(Values values, Key<String> key) {
        return values.find(key).map(folder::resolve).flatMap(file -> read(file, values, key));
    }

    private Optional<Holidays> read(Path file, Values values, Key<String> key) {
        ProblemList reading = new ProblemList();
        Optional<String> text = folder.text(file, reading);
        if (text.isEmpty()) {
            Problem problem = reading.sorted().all().getFirst();
            values.fault(key, "'" + folder.nameOf(file) + "': " + problem.found(), ALLOWED, "");
        }
        return text.map(HolidayCalendar::read).flatMap(read -> switch (read) {
            case Reading.Days(Holidays holidays) -> Optional.of(holidays);
            case Reading.Broken(String why) -> {
                values.fault(key, "'" + folder.nameOf(file) + "', " + why, ALLOWED, "");
                yield Optional.empty();
            }
        });
    }
}
