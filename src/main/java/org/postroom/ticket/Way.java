package org.postroom.ticket;

import java.util.Locale;

/** By which way something came about (SPEC E8). */
public enum Way {
    /** By a mail, in or out. */
    MAIL,
    /** On the web page. */
    PAGE,
    /** By a rule in conf. */
    RULE,
    /** Because time had passed. */
    TIMER,
    /** By an operator's command. */
    CLI;

    /** As people read it and as it is stored: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads what {@link #word} wrote. */
    public static Way ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
