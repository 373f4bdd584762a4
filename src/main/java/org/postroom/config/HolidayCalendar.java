package org.postroom.config;

import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Period;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.DateProperty;
import net.fortuna.ical4j.model.property.Status;
import org.postroom.agent.Holidays;

/**
 * The days of an iCalendar file (RFC 5545): those of its all-day events, which a rule of repetition brings until the end
 * of the century. An event with a time of day is no holiday.
 */
final class HolidayCalendar {
    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2100, 12, 31);
    private static final int MOST_DAYS = 100_000;
    private static final int LONGEST_NAME = 80;

    private final Set<String> replaced;
    private final Map<LocalDate, String> days = new HashMap<>();

    /** What a text turned out to be. */
    sealed interface Reading {
        record Days(Holidays holidays) implements Reading {}

        /** @param why goes on after the name of the file */
        record Broken(String why) implements Reading {}
    }

    private HolidayCalendar(Set<String> replaced) {
        this.replaced = replaced;
    }

    static Reading read(String text) {
        try {
            return days(CalendarFile.events(text));
        } catch (ParserException e) {
            return new Reading.Broken("which is not iCalendar (RFC 5545) in line " + e.getLineNo());
        } catch (RuntimeException e) {
            // Whatever a library throws at what somebody downloaded
            return new Reading.Broken("which is not iCalendar (RFC 5545)");
        }
    }

    private static Reading days(List<VEvent> events) {
        HolidayCalendar calendar = new HolidayCalendar(
                events.stream().flatMap(event -> replacedBy(event).stream()).collect(Collectors.toSet()));
        for (VEvent event : events) {
            try {
                calendar.add(event);
            } catch (RuntimeException e) {
                return new Reading.Broken("whose event '" + name(event) + "' has dates or a rule that cannot be");
            }
            if (calendar.days.size() > MOST_DAYS) {
                return new Reading.Broken("which has more than " + MOST_DAYS + " days");
            }
        }
        return calendar.days.isEmpty()
                ? new Reading.Broken("in which no event lasts all day")
                : new Reading.Days(new Holidays(calendar.days, Map.of()));
    }

    private void add(VEvent event) {
        if (day(event, Property.DTSTART).isEmpty() || isCancelled(event)) {
            return;
        }
        boolean replacement = replacedBy(event).isPresent();
        for (Period<LocalDate> time : event.<LocalDate>calculateRecurrenceSet(new Period<>(FIRST, LAST))) {
            if (replacement || !replaced.contains(occurrence(event, time.getStart()))) {
                addDays(time, name(event));
            }
        }
    }

    /** DTEND is the day after the last; many programs write the same day for an event of one day. */
    private void addDays(Period<LocalDate> time, String name) {
        LocalDate first = time.getStart();
        LocalDate end = time.getEnd().isAfter(first) ? time.getEnd() : first.plusDays(1);
        first.datesUntil(end.isAfter(LAST) ? LAST.plusDays(1) : end).forEach(day -> days.putIfAbsent(day, name));
    }

    /** RFC 5545 section 3.8.4.4: one occurrence of a repeated event that takes place differently. */
    private static Optional<String> replacedBy(VEvent event) {
        return day(event, Property.RECURRENCE_ID).map(day -> occurrence(event, day));
    }

    private static String occurrence(VEvent event, LocalDate day) {
        return day + " " + text(event, Property.UID);
    }

    private static boolean isCancelled(VEvent event) {
        return text(event, Property.STATUS).equalsIgnoreCase(Status.VALUE_CANCELLED);
    }

    private static Optional<LocalDate> day(VEvent event, String property) {
        Optional<DateProperty<Temporal>> found = event.getProperty(property);
        return found.map(DateProperty::getDate)
                .filter(LocalDate.class::isInstance)
                .map(LocalDate.class::cast);
    }

    /** On one line and not too long: it goes into mails. */
    private static String name(VEvent event) {
        String line = text(event, Property.SUMMARY)
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        return line.codePointCount(0, line.length()) <= LONGEST_NAME
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_NAME - 1))
                                .strip() + "…";
    }

    private static String text(VEvent event, String property) {
        return event.getProperty(property).map(Property::getValue).orElse("");
    }
}
