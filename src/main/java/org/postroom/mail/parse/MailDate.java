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
    /** How the months begin, in English and in the languages of programs that write their own. */
    private static final List<String> MONTHS = List.of(
            "jan|jän|gen|ene|янв",
            "feb|fév|fev|fév|фев",
            "mar|mär|mrz|mrt|maa|мар",
            "apr|avr|abr|апр",
            "may|mai|mei|mag|maj|май",
            "jun|juin|giu|июн",
            "jul|juil|lug|июл",
            "aug|ago|aoû|aou|авг",
            "sep|set|сен",
            "oct|okt|ott|out|окт",
            "nov|ноя",
            "dec|dez|déc|dic|дек");

    /** Minutes east of UTC (RFC 5322 section 4.3, and what programs write beside it). */
    private static final Map<String, Integer> ZONE_MINUTES = Map.ofEntries(
            Map.entry("hst", -600),
            Map.entry("akst", -540),
            Map.entry("akdt", -480),
            Map.entry("pst", -480),
            Map.entry("pdt", -420),
            Map.entry("mst", -420),
            Map.entry("mdt", -360),
            Map.entry("cst", -360),
            Map.entry("cdt", -300),
            Map.entry("est", -300),
            Map.entry("edt", -240),
            Map.entry("bst", 60),
            Map.entry("cet", 60),
            Map.entry("met", 60),
            Map.entry("mez", 60),
            Map.entry("mesz", 120),
            Map.entry("mest", 120),
            Map.entry("cest", 120),
            Map.entry("eet", 120),
            Map.entry("sast", 120),
            Map.entry("eest", 180),
            Map.entry("msk", 180),
            Map.entry("hkt", 480),
            Map.entry("jst", 540),
            Map.entry("kst", 540),
            Map.entry("aest", 600),
            Map.entry("aedt", 660),
            Map.entry("nzst", 720),
            Map.entry("nzdt", 780));

    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
    private static final int DAY = 24 * 60;
    private static final Pattern COMMENT = Pattern.compile("\\([^()]*+\\)");
    private static final Pattern SINCE_1970 =
            Pattern.compile("\\s*@?(?<seconds>[1-9]\\d{8,9})(?:\\d{3})?(?:\\.\\d+)?\\s*");
    private static final String TIME =
            "(?<hour>\\d{1,2})\\s*[:.]\\s*(?<minute>\\d{2})(?:\\s*[:.]\\s*(?<second>\\d{2}))?(?:[.,]\\d{1,9})?(?:\\s*(?<half>[AaPp])\\.?[Mm]\\.?)?";
    private static final String ZONE = "(?:\\s*(?:(?:GMT|UTC)(?=[+-]))?(?<zone>[+-]\\d{1,2}:?\\d{2}|[A-Za-z]{1,5}))?";
    private static final List<Pattern> FORMS = List.of(
            Pattern.compile(
                    "(?<day>\\d{1,2})\\.?[\\s-]+(?:de\\s+)?(?<month>\\p{L}{3,12})\\.?[\\s-]+(?:de\\s+)?(?<year>\\d{2,4}),?\\s+"
                            + TIME + ZONE),
            Pattern.compile("(?<month>\\p{L}{3,12})\\s+(?<day>\\d{1,2}),?\\s+" + TIME
                    + "(?<zone>)\\s+(?:[A-Za-z+0-9]{2,5}\\s+)?(?<year>\\d{4})"),
            Pattern.compile("(?<month>\\p{L}{3,12})\\s+(?<day>\\d{1,2}),?\\s+(?<year>\\d{4}),?\\s+" + TIME + ZONE),
            Pattern.compile("(?<year>\\d{4})[-/.年](?<month>\\d{1,2})[-/.月](?<day>\\d{1,2})日?[T\\s]\\s*" + TIME + ZONE),
            Pattern.compile("(?<day>\\d{1,2})\\.(?<month>\\d{1,2})\\.(?<year>\\d{4}),?\\s+" + TIME + ZONE));

    private MailDate() {}

    /** The instant, or empty when there is none between 1970 and 2100. */
    static Optional<Instant> parse(String header) {
        String head = COMMENT.matcher(header.length() > 200 ? header.substring(0, 200) : header)
                .replaceAll(" ");
        Matcher number = SINCE_1970.matcher(head);
        if (number.matches()) {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(number.group("seconds"))))
                    .filter(LATEST::isAfter);
        }
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
                    hour(date),
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

    /** In twelve hours or twenty-four. */
    private static int hour(Matcher date) {
        int hour = number(date, "hour");
        String half = date.group("half");
        if (half == null || hour > 12) {
            return hour;
        }
        return hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
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

    /** From 1; 0, which no calendar has, for a word that is no month. */
    private static int month(String written) {
        if (Character.isDigit(written.charAt(0))) {
            return Integer.parseInt(written);
        }
        String word = written.toLowerCase(Locale.ROOT);
        for (int i = 0; i < MONTHS.size(); i++) {
            if (List.of(MONTHS.get(i).split("\\|")).stream().anyMatch(word::startsWith)) {
                return i + 1;
            }
        }
        return 0;
    }

    /** A zone nobody can tell, or that is further off than any, is UTC (RFC 5322 section 4.3). */
    private static ZoneOffset zone(@Nullable String written) {
        if (written == null || written.isEmpty()) {
            return ZoneOffset.UTC;
        }
        if (Character.isLetter(written.charAt(0))) {
            return offset(ZONE_MINUTES.getOrDefault(written.toLowerCase(Locale.ROOT), 0));
        }
        int digits = Integer.parseInt(written.substring(1).replace(":", ""));
        int minutes = digits / 100 * 60 + digits % 100;
        return offset(minutes > DAY * 3 / 4 ? 0 : written.charAt(0) == '-' ? -minutes : minutes);
    }

    private static ZoneOffset offset(int minutes) {
        return ZoneOffset.ofTotalSeconds(60 * minutes);
    }
}
