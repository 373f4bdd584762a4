package org.postroom.config;

import org.postroom.fuzz.Hold;
import org.postroom.fuzz.Words;

/** Whatever a calendar holds, it is days or a reason. */
public final class CalendarFuzz {
    private CalendarFuzz() {}

    /** Called by Jazzer and FuzzTest. */
    public static void fuzzerTestOneInput(byte[] data) {
        HolidayCalendar.Reading reading = HolidayCalendar.read(Words.of(data));
        Hold.that(reading != null, "nothing");
    }
}
