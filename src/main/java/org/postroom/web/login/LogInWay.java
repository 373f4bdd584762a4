package org.postroom.web.login;

import java.util.Locale;

/** How an agent logged in. */
public enum LogInWay {
    PASSWORD,
    LINK;

    /** As it is stored and logged. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static LogInWay ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
