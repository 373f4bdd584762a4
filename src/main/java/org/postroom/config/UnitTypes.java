package org.postroom.config;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and sizes: a whole number with its unit, which must be there. */
final class UnitTypes {
    private static final Pattern MEASURE = Pattern.compile("([0-9]{1,12})\\s*([A-Za-z]{1,3})");
    private static final Map<String, ChronoUnit> TIMES = Map.of(
            "ms", ChronoUnit.MILLIS,
            "s", ChronoUnit.SECONDS,
            "m", ChronoUnit.MINUTES,
            "h", ChronoUnit.HOURS,
            "d", ChronoUnit.DAYS);
    private static final Map<String, Long> SIZES = Map.of(
            "b", 1L,
            "kb", 1_000L,
            "mb", 1_000_000L,
            "gb", 1_000_000_000L,
            "kib", 1L << 10,
            "mib", 1L << 20,
            "gib", 1L << 30);

    private UnitTypes() {}

    /** A time between two, both allowed; the limits as they are written in conf. */
    static ValueType<Duration> duration(String least, String most) {
        Duration shortest = duration(least).orElseThrow();
        Duration longest = duration(most).orElseThrow();
        return ValueType.of(
                "a time with its unit (ms, s, m, h, d), such as 30s, 2m or 168h, from " + least + " to " + most,
                text -> duration(text).filter(time -> time.compareTo(shortest) >= 0 && time.compareTo(longest) <= 0));
    }

    /** A number of bytes between two, both allowed; the limits as they are written in conf. */
    static ValueType<Long> size(String least, String most) {
        long smallest = size(least).orElseThrow();
        long largest = size(most).orElseThrow();
        return ValueType.of(
                "a size with its unit (B, KB, MB, GB of thousands; KiB, MiB, GiB of 1024), such as 25MB, from " + least
                        + " to " + most,
                text -> size(text).filter(bytes -> bytes >= smallest && bytes <= largest));
    }

    static Optional<Duration> duration(String text) {
        Matcher parts = MEASURE.matcher(text);
        if (!parts.matches() || !TIMES.containsKey(parts.group(2))) {
            return Optional.empty();
        }
        long number = Long.parseLong(parts.group(1));
        return number > 1_000_000_000L ? Optional.empty() : Optional.of(Duration.of(number, TIMES.get(parts.group(2))));
    }

    static Optional<Long> size(String text) {
        Matcher parts = MEASURE.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Optional<Long> unit = Optional.ofNullable(SIZES.get(parts.group(2).toLowerCase(Locale.ROOT)));
        long number = Long.parseLong(parts.group(1));
        return unit.filter(bytes -> number <= Long.MAX_VALUE / bytes).map(bytes -> number * bytes);
    }
}
