package org.postroom.mail.calendar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.postroom.mail.calendar.Invitation.Act;

/** Reads the first event of a calendar, leniently: what is broken in it is as if it were not there. Never fails. */
public final class CalendarReader {
    private static final int LONGEST = 500_000;
    private static final int LONGEST_DESCRIPTION = 20_000;
    private static final int MOST_GUESTS = 1_000;

    private final Map<String, ContentLine> event = new HashMap<>();
    private final List<ContentLine> guests = new ArrayList<>();
    private String method = "";
    /** How deep in components that are within the event, such as alarms. */
    private int within;

    private CalendarReader() {}

    /** What it is about; empty when it has no event. */
    public static Optional<Invitation> read(String calendar) {
        CalendarReader reader = new CalendarReader();
        boolean inEvent = false;
        for (ContentLine line : ContentLine.all(calendar.substring(0, Math.min(LONGEST, calendar.length())))) {
            if (!inEvent) {
                inEvent = reader.before(line);
            } else if (reader.within == 0 && line.name().equals("END")) {
                break;
            } else {
                reader.inEvent(line);
            }
        }
        return inEvent ? Optional.of(reader.invitation()) : Optional.empty();
    }

    /** Whether the event begins here. */
    private boolean before(ContentLine line) {
        if (line.name().equals("METHOD")) {
            method = line.value().strip().toUpperCase(Locale.ROOT);
        }
        return line.name().equals("BEGIN") && line.value().strip().equalsIgnoreCase("VEVENT");
    }

    private void inEvent(ContentLine line) {
        switch (line.name()) {
            case "BEGIN" -> within++;
            case "END" -> within--;
            case "ATTENDEE" -> {
                if (within == 0 && guests.size() < MOST_GUESTS) {
                    guests.add(line);
                }
            }
            default -> {
                if (within == 0) {
                    event.putIfAbsent(line.name(), line);
                }
            }
        }
    }

    private Invitation invitation() {
        return new Invitation(
                act(),
                method.equals("REQUEST")
                        && !words("SEQUENCE").isEmpty()
                        && !words("SEQUENCE").equals("0"),
                words("SUMMARY"),
                line("DTSTART")
                        .flatMap(start ->
                                When.of(start, line("DTEND"), line("DURATION").map(ContentLine::value))),
                repeats(),
                words("LOCATION"),
                line("ORGANIZER").map(CalendarReader::name).orElse(""),
                guests.stream()
                        .map(CalendarReader::name)
                        .filter(name -> !name.isEmpty())
                        .toList(),
                description(),
                line("SUMMARY")
                        .or(() -> line("DESCRIPTION"))
                        .flatMap(line -> line.parameter("LANGUAGE"))
                        .orElse(""));
    }

    private Act act() {
        return switch (method) {
            case "CANCEL" -> Act.CANCELLED;
            case "REPLY" -> answer();
            case "COUNTER" -> Act.COUNTERED;
            case "DECLINECOUNTER" -> Act.COUNTER_DECLINED;
            case "REFRESH" -> Act.ASKED_AGAIN;
            case "REQUEST", "ADD" -> words("STATUS").equalsIgnoreCase("CANCELLED") ? Act.CANCELLED : Act.INVITED;
            default -> words("STATUS").equalsIgnoreCase("CANCELLED") ? Act.CANCELLED : Act.PUBLISHED;
        };
    }

    private Act answer() {
        String state = guests.stream()
                .flatMap(guest -> guest.parameter("PARTSTAT").stream())
                .findFirst()
                .orElse("")
                .toUpperCase(Locale.ROOT);
        return switch (state) {
            case "ACCEPTED" -> Act.ACCEPTED;
            case "TENTATIVE" -> Act.TENTATIVE;
            case "DECLINED" -> Act.DECLINED;
            case "DELEGATED" -> Act.DELEGATED;
            default -> Act.ANSWERED;
        };
    }

    private String repeats() {
        String rule = line("RRULE").map(ContentLine::value).orElse("").toUpperCase(Locale.ROOT);
        int from = rule.indexOf("FREQ=");
        return from < 0
                ? ""
                : rule.substring(from + 5).replaceFirst("[^A-Z].*", "").toLowerCase(Locale.ROOT);
    }

    private String description() {
        String text = line("COMMENT")
                .or(() -> line("DESCRIPTION"))
                .map(ContentLine::text)
                .orElse("");
        return text.substring(0, Math.min(LONGEST_DESCRIPTION, text.length()));
    }

    /** The name a person is called by, else the address. */
    private static String name(ContentLine person) {
        String address = person.value().strip().replaceFirst("(?i)^mailto:", "");
        String name = person.parameter("CN").orElse(address);
        return new ContentLine("", Map.of(), name).words();
    }

    private Optional<ContentLine> line(String name) {
        return Optional.ofNullable(event.get(name));
    }

    private String words(String name) {
        return line(name).map(ContentLine::words).orElse("");
    }
}
