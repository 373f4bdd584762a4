package org.postroom.mail.parse;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.postroom.mail.calendar.CalendarReader;
import org.postroom.mail.calendar.Invitation;
import org.postroom.mail.calendar.InvitationWords;

/** The invitation in a mail (RFC 6047), said in words: in the language it names, else in that of the mail. */
record CalendarParts(Invitation invitation, Locale language) {
    private static final Set<String> TYPES = Set.of("text/calendar", "application/ics", "text/x-vcalendar");
    private static final int LONGEST = 500_000;

    /** Of the first calendar that has an event. */
    static Optional<CalendarParts> of(Entity mail) {
        Optional<Invitation> invitation = all(mail)
                .filter(part -> TYPES.contains(part.header().mediaType())
                        && part.content().size() <= LONGEST)
                .limit(10)
                .flatMap(part -> CalendarReader.read(utf8(part)).stream())
                .findFirst();
        return invitation.map(found -> new CalendarParts(found, language(found, mail.header())));
    }

    private static Stream<Entity> all(Entity entity) {
        return Stream.concat(Stream.of(entity), entity.parts().stream().flatMap(CalendarParts::all));
    }

    /** Calendars are UTF-8 unless they say otherwise (RFC 5545 section 3.1.4). */
    private static String utf8(Entity part) {
        return TextDecoder.decode(
                part.content().toArray(), part.header().charset().or(() -> Optional.of("utf-8")));
    }

    private static Locale language(Invitation invitation, PartHeader header) {
        String own = invitation.language().isEmpty()
                ? header.first("Content-Language")
                        .map(field -> field.text(Optional.empty())
                                .replaceFirst(",.*", "")
                                .strip())
                        .orElse("")
                : invitation.language();
        return Locale.forLanguageTag(own.replace('_', '-'));
    }

    /** All of it, where the mail says nothing else. */
    String text() {
        return InvitationWords.in(language, invitation).text();
    }

    /** For agents, beside what else the mail says. */
    String sentence() {
        return "It has a calendar entry: "
                + InvitationWords.in(Locale.ENGLISH, invitation).line();
    }
}
