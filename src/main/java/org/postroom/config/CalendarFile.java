package org.postroom.config;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.fortuna.ical4j.data.CalendarParserFactory;
import net.fortuna.ical4j.data.DefaultContentHandler;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.data.UnfoldingReader;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.TimeZoneRegistryFactory;
import net.fortuna.ical4j.model.component.VEvent;

/**
 * Takes out of a calendar (RFC 5545) what tells the days of its events, and nothing else: the rest may be as wrong as it
 * likes. Time zones are left out too, since a day is a day everywhere.
 */
final class CalendarFile extends DefaultContentHandler {
    private static final Set<String> TAKEN = Set.of(
            Property.UID,
            Property.SUMMARY,
            Property.STATUS,
            Property.DTSTART,
            Property.DTEND,
            Property.DURATION,
            Property.RRULE,
            Property.EXRULE,
            Property.RDATE,
            Property.EXDATE,
            Property.RECURRENCE_ID);

    /** RFC 5545 ends lines with CR and LF; files kept on a disk often have only LF. */
    private static final boolean LINE_FEEDS_ALONE = true;

    /** How deep it is in components that are no events, such as alarms. */
    private int elsewhere;

    private boolean taken;

    private CalendarFile(List<VEvent> events) {
        super(
                calendar -> events.addAll(calendar.getComponents(Component.VEVENT)),
                TimeZoneRegistryFactory.getInstance().createRegistry());
    }

    /** The events of all calendars in a text. Throws ParserException or any RuntimeException when something is broken. */
    static List<VEvent> events(String text) throws ParserException {
        List<VEvent> events = new ArrayList<>();
        try {
            CalendarParserFactory.getInstance()
                    .get()
                    .parse(new UnfoldingReader(new StringReader(text), LINE_FEEDS_ALONE), new CalendarFile(events));
        } catch (IOException e) {
            throw new ParserException("Reading text in memory failed", 0, e);
        }
        return events;
    }

    @Override
    public void startComponent(String name) {
        if (elsewhere > 0 || !name.equalsIgnoreCase(Component.VEVENT)) {
            elsewhere++;
        } else {
            super.startComponent(name);
        }
    }

    @Override
    public void endComponent(String name) {
        if (elsewhere > 0) {
            elsewhere--;
        } else {
            super.endComponent(name);
        }
    }

    @Override
    public void startProperty(String name) {
        taken = elsewhere == 0 && TAKEN.contains(name.toUpperCase(Locale.ROOT));
        if (taken) {
            super.startProperty(name);
        }
    }

    @Override
    public void parameter(String name, String value) {
        if (taken && !name.equalsIgnoreCase("TZID")) {
            super.parameter(name, value);
        }
    }

    @Override
    public void propertyValue(String value) {
        if (taken) {
            super.propertyValue(value);
        }
    }

    @Override
    public void endProperty(String name) {
        if (taken) {
            super.endProperty(name);
        }
    }
}
