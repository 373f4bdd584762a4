package org.postroom.app;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.pattern.CompositeConverter;
import java.util.Locale;

/**
 * Keeps what it wraps in a Logback pattern on one line: control characters, line separators and invisible format
 * characters (ANSI escapes, bidirectional overrides) come out as {@code \n} or {@code \}{@code u001b}, so that text from a
 * mail can neither forge a log line nor steer a terminal.
 */
public final class OneLine extends CompositeConverter<ILoggingEvent> {

    @Override
    protected String transform(ILoggingEvent event, String text) {
        return escape(text.stripTrailing());
    }

    static String escape(String text) {
        if (text.codePoints().noneMatch(OneLine::isUnsafe)) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> append(safe, character));
        return safe.toString();
    }

    private static void append(StringBuilder safe, int character) {
        switch (character) {
            case '\n' -> safe.append("\\n");
            case '\r' -> safe.append("\\r");
            case '\t' -> safe.append("\\t");
            default -> {
                if (isUnsafe(character)) {
                    safe.append(String.format(Locale.ROOT, character < 0x10000 ? "\\u%04x" : "\\u{%x}", character));
                } else {
                    safe.appendCodePoint(character);
                }
            }
        }
    }

    private static boolean isUnsafe(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
