package org.postroom.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.postroom.template.PageTemplates.Html;

/** Writes times as people read them: short and relative to now, with the exact one when pointed at. */
final class Moments {
    private static final Duration JUST_NOW = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(6);

    private final Texts texts;

    Moments(Texts texts) {
        this.texts = texts;
    }

    Html element(Instant at, Instant now, Locale locale, ZoneId zone) {
        return new Html("<time datetime=\"" + at + "\" title=\"" + escape(exact(at, locale, zone)) + "\">"
                + escape(shortly(at, now, locale, zone)) + "</time>");
    }

    /** Such as {@code 22 Nov 2026, 16:30}; the zone is the agent's own and not repeated. */
    String exact(Instant at, Locale locale, ZoneId zone) {
        return DateTimeFormatter.ofPattern(texts.of(locale, "time.exact"), locale)
                .format(at.atZone(zone));
    }

    /** Such as {@code 5 min}, {@code in 2 h}, {@code Mon 14:02}, {@code 12 Nov}, {@code 12 Nov 2024}. */
    String shortly(Instant at, Instant now, Locale locale, ZoneId zone) {
        Duration age = Duration.between(at, now);
        return relative(age, locale).orElseGet(() -> dated(at.atZone(zone), now.atZone(zone), age, locale));
    }

    private Optional<String> relative(Duration age, Locale locale) {
        Duration away = age.abs();
        if (away.compareTo(DAY) >= 0) {
            return Optional.empty();
        }
        if (away.compareTo(JUST_NOW) < 0) {
            return Optional.of(texts.of(locale, "time.now"));
        }
        String when = age.isNegative() ? "time.in." : "time.";
        return Optional.of(
                away.compareTo(HOUR) < 0
                        ? texts.of(locale, when + "minutes", away.toMinutes())
                        : texts.of(locale, when + "hours", away.toHours()));
    }

    private String dated(ZonedDateTime at, ZonedDateTime now, Duration age, Locale locale) {
        String pattern;
        if (!age.isNegative() && age.compareTo(WEEK) < 0) {
            pattern = texts.of(locale, "time.weekday");
        } else {
            pattern = texts.of(locale, at.getYear() == now.getYear() ? "time.day" : "time.year");
        }
        return DateTimeFormatter.ofPattern(pattern, locale).format(at);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
