package org.postroom.web;

import java.time.ZoneId;
import java.util.Locale;

/**
 * How things are shown to somebody.
 *
 * @param locale one there are texts for
 * @param zone of times
 */
public record Manner(Locale locale, ZoneId zone, Theme theme) {
    /** The language, as a page says which it is in. */
    public String language() {
        return locale.getLanguage();
    }

    /** Light, dark, or as the system has it. */
    public enum Theme {
        SYSTEM,
        LIGHT,
        DARK;

        /** As it stands in forms, cookies and the page: lower case. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Reads what {@link #word} wrote; anything else is SYSTEM. */
        public static Theme ofWord(String word) {
            for (Theme theme : values()) {
                if (theme.word().equals(word)) {
                    return theme;
                }
            }
            return SYSTEM;
        }
    }
}
