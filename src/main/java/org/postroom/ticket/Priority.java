package org.postroom.ticket;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How soon a ticket wants to be looked at, as agents say; no mail of a customer's says it. The least first. */
public enum Priority {
    /** Can wait. */
    LOW(0, "niedrig"),
    /** As tickets begin. */
    NORMAL(1, "normal"),
    /** Before others. */
    HIGH(2, "hoch"),
    /** At once. */
    URGENT(3, "dringend");

    private final int stored;
    private final String german;

    Priority(int stored, String german) {
        this.stored = stored;
        this.german = german;
    }

    /** As people read and write it: {@code high}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether lists and the ticket show a mark for it. */
    public boolean raised() {
        return compareTo(NORMAL) > 0;
    }

    /** Reads an English or German word, whatever its case. */
    public static Optional<Priority> ofWord(String word) {
        return Arrays.stream(values())
                .filter(priority -> priority.word().equalsIgnoreCase(word) || priority.german.equalsIgnoreCase(word))
                .findFirst();
    }

    /** As it is stored: the more urgent, the greater. */
    int stored() {
        return stored;
    }

    /** Reads what {@link #stored} gave. */
    static Priority ofStored(int number) {
        return Arrays.stream(values())
                .filter(priority -> priority.stored == number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No priority is stored as " + number));
    }
}
