package org.postroom.autoreply;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.postroom.agent.Brand;
import org.postroom.agent.Department;
import org.postroom.template.Model;

/** What every mail says of the department it comes from, and how it writes times. */
public final class DepartmentModel {
    private static final String COLOUR = "#4b5a6b";

    private DepartmentModel() {}

    /** The variables {@code brand.…} and {@code department.…}. */
    public static Model of(Brand brand, Department department) {
        return Model.EMPTY
                .with("brand.name", brand.name())
                .with("brand.colour", brand.colour().orElse(COLOUR))
                .with("brand.url", brand.webUrl().map(URI::toString).orElse(""))
                .with("department.name", department.name())
                .with("department.address", department.address().value());
    }

    /** A moment with date and time, on the department's clocks, in a language. */
    public static String moment(Instant instant, Department department, Locale language) {
        return plainBlanks(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .localizedBy(language)
                .format(LocalDateTime.ofInstant(instant, department.zone())));
    }

    /** The variables {@code hours.…}: which holiday it is, and when the department opens next after now. */
    static Model nextOpening(Department department, Instant now) {
        Locale language = department.language();
        return department
                .hours()
                .nextOpening(now)
                .map(at -> LocalDateTime.ofInstant(at, department.zone()))
                .map(at -> Model.EMPTY
                        .with(
                                "hours.date",
                                plainBlanks(DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                                        .localizedBy(language)
                                        .format(at)))
                        .with(
                                "hours.time",
                                plainBlanks(DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                                        .localizedBy(language)
                                        .format(at))))
                .orElse(Model.EMPTY.with("hours.date", "").with("hours.time", ""))
                .with("hours.zone", department.zone().getId())
                .with("hours.holiday", department.hours().holidayName(now).orElse(""));
    }

    /** Java puts narrow no-break spaces before AM and PM, which not every mail program shows. */
    private static String plainBlanks(String text) {
        return text.replace('\u202f', ' ').replace('\u00a0', ' ');
    }
}
