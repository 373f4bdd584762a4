package org.postroom.mail.calendar;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.postroom.mail.calendar.Invitation.Act;

/** Says what an invitation is about, in English or German. */
public final class InvitationWords {
    private static final int MOST_NAMES = 5;
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    /** The words of one language. {@code %s} stands for a name. */
    private record Words(
            Locale locale,
            String day,
            String anonymous,
            Map<Act, String> acts,
            Map<String, String> repeats,
            String changed,
            String when,
            String where,
            String from,
            String guests,
            String more) {}

    private static final Words ENGLISH = new Words(
            Locale.ENGLISH,
            "EEE d MMM yyyy",
            "a guest",
            Map.ofEntries(
                    Map.entry(Act.PUBLISHED, "Appointment"),
                    Map.entry(Act.INVITED, "Invitation"),
                    Map.entry(Act.CANCELLED, "Cancelled"),
                    Map.entry(Act.ACCEPTED, "Accepted by %s"),
                    Map.entry(Act.TENTATIVE, "Tentatively accepted by %s"),
                    Map.entry(Act.DECLINED, "Declined by %s"),
                    Map.entry(Act.DELEGATED, "Delegated by %s"),
                    Map.entry(Act.ANSWERED, "Answered by %s"),
                    Map.entry(Act.COUNTERED, "Another time proposed by %s"),
                    Map.entry(Act.COUNTER_DECLINED, "Proposed time declined"),
                    Map.entry(Act.ASKED_AGAIN, "Current state asked for by %s")),
            Map.of("daily", "every day", "weekly", "every week", "monthly", "every month", "yearly", "every year"),
            " (changed)",
            "When",
            "Where",
            "From",
            "Invited",
            "and %d more");

    private static final Words GERMAN = new Words(
            Locale.GERMAN,
            "EEE d. MMM yyyy",
            "einem Gast",
            Map.ofEntries(
                    Map.entry(Act.PUBLISHED, "Termin"),
                    Map.entry(Act.INVITED, "Einladung"),
                    Map.entry(Act.CANCELLED, "Abgesagt"),
                    Map.entry(Act.ACCEPTED, "Zugesagt von %s"),
                    Map.entry(Act.TENTATIVE, "Mit Vorbehalt zugesagt von %s"),
                    Map.entry(Act.DECLINED, "Abgelehnt von %s"),
                    Map.entry(Act.DELEGATED, "Weitergegeben von %s"),
                    Map.entry(Act.ANSWERED, "Beantwortet von %s"),
                    Map.entry(Act.COUNTERED, "Andere Zeit vorgeschlagen von %s"),
                    Map.entry(Act.COUNTER_DECLINED, "Vorgeschlagene Zeit abgelehnt"),
                    Map.entry(Act.ASKED_AGAIN, "Aktueller Stand erbeten von %s")),
            Map.of("daily", "täglich", "weekly", "wöchentlich", "monthly", "monatlich", "yearly", "jährlich"),
            " (geändert)",
            "Wann",
            "Wo",
            "Von",
            "Eingeladen",
            "und %d weitere");

    private final Invitation invitation;
    private final Words words;

    private InvitationWords(Invitation invitation, Words words) {
        this.invitation = invitation;
        this.words = words;
    }

    /** In this language; English where it is neither English nor German. */
    public static InvitationWords in(Locale language, Invitation invitation) {
        return new InvitationWords(invitation, language.getLanguage().equals("de") ? GERMAN : ENGLISH);
    }

    /** What, when and where in one line. */
    public String line() {
        List<String> parts = new ArrayList<>();
        parts.add(what());
        invitation.when().map(this::time).ifPresent(parts::add);
        parts.add(invitation.where());
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(" · "));
    }

    /** All of it: a line each for what, when, where, and who, and the description below. */
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add(what());
        invitation.when().map(when -> words.when + ": " + time(when)).ifPresent(lines::add);
        say(lines, words.where, invitation.where());
        say(lines, words.from, invitation.organizer());
        if (!answer()) {
            say(lines, words.guests, guests());
        }
        if (!invitation.description().isBlank()) {
            lines.add("");
            lines.add(invitation.description());
        }
        return String.join("\n", lines);
    }

    private static void say(List<String> lines, String label, String value) {
        if (!value.isEmpty()) {
            lines.add(label + ": " + value);
        }
    }

    private String what() {
        String act = words.acts
                .getOrDefault(invitation.act(), "")
                .replace("%s", invitation.guests().stream().findFirst().orElse(words.anonymous));
        String changed = invitation.changed() ? words.changed : "";
        return invitation.summary().isEmpty() ? act + changed : act + changed + ": " + invitation.summary();
    }

    /** Whether somebody answers: then the only guest is who does. */
    private boolean answer() {
        return switch (invitation.act()) {
            case PUBLISHED, INVITED, CANCELLED, COUNTER_DECLINED -> false;
            case ACCEPTED, TENTATIVE, DECLINED, DELEGATED, ANSWERED, COUNTERED, ASKED_AGAIN -> true;
        };
    }

    private String guests() {
        List<String> all = invitation.guests();
        String first = all.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        int more = all.size() - MOST_NAMES;
        return more > 0 ? first + " " + words.more.replace("%d", Integer.toString(more)) : first;
    }

    private String time(When when) {
        String span = when.wholeDays() ? days(when) : hours(when);
        String zone = when.zone().isEmpty() ? "" : " (" + when.zone().replaceAll("[\\p{Cntrl}()]", "") + ")";
        String often = words.repeats.getOrDefault(invitation.repeats(), "");
        return span + zone + (often.isEmpty() ? "" : ", " + often);
    }

    private String days(When when) {
        LocalDate last = when.end().toLocalDate().minusDays(1);
        boolean one = !last.isAfter(when.start().toLocalDate());
        return one ? day(when.start()) : day(when.start()) + " – " + day(last.atStartOfDay());
    }

    private String hours(When when) {
        String start = day(when.start()) + ", " + HOUR.format(when.start());
        if (when.start().equals(when.end())) {
            return start;
        }
        boolean sameDay = when.start().toLocalDate().equals(when.end().toLocalDate());
        return sameDay
                ? start + "–" + HOUR.format(when.end())
                : start + " – " + day(when.end()) + ", " + HOUR.format(when.end());
    }

    private String day(LocalDateTime time) {
        return DateTimeFormatter.ofPattern(words.day, words.locale).format(time);
    }
}
