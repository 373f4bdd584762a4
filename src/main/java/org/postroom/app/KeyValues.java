package org.postroom.app;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.event.KeyValuePair;

/**
 * Writes an event's key-values as {@code  key=value}, each after a space. A value that is empty or holds more than letters,
 * digits and the signs of addresses and paths is quoted, with {@code "} and {@code \} escaped, so that no value can pass
 * for another key.
 */
public final class KeyValues extends ClassicConverter {

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}._:/@+#,-]+");

    @Override
    public String convert(ILoggingEvent event) {
        List<KeyValuePair> pairs = Optional.ofNullable(event.getKeyValuePairs()).orElse(List.of());
        return pairs.stream()
                .map(pair -> " " + pair.key + "=" + quoteIfNeeded(String.valueOf(pair.value)))
                .collect(Collectors.joining());
    }

    private static String quoteIfNeeded(String value) {
        if (PLAIN.matcher(value).matches()) {
            return value;
        }
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
