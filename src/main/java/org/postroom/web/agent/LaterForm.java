package org.postroom.web.agent;

import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.postroom.agent.BusinessHours;
import org.postroom.agent.Department;
import org.postroom.desk.SendTime;
import org.postroom.web.Ask;
import org.postroom.web.Visit;

/**
 * Whether an answer is to be sent later, as the form says it.
 *
 * @param way {@code at} a time, when we {@code open}, or empty: now
 * @param at the time as the browser sends it, on the visitor's clocks
 * @param withinHours whether a time outside business hours moves to the next opening
 * @param close whether the ticket is closed with it
 */
record LaterForm(String way, String at, boolean withinHours, boolean close) {
    /** Not later. */
    static final LaterForm NOW = new LaterForm("", "", false, false);

    /** Reads the form. The button that confirms says nothing of the time; what was confirmed stands beside it. */
    static LaterForm of(Ask ask) {
        String pressed = ask.field("later");
        String confirmed = ask.field("confirmed").isEmpty() ? "" : ask.field("later-confirmed");
        return new LaterForm(
                pressed.isEmpty() ? confirmed : pressed,
                ask.field("later-at"),
                ask.field("later-hours").equals("yes"),
                ask.field("later-close").equals("yes"));
    }

    /** Whether it is to be sent later. */
    boolean isWanted() {
        return !way.isEmpty();
    }

    /** The time that is meant, on the visitor's clocks. */
    SendTime time(Visit visit, BusinessHours hours, InstantSource clock) {
        SendTime.Calendar calendar =
                new SendTime.Calendar(clock.instant(), visit.manner().zone(), hours);
        if (way.equals("open")) {
            return calendar.nextOpening();
        }
        try {
            return calendar.at(LocalDateTime.parse(at), withinHours);
        } catch (DateTimeParseException e) {
            return new SendTime.Wrong(SendTime.Fault.UNREADABLE);
        }
    }

    /** The hours of a department; one that is not in conf any more is always open. */
    static BusinessHours hours(Optional<Department> department) {
        return department.map(Department::hours).orElseGet(() -> BusinessHours.always(ZoneOffset.UTC));
    }
}
