package org.postroom.mail.calendar;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What a calendar in a mail is about: its first event.
 *
 * @param act what the mail does about the event
 * @param changed whether it was sent before and changed
 * @param summary one line, empty when it has none
 * @param when empty when it cannot be read
 * @param repeats how often, by the word of RFC 5545 section 3.3.10 in lower case; empty when it does not
 * @param where one line, empty when it says nothing
 * @param organizer name or address; empty when it names none
 * @param guests names or addresses of those who are invited or answer
 * @param description several lines, empty when it has none
 * @param language which it says it is written in, such as {@code de-DE}; empty when it says nothing
 */
public record Invitation(
        Act act,
        boolean changed,
        String summary,
        Optional<When> when,
        String repeats,
        String where,
        String organizer,
        List<String> guests,
        String description,
        String language) {

    public Invitation {
        guests = List.copyOf(guests);
    }

    /** The same at the reader's time, where its own is known. */
    public Invitation at(ZoneId zone) {
        return new Invitation(
                act,
                changed,
                summary,
                when.map(time -> time.in(zone)),
                repeats,
                where,
                organizer,
                guests,
                description,
                language);
    }

    /** What a mail does about an event (RFC 5546 section 1.4; an answer by its PARTSTAT). */
    public enum Act {
        PUBLISHED,
        INVITED,
        CANCELLED,
        ACCEPTED,
        TENTATIVE,
        DECLINED,
        DELEGATED,
        ANSWERED,
        COUNTERED,
        COUNTER_DECLINED,
        ASKED_AGAIN;
    }
}
