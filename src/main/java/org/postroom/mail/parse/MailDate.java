package org.postroom.mail.parse;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads Date headers (RFC 5322 section 3.3), also those of other centuries' habits; an absurd one is none. */
final class MailDate {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final Map<String, Integer> ZONE_HOURS = Map.of(
            "edt", -4, "est", -5, "cdt", -5, "cst", -6, "mdt", -6, "mst", -7, "pdt", -7, "pst", -8, "cet", 1, "cest",
            2);

    private static final String TIME =
            "(?<hour>\\d{1,2})[:.](?<minute>\\d{2})(?:[:.](?<second>\\d{2}))?(?:\\.\\d{1,9})?";
    private static final String ZONE = "(?:\\s*(?<zone>[+-]\\d{2}:?\\d{2}|[A-Za-z]{1,5}))?";
    private static final List<Pattern> FORMS = List.of(
            Pattern.compile("(?<day>\\d{1,2})[\\s-]+(?<month>[A-Za-z]{3})[A-Za-z.]{0,7}[\\s-]+(?<year>\\d{2,4}),?\\s+"
                    + TIME + ZONE),
            Pattern.compile("(?<month>[A-Za-z]{3})\\s+(?<day>\\d{1,2})\\s+" + TIME
                    + "(?<zone>)\\s+(?:[A-Za-z+0-9]{2,5}\\s+)?(?<year>\\d{4})"),
            Pattern.compile("(?<year>\\d{4})-(?<month>\\d{2})-(?<day>\\d{2})[T\\s]" + TIME + ZONE));

    private MailDate() {}

    /** The instant, or empty when there is none between 1970 and 2100. */
    static Optional<Instant> parse(String header) {
        String head = header.length() > 200 ? header.substring(0, 200) : header;
        return FORMS.stream()
                .map(form -> form.matcher(head))
                .filter(Matcher::find)
                .findFirst()
                .flatMap(MailDate::instant);
    }

    private static Optional<Instant> instant(Matcher date) {
        try {
            int second = date.group("second") == null ? 0 : Math.min(59, number(date, "second"));
            LocalDateTime local = LocalDateTime.of(
                    year(date),
                    month(date.group("month")),
                    number(date, "day"),
                    number(date, "hour"),
                    number(date, "minute"),
                    second);
            return Optional.of(local.toInstant(zone(date.group("zone"))))
                    .filter(instant -> !instant.isBefore(Instant.EPOCH) && local.getYear() < 2100);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(Matcher date, String group) {
        return Integer.parseInt(date.group(group));
    }

    /** RFC 5322 section 4.3: two digits are of 1950 to 2049, three count from 1900. */
    private static int year(Matcher date) {
        int year = number(date, "year");
        return switch (date.group("year").length()) {
            case 2 -> year < 50 ? 2000 + year : 1900 + year;
            case 3 -> 1900 + year;
            default -> year;
        };
    }

    private static int month(String written) {
        return Character.isDigit(written.charAt(0))
                ? Integer.parseInt(written)
                : MONTHS.indexOf(written.toLowerCase(Locale.ROOT)) + 1;
    }

    /** A zone nobody can tell is UTC (RFC 5322 section 4.3). */
    private static ZoneOffset zone(@Nullable String written) {
        if (written == null || written.isEmpty()) {
            return ZoneOffset.UTC;
        }
        if (Character.isLetter(written.charAt(0))) {
            return ZoneOffset.ofHours(ZONE_HOURS.getOrDefault(written.toLowerCase(Locale.ROOT), 0));
        }
        int digits = Integer.parseInt(written.substring(1).replace(":", ""));
        int minutes = digits / 100 * 60 + digits % 100;
        return ZoneOffset.ofTotalSeconds((written.charAt(0) == '-' ? -60 : 60) * minutes);
    }
}
